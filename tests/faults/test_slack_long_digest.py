"""A digest of 40 activities and 60,000 characters in two Slack channels: all of it, in order."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from ci_bot.domain.ids import MessageId, PersonId, RoomId
from tests.support.crowd import HOST, crowd
from tests.support.slack.records import Message
from tests.support.slack_by_hand import SlackByHand, slack_by_hand

POST = "chat.postMessage"
LEADS, FEW, EACH = 40, 12, 200


def words(number: int) -> str:
    """Fifteen hundred characters, no word of which is anybody else's."""
    return " ".join(f"w{number:02}-{n:03}" for n in range(EACH))[:1500]


@pytest.fixture
async def hand(tmp_path: Path) -> AsyncIterator[SlackByHand]:
    async with slack_by_hand(tmp_path, crowd(LEADS, 1)) as hand:
        await hand.says(HOST, "checkin open")
        yield hand


@pytest.fixture
async def few(tmp_path: Path) -> AsyncIterator[SlackByHand]:
    """As long for each, but not as many."""
    async with slack_by_hand(tmp_path, crowd(FEW, 1)) as hand:
        await hand.says(HOST, "checkin open")
        yield hand


async def answered(hand: SlackByHand) -> dict[PersonId, MessageId]:
    """Everybody writes at length; the messages they wrote."""
    wrote = {}
    for number, who in enumerate(list(hand.partners)[1:]):
        partner = hand.partners[who]
        wrote[who] = await partner.chat.write(partner.room, f"1 {words(number)}")
    await hand.settle()
    return wrote


def parts(hand: SlackByHand, room: RoomId) -> Sequence[Message]:
    """The digest's messages there, in order."""
    return [one for one in hand.slack.find(room).messages if one.app]


def all_words(hand: SlackByHand, room: RoomId) -> list[str]:
    """Every word of the answers that can be read in the first message's thread."""
    first = MessageId(parts(hand, room)[0].ts)
    return [
        word
        for text in hand.said(room, first)
        for word in text.replace("“", " ").replace("”", " ").split()
        if word.startswith("w") and word[1:3].isdigit()
    ]


def every(leads: int) -> list[str]:
    """All that was said."""
    return [word for number in range(leads) for word in words(number).split()]


async def test_nothing_is_lost_and_nothing_over_a_limit(hand: SlackByHand) -> None:
    wrote = await answered(hand)
    assert sum(len(words(number)) for number in range(LEADS)) > 59_000
    await hand.says(HOST, "digest post")
    for room in hand.channels:
        said = parts(hand, room)
        top = [one for one in said if one.thread_ts is None]
        assert said[: len(top)] == top
        assert {one.thread_ts for one in said[len(top) :]} == {top[0].ts}
        assert sorted(all_words(hand, room)) == sorted(every(LEADS))
        for number in range(LEADS):
            mine = [word for word in all_words(hand, room) if word.startswith(f"w{number:02}-")]
            assert mine == words(number).split()
    before = {room: len(parts(hand, room)) for room in hand.channels}
    late = list(hand.partners)[7]
    partner = hand.partners[late]
    await partner.chat.edit(partner.room, wrote[late], "1 quite another story")
    await hand.settle()
    for room in hand.channels:
        # It is changed where it stands, and pointed out once.
        assert len(parts(hand, room)) == before[room] + 1
        below = hand.said(room, MessageId(parts(hand, room)[0].ts))
        for told in ("\n".join(hand.said(room)), "\n".join(below), below[-1]):
            assert told.count("quite another story") == 1
        assert not any(word.startswith("w06-") for word in all_words(hand, room))
    hand.slack.assert_clean()


async def test_what_fails_on_the_way_keeps_its_place(few: SlackByHand) -> None:
    await answered(few)
    lake = few.channels[0].rpartition("/")[2]
    few.slack.faults.limit(POST, retry_after=30, channel=lake)
    few.slack.faults.lose_call(POST, channel=lake)
    few.slack.faults.lose_answer(POST, channel=lake)
    await few.says(HOST, "digest post")
    assert parts(few, few.channels[0]) == []
    complete = len(parts(few, few.channels[1]))
    for _ in range(4):
        await few.turn(60)
    first, other = (all_words(few, room) for room in few.channels)
    assert len(parts(few, few.channels[0])) == complete
    assert first == other
    assert sorted(first) == sorted(every(FEW))
    few.slack.assert_clean()


async def test_what_slack_finds_too_long_goes_in_smaller_pieces(few: SlackByHand) -> None:
    await answered(few)
    lake = few.channels[0].rpartition("/")[2]
    few.slack.faults.slow(POST, 0.0, channel=lake)
    few.slack.faults.error(POST, "msg_blocks_too_long", channel=lake)
    await few.says(HOST, "digest post")
    await few.turn(60)
    assert len(parts(few, few.channels[0])) > len(parts(few, few.channels[1]))
    assert all_words(few, few.channels[0]) == all_words(few, few.channels[1])
    assert sorted(all_words(few, few.channels[0])) == sorted(every(FEW))
