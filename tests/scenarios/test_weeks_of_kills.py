"""Weeks in which the bot is killed again and again look to everybody like weeks of peace."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import pytest

from ci_bot.domain.ids import RoomId
from ci_bot.ports import crash
from ci_bot.testing.fake_faults import Killed
from tests.support.chat_house import ChatHouse

POINTS = (
    "tick-start",
    "plan-before-commit",
    "plan-after-commit",
    "digest-build-mid",
    "claim-before-commit",
    "claim-after-commit",
    "digest-part-k-of-n",
    "before-socket-write",
    "response-read",
    "mark-sent-before-commit",
    "mark-sent-after-commit",
    "inbox-before-commit",
    "inbox-after-commit-before-ack",
    "after-ack",
    "inbox-process-mid",
)
# More than there are lanes: a kill takes everything with it that is under way.
EACH = 25
# A doubt is settled within the second pass: lease, settle window, search.
PASSES = (timedelta(0), timedelta(minutes=3), timedelta(minutes=3), timedelta(minutes=54))


class Weeks:
    """Everybody answers each day at noon; `kills` counts how often the bot began anew."""

    def __init__(self) -> None:
        self.house = ChatHouse()
        self.kills = 0

    async def live(self, days: int = 14) -> Mapping[RoomId, Sequence[str]]:
        """What the bot has said by the end, by room."""
        people = list((await self.house.apply()).people)
        for name in ("all", "backbone"):
            self.house.channel(name, *people)
        for hour in range(days * 24):
            if hour % 24 == 3:
                for person in people:
                    room = await self.house.direct(person)
                    await self.house.chat.person(person).write(room, "1 as planned")
            for wait in PASSES:
                self.house.clock.advance(wait)
                await self.settle()
        chat = self.house.chat
        return {room: [said.text for said in chat.said(room)] for room in chat.server.rooms}

    async def settle(self) -> None:
        """Does what is due; whoever is killed is followed by another, at the next pass."""
        try:
            await self.house.settle()
        except (Killed, BaseExceptionGroup):
            self.kills += 1
            self.house.begin()


@pytest.fixture(scope="module")
def peace() -> Mapping[RoomId, Sequence[str]]:
    """What is said when nobody is killed."""
    return asyncio.run(Weeks().live())


@pytest.fixture
def armed() -> Iterator[None]:
    yield
    crash.arm(None)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("point", POINTS)
async def test_killed_again_and_again_everybody_hears_the_same(
    peace: Mapping[RoomId, Sequence[str]], armed: None, point: str
) -> None:
    times = 0

    def hook(reached: str) -> None:
        nonlocal times
        times += reached == point
        if reached == point and times % EACH == 1:
            raise Killed

    weeks = Weeks()
    crash.arm(hook)
    assert await weeks.live() == peace
    assert weeks.kills
