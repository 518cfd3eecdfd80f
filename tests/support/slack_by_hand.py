"""The whole bot on a Slack stand-in, over two workspaces, at a time that only the test turns."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ci_bot.app import App, build_app
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import MessageId, PersonId, RoomId
from ci_bot.domain.person import Account
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.testing.memory_store import MemoryStore
from tests.support.slack import Slack, slack_stand_in
from tests.support.slack.records import Sent
from tests.support.slack.rendering import lines
from tests.support.slack_house import QUICK, SlackHouse, SlackPartner, slack_partner

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass
class SlackByHand:
    """Everybody is in the first and the second workspace by turns; each has a channel."""

    slack: Slack
    folder: Path
    clock: TurnableClock
    coalition: Coalition
    store: MemoryStore = field(default_factory=MemoryStore)
    partners: dict[PersonId, SlackPartner] = field(default_factory=dict)
    channels: list[RoomId] = field(default_factory=list)

    def __post_init__(self) -> None:
        timing = replace(QUICK, clock=lambda: self.clock.now().timestamp())
        self.house = SlackHouse(self.slack, self.folder, timing)
        installs = [self.house.workspace("Lake"), self.house.workspace("Shore")]
        for number, person in enumerate(self.coalition.people):
            self.partners[person] = slack_partner(self.slack, installs[number % 2], person)
        for number, install in enumerate(installs):
            team = self.slack.world.teams[install.team]
            there = list(self.partners.values())[number::2]
            self.channels.append(self.slack.channel(team, *(p.chat for p in there), install))

    @asynccontextmanager
    async def running(self) -> AsyncIterator[App]:
        """The bot listens; it works when it is told to `settle`."""
        async with self.house.platform(self.store) as platform:
            self.app = build_app(
                store=self.store,
                clock=self.clock,
                platforms=(platform,),
                holidays=FakeHolidays(frozenset()),
                timing=Timing(chance=lambda: 1.0),
            )
            described = replace(
                self.coalition,
                accounts=tuple(
                    Account(id=p.chat.account, person=who) for who, p in self.partners.items()
                ),
                channels=tuple(Channel(address=r, audience="coalition") for r in self.channels),
            )
            await self.app.composition.apply_coalition(
                described.id, lambda stored: stored or described
            )
            hearing = asyncio.create_task(platform.receive(self.app.inlet(platform)))
            await self.slack.sockets.connected()
            try:
                yield self.app
            finally:
                hearing.cancel()
                with suppress(asyncio.CancelledError):
                    await hearing

    async def settle(self) -> None:
        """All that was said is heard, and all that is due happens."""
        await self.slack.world.until(lambda: not self.slack.courier.open)
        await self.app.settle()

    async def turn(self, seconds: float) -> None:
        """Lets time pass after all that was said so far was heard."""
        await self.slack.world.until(lambda: not self.slack.courier.open)
        self.clock.advance(timedelta(seconds=seconds))
        self.slack.clock.catch_up()
        await self.settle()

    async def says(self, who: PersonId, text: str) -> None:
        """Somebody writes to the bot, which does what follows from it."""
        partner = self.partners[who]
        await partner.chat.write(partner.room, text)
        await self.settle()

    def said(self, room: RoomId, thread: MessageId | None = None) -> list[str]:
        """The bot's messages in a room or thread as they are now, in order."""
        return [
            "\n".join(lines(one.blocks or []))
            for one in self.slack.find(room).messages
            if one.app and not one.only and one.thread_ts == thread
        ]

    def posts(self, room: RoomId) -> Sequence[Sent]:
        """Every attempt to post there."""
        channel = room.rpartition("/")[2]
        every = self.slack.calls("chat.postMessage")
        return [one for one in every if one.args["channel"] == channel]


@asynccontextmanager
async def slack_on_a_monday(folder: Path, coalition: Coalition) -> AsyncIterator[SlackByHand]:
    """The bot as it is installed; it may run there again and again."""
    clock = TurnableClock(MONDAY)
    async with slack_stand_in(follow=clock.now) as slack:
        yield SlackByHand(slack, folder, clock, coalition)


@asynccontextmanager
async def slack_by_hand(folder: Path, coalition: Coalition) -> AsyncIterator[SlackByHand]:
    """The bot at work."""
    async with slack_on_a_monday(folder, coalition) as hand, hand.running():
        yield hand
