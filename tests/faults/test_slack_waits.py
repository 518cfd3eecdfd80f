"""What Slack limits, loses or takes late: how long the whole bot waits, for whom, and what for."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support.crowd import HOST, crowd
from tests.support.slack_by_hand import SlackByHand, slack_by_hand
from tests.support.slack_house import SlackPartner

POST = "chat.postMessage"
SETTLED = 45.0


@pytest.fixture
async def hand(tmp_path: Path) -> AsyncIterator[SlackByHand]:
    async with slack_by_hand(tmp_path, crowd(6, 1)) as hand:
        yield hand
        hand.slack.assert_clean()


def lead(hand: SlackByHand, number: int) -> SlackPartner:
    return hand.partners[list(hand.partners)[1 + number]]


def cards(hand: SlackByHand) -> list[int]:
    """How many each lead has."""
    return [len(hand.said(lead(hand, number).room)) for number in range(6)]


def there(hand: SlackByHand, number: int) -> dict[str, str]:
    return {"channel": lead(hand, number).room.rpartition("/")[2]}


@pytest.mark.parametrize("wait", [1, 30, 3600])
async def test_a_limit_is_waited_for_to_the_second_and_by_that_channel_alone(
    hand: SlackByHand, wait: int
) -> None:
    hand.slack.faults.limit(POST, retry_after=wait, channel=there(hand, 3)["channel"])
    await hand.says(HOST, "checkin open")
    assert cards(hand) == [1, 1, 1, 0, 1, 1]
    for part in (0.5, 0.25, 0.125, 0.1):
        await hand.turn(wait * part)
    assert cards(hand) == [1, 1, 1, 0, 1, 1]
    assert len(hand.posts(lead(hand, 3).room)) == 1
    await hand.turn(wait * 0.025)
    assert cards(hand) == [1] * 6
    assert len(hand.posts(lead(hand, 3).room)) == 2


async def test_while_a_channel_has_to_wait_nothing_else_is_tried_there(hand: SlackByHand) -> None:
    hand.slack.faults.limit(POST, retry_after=30, channel=there(hand, 3)["channel"])
    await hand.says(HOST, "checkin open")
    await hand.says(list(hand.partners)[4], "help")
    assert len(hand.posts(lead(hand, 3).room)) == 1
    await hand.turn(30)
    assert len(hand.said(lead(hand, 3).room)) == 2
    assert len(hand.posts(lead(hand, 3).room)) == 3


async def test_a_limit_on_posts_delays_no_change_of_what_is_there(hand: SlackByHand) -> None:
    await hand.says(HOST, "checkin open")
    marek = lead(hand, 2)
    hand.slack.faults.limit(POST, retry_after=600, channel=there(hand, 2)["channel"])
    await hand.says(list(hand.partners)[3], "help")
    assert len(hand.said(marek.room)) == 1
    card = hand.slack.find(marek.room).messages[0].ts
    await marek.chat.click(marek.room, card, "on track")  # type: ignore[arg-type]
    await hand.settle()
    assert "on track" in hand.said(marek.room)[0]
    await hand.turn(600)
    assert len(hand.said(marek.room)) == 2


@pytest.mark.parametrize("status", [500, 502, 503])
@pytest.mark.parametrize("taken", [False, True])
async def test_a_page_of_html_is_a_doubt_that_is_settled_after_the_window(
    hand: SlackByHand, status: int, *, taken: bool
) -> None:
    hand.slack.faults.status(POST, status, taken=taken, channel=there(hand, 4)["channel"])
    await hand.says(HOST, "checkin open")
    await hand.turn(SETTLED - 1)
    assert cards(hand) == [1, 1, 1, 1, int(taken), 1]
    attempts = len(hand.posts(lead(hand, 4).room))
    await hand.turn(10)
    assert cards(hand) == [1] * 6
    assert len(hand.posts(lead(hand, 4).room)) == attempts + (not taken)


async def test_what_slack_takes_late_but_within_the_window_is_there_once(
    hand: SlackByHand,
) -> None:
    fault = hand.slack.faults.take_late(POST, channel=there(hand, 1)["channel"])
    await hand.says(HOST, "checkin open")
    await hand.turn(SETTLED - 1)
    assert cards(hand)[1] == 0
    assert fault.land()
    await hand.turn(10)
    assert cards(hand) == [1] * 6


async def test_what_slack_takes_after_the_window_is_beyond_help(hand: SlackByHand) -> None:
    fault = hand.slack.faults.take_late(POST, channel=there(hand, 1)["channel"])
    await hand.says(HOST, "checkin open")
    await hand.turn(SETTLED + 10)
    assert cards(hand) == [1] * 6
    assert fault.land()
    assert cards(hand) == [1, 2, 1, 1, 1, 1]
