"""What people wrote while Slack could not reach the bot is read when it can again."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from ci_bot.ports.chat import AccountId, MessageEdited, MessageId, MessageReceived
from tests.adapters.slack.ears import Ears, ears
from tests.adapters.slack.said import KEY, sender, words

HOUR = 3_600.0


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        yield ear


async def _prompt(ear: Ears) -> MessageId:
    """The bot asks, and so knows the direct message from then on."""
    room = await ear.direct_rooms.of(ear.anna.account)
    return (await sender(ear).send(room, words("How is it?"), key=KEY)).message


async def _give_up(ear: Ears) -> None:
    """Slack has tried to deliver for the last time."""
    for _ in range(6):
        ear.slack.clock.turn(400)
        await asyncio.sleep(0)


def _texts(ear: Ears) -> list[str]:
    return [event.text for event in ear.inlet.events if isinstance(event, MessageReceived)]


async def test_what_was_written_while_the_bot_was_down_comes_in(ear: Ears) -> None:
    await _prompt(ear)
    async with ear.hearing():
        await ear.anna.write(ear.direct, "before")
        await ear.heard(MessageReceived)
    for number in range(5):
        await ear.anna.write(ear.direct, f"meanwhile {number}")
    await _give_up(ear)
    assert not ear.slack.courier.open
    async with ear.hearing():
        await ear.heard(MessageReceived, 6)
    assert _texts(ear) == ["before", *(f"meanwhile {number}" for number in range(5))]


async def test_a_first_answer_is_not_lost_in_an_outage(ear: Ears) -> None:
    await _prompt(ear)
    await ear.anna.write(ear.direct, "my first word ever")
    await _give_up(ear)
    async with ear.hearing():
        await ear.heard(MessageReceived)
    assert _texts(ear) == ["my first word ever"]


async def test_somebody_whom_the_bot_never_met_is_not_overheard(ear: Ears) -> None:
    mallory = ear.slack.person("mallory", ear.team)
    await mallory.write(ear.slack.direct(ear.bot, mallory), "nobody knows me")
    ear.inlet.known = [AccountId("slack:T0ELSEWHERE/U1"), ear.anna.account]
    await ear.anna.write(ear.direct, "I was never asked anything")
    await _give_up(ear)
    async with ear.hearing():
        await ear.heard(MessageReceived)
    assert _texts(ear) == ["I was never asked anything"]


async def test_answers_in_threads_and_edits_are_caught_up_too(ear: Ears) -> None:
    prompt = await _prompt(ear)
    async with ear.hearing():
        early = await ear.anna.write(ear.direct, "early")
        await ear.heard(MessageReceived)
    ear.slack.clock.turn(HOUR)
    await ear.anna.write(ear.direct, "in the thread", thread=prompt)
    await ear.anna.edit(ear.direct, early, "early, but changed")
    await _give_up(ear)
    async with ear.hearing():
        (edit,) = await ear.heard(MessageEdited)
        _, reply = await ear.heard(MessageReceived, 2)
    assert (edit.message, edit.text) == (early, "early, but changed")
    assert (reply.text, reply.thread) == ("in the thread", prompt)


async def test_many_pages_of_a_history_are_read(ear: Ears) -> None:
    await _prompt(ear)
    for number in range(450):
        await ear.anna.write(ear.direct, f"word {number}")
    await _give_up(ear)
    async with ear.hearing():
        await ear.heard(MessageReceived, 450)
    assert _texts(ear) == [f"word {number}" for number in range(450)]


async def test_nothing_is_read_after_a_short_silence(ear: Ears) -> None:
    await _prompt(ear)
    async with ear.by_hand() as hand:
        (await hand.app()).connected(200.0)
        await asyncio.sleep(0)
        await ear.anna.write(ear.direct, "one")
    assert not ear.slack.calls("conversations.history")


async def test_what_overtakes_the_outage_hides_nothing(ear: Ears) -> None:
    await _prompt(ear)
    await ear.anna.write(ear.direct, "in the outage")
    await _give_up(ear)
    ear.slack.faults.status("conversations.history", times=3)
    held = ear.slack.faults.hold("conversations.history")
    async with ear.hearing():
        await ear.anna.write(ear.direct, "right after it")
        await ear.heard(MessageReceived)
    # Killed before it was read.
    held.set()
    async with ear.hearing():
        await ear.heard(MessageReceived, 2)
        await ear.slack.world.until(lambda: bool(ear.slack.calls("conversations.history")))
    assert sorted(set(_texts(ear))) == ["in the outage", "right after it"]


async def test_a_history_that_can_not_be_kept_is_read_again(ear: Ears) -> None:
    await _prompt(ear)
    await ear.anna.write(ear.direct, "one")
    await _give_up(ear)
    ear.inlet.errors += [RuntimeError("away"), RuntimeError("away")]
    async with ear.hearing():
        await ear.heard(MessageReceived)
    assert not ear.inlet.errors


async def test_a_room_that_can_not_be_read_is_no_obstacle(ear: Ears) -> None:
    await _prompt(ear)
    ben = ear.slack.person("ben", ear.team)
    room = await ear.direct_rooms.of(ben.account)
    await ear.anna.write(ear.direct, "one")
    await ben.write(room, "two")
    await _give_up(ear)
    channel = ear.direct.rpartition("/")[2]
    ear.slack.faults.error("conversations.history", "channel_not_found", channel=channel)
    async with ear.hearing():
        (event,) = await ear.heard(MessageReceived)
    assert event.account == ben.account


async def test_a_limit_is_waited_for(ear: Ears) -> None:
    await _prompt(ear)
    await ear.anna.write(ear.direct, "one")
    await _give_up(ear)
    ear.slack.faults.limit("conversations.history", retry_after=0)
    async with ear.hearing():
        await ear.heard(MessageReceived)
    assert _texts(ear) == ["one"]


async def test_what_was_heard_long_before_the_outage_is_not_handed_in_again(ear: Ears) -> None:
    await _prompt(ear)
    await ear.anna.write(ear.direct, "old")
    await _give_up(ear)
    async with ear.hearing():
        await ear.heard(MessageReceived)
        ear.slack.clock.turn(HOUR)
        await ear.anna.write(ear.direct, "new")
        await ear.heard(MessageReceived, 2)
    ear.inlet.events.clear()
    async with ear.hearing():
        await ear.heard(MessageReceived)
    assert _texts(ear) == ["new"]


async def test_a_store_that_is_away_for_long_loses_nothing(ear: Ears) -> None:
    await _prompt(ear)
    ear.timing = replace(ear.timing, clock=ear.slack.clock.now)
    async with ear.hearing():
        await ear.anna.write(ear.direct, "before")
        await ear.heard(MessageReceived)
        ear.inlet.errors += [RuntimeError("away")] * 4
        await ear.anna.write(ear.direct, "given up")
        for times, after in ((1, 0.0), (2, 60.0), (3, 300.0), (4, 0.0)):
            await ear.inlet.failed(times)
            # Slack waits for an acknowledgement, and then as long as it does.
            ear.slack.clock.turn(3.1)
            await asyncio.sleep(0)
            ear.slack.clock.turn(after)
        events = await ear.heard(MessageReceived, 2)
    assert events[-1].text == "given up"
    assert "given up" in [one.payload["event"]["text"] for one in ear.slack.courier.lost]
