"""The receiver as a whole: how it begins, what it says when it can't, and how fast it answers."""

import asyncio
import time
from collections.abc import AsyncIterator, Mapping

import pytest

from adapters.slack.link import Answering
from adapters.slack.receiving.receiver import Receiver
from ci_bot.ports.chat import MessageReceived, Page, PlatformStopped, RoomLost
from tests.adapters.slack.ears import Ears, ears

SLACKS_PATIENCE = 3.0
"""Seconds; what is acknowledged later counts as lost, and comes again."""


@pytest.fixture
async def ear() -> AsyncIterator[Ears]:
    async with ears() as ear:
        yield ear


class Refused:
    """A way in that Slack has closed for good."""

    pages: Mapping[str, Page] = {}
    trouble: str | None = "the app token is refused"

    async def run(self, app: Answering) -> None:
        raise PlatformStopped("the app token is refused")


async def test_a_way_in_that_is_closed_for_good_ends_it_plainly(ear: Ears) -> None:
    receiver: Receiver = ear.receiver([Refused()])
    assert receiver.trouble == "the app token is refused"
    with pytest.raises(PlatformStopped, match="app token"):
        await receiver.run(ear.inlet)


async def test_being_put_out_of_a_channel_is_reported_once(ear: Ears) -> None:
    ear.app.events |= {"channel_left", "group_left", "member_left_channel"}
    public = ear.slack.channel(ear.team, ear.anna, ear.bot)
    private = ear.slack.channel(ear.team, ear.anna, ear.bot, private=True)
    async with ear.hearing():
        ear.slack.remove(public, ear.bot)
        ear.slack.remove(private, ear.bot)
        events = await ear.heard(RoomLost, 2)
        await ear.slack.world.until(lambda: not ear.slack.courier.open)
    assert {event.room for event in events} == {public, private}
    assert len(ear.inlet.events) == 2


async def test_who_is_mentioned_is_called_by_name(ear: Ears) -> None:
    ben = ear.slack.person("ben", ear.team)
    async with ear.hearing():
        await ear.anna.write(ear.direct, f"ask <@{ben.id}> and <@U0NOBODY>", raw=True)
        await ear.anna.write(ear.direct, f"and <@{ben.id}> again", raw=True)
        events = await ear.heard(MessageReceived, 2)
    assert {event.text for event in events} == {"ask @ben and @U0NOBODY", "and @ben again"}


async def test_a_name_that_slack_refuses_costs_the_others_nothing(ear: Ears) -> None:
    ben = ear.slack.person("ben", ear.team)
    ear.slack.faults.slow("users.info", 0.1)
    async with ear.hearing():
        await ear.anna.write(ear.direct, f"<@{ben.id}> and <@U0NOBODY>", raw=True)
        (event,) = await ear.heard(MessageReceived)
    assert event.text == "@ben and @U0NOBODY"


async def test_a_name_that_slack_does_not_tell_in_time_holds_nothing_up(ear: Ears) -> None:
    ben = ear.slack.person("ben", ear.team)
    ear.reading(names=0.05)
    gate = ear.slack.faults.hold("users.info")
    async with ear.hearing():
        await ear.anna.write(ear.direct, f"ask <@{ben.id}>", raw=True)
        (event,) = await ear.heard(MessageReceived)
    gate.set()
    assert event.text == f"ask @{ben.id}"


async def test_fifty_events_a_second_are_acknowledged_in_time(ear: Ears) -> None:
    people = [ear.slack.person(f"p{number}", ear.team) for number in range(20)]
    rooms = [ear.slack.direct(ear.bot, person) for person in people]
    taken = []
    async with ear.hearing():
        for number in range(200):
            begin, count = time.monotonic(), len(ear.slack.courier.acknowledged)
            await people[number % 20].write(rooms[number % 20], f"word {number}")
            await ear.slack.world.until(
                lambda count=count: len(ear.slack.courier.acknowledged) > count  # type: ignore[misc]
            )
            taken.append(time.monotonic() - begin)
            await asyncio.sleep(0)
    assert len(ear.inlet.events) == 200
    assert max(taken) < SLACKS_PATIENCE
