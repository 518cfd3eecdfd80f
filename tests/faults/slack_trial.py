"""The whole bot on a Slack stand-in, killed and started again, judged by what Slack has."""

import asyncio
import multiprocessing
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from adapters.slack.render.posting import key_of
from ci_bot.app import build_app
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, DeliveryKey, MessageId, PersonId, RoomId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.person import Account
from ci_bot.ports.store import Store, UnitOfWork
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.store import open_store, upgrade
from ci_bot.testing.exactly_once import Accepted, Acknowledged, Intended, Verdict, exactly_once
from tests.faults.slack_process import Orders, ended, process
from tests.support.slack import Slack
from tests.support.slack.records import Message
from tests.support.slack_house import SlackHouse, SlackPartner, slack_partner

PATIENCE = 90.0
REDELIVERED = 301.0
"""Seconds after which Slack has tried for the last time."""
RESTING = {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.DROPPED}
Death = tuple[str, int]
"""A named point, and at the how-manieth time that the process reaches it."""


@dataclass
class SlackTrial:
    """A coalition over two workspaces; `died` are the points at which the bot was killed so far.

    `bug`: seeded into the bot. `errands`: what Slack has yet to do.
    """

    slack: Slack
    folder: Path
    database: str
    coalition: Coalition
    bug: str = ""
    partners: dict[PersonId, SlackPartner] = field(default_factory=dict)
    channels: list[RoomId] = field(default_factory=list)
    died: list[str] = field(default_factory=list)
    errands: list[asyncio.Task[None]] = field(default_factory=list)

    async def settle_in(self) -> None:
        """Gives everybody an account, by turns in one and the other workspace, and a channel."""
        self.house = SlackHouse(self.slack, self.folder)
        installs = [self.house.workspace("Lake"), self.house.workspace("Shore")]
        for number, person in enumerate(self.coalition.people):
            self.partners[person] = slack_partner(self.slack, installs[number % 2], person)
        for number, install in enumerate(installs):
            team = self.slack.world.teams[install.team]
            there = list(self.partners.values())[number::2]
            self.channels.append(self.slack.channel(team, *(p.chat for p in there), install))
        accounts = (Account(id=p.chat.account, person=who) for who, p in self.partners.items())
        self.coalition = replace(
            self.coalition,
            accounts=tuple(accounts),
            channels=tuple(Channel(address=r, audience="coalition") for r in self.channels),
        )
        await upgrade(self.database)
        async with self.store() as store:
            app = build_app(
                store=store, clock=SystemClock(), platforms=(), holidays=PublicHolidays()
            )
            await app.composition.apply_coalition(self.coalition.id, lambda _: self.coalition)

    @asynccontextmanager
    async def store(self) -> AsyncIterator[Store]:
        async with open_store(self.database) as store:
            yield store

    def start(self, point: str = "", time: int = 1) -> multiprocessing.Process:
        """Starts the bot, which dies at that point; it never does without one."""
        return process(
            Orders(
                database=self.database,
                folder=self.folder,
                settings=self.house.settings(),
                point=point,
                time=time,
                bug=self.bug,
            )
        )

    @asynccontextmanager
    async def living(self, *deaths: Death) -> AsyncIterator[None]:
        """The bot, killed at these points one after the other and started again at once.

        After the last it lives on, and is ended politely when this is left.
        """
        keeper = asyncio.create_task(self._keep(deaths))
        story = asyncio.current_task()
        assert story is not None
        keeper.add_done_callback(lambda _: story.cancel())
        try:
            yield
        except asyncio.CancelledError:
            if not keeper.done():
                raise
        finally:
            keeper.cancel()
            with suppress(asyncio.CancelledError):
                await keeper

    async def _keep(self, deaths: Sequence[Death]) -> None:
        for point, time in deaths:
            await self._something_is_due(point)
            child = self.start(point, time)
            await self._time_passes()
            code = await ended(child, PATIENCE)
            assert code == -signal.SIGKILL, f"{point} was not reached: {code}\n{self.log()}"
            self.died.append(point)
            self.slack.world.changed()
        child = self.start()
        try:
            await self._time_passes()
            code = await ended(child, 10 * PATIENCE)
            raise AssertionError(f"the bot ended by itself: {code}\n{self.log()}")
        finally:
            child.terminate()
            if await ended(child, 15.0) != 0:
                child.kill()
                raise AssertionError(f"the bot did not end well\n{self.log()}")

    async def all_died(self, deaths: Sequence[Death]) -> None:
        """Waits until the bot was killed as often as it was to be."""
        await self.slack.world.until(lambda: len(self.died) == len(deaths), patience=PATIENCE)

    async def _something_is_due(self, point: str) -> None:
        """Only the calendar leads to the points at which something is planned."""
        if point.startswith("plan-"):
            kind, now = OccurrenceKind.CATCH_UP, SystemClock().now()
            async with self.store() as store, store.write() as uow:
                await uow.calendar.put(
                    Schedule(coalition=self.coalition.id, kind=kind, next_due=now)
                )
                await uow.commit()

    async def _time_passes(self) -> None:
        """What was not acknowledged comes again as soon as there is somebody to take it."""
        if self.died:
            with suppress(TimeoutError):
                async with asyncio.timeout(60):
                    await self.slack.sockets.connected()
            self.slack.clock.turn(REDELIVERED)

    async def until(self, look: Callable[[UnitOfWork], Awaitable[bool]]) -> None:
        """Waits until the store shows it."""
        async with asyncio.timeout(PATIENCE), self.store() as store:
            while True:
                async with store.read() as uow:
                    if await look(uow):
                        return
                await asyncio.sleep(0.1)

    async def rest(self) -> None:
        """Waits until nothing is left to do."""

        async def resting(uow: UnitOfWork) -> bool:
            counts = await uow.outbox.counts()
            return not await uow.inbox.waiting() and not any(
                number for state, number in counts.items() if state not in RESTING
            )

        await self.until(resting)

    def said(self, room: RoomId) -> list[Message]:
        """The bot's messages that stand in a room, in order."""
        return [one for one in self.slack.find(room).messages if one.app and not one.only]

    def doubles(self) -> Counter[str]:
        """The keys under which Slack has more than one message."""
        every = Counter(one.key or "" for one in self._accepted())
        return Counter({key: times for key, times in every.items() if times > 1})

    async def verdict(self) -> Verdict:
        """Joins the rows of the outbox with all that Slack has of the bot."""
        async with self.store() as store, store.read() as uow:
            rows = [row for row in await uow.outbox.recent(100_000) if _is_message(row)]
        rows.sort(key=lambda row: (row.due, row.part))
        return exactly_once(
            [Intended(key=r.key, lane=r.lane, room=r.room or await self._room(r)) for r in rows],
            self._accepted(),
            [
                Acknowledged(key=r.key, room=r.posted_room, message=r.posted_message)
                for r in rows
                if r.state is DeliveryState.SENT and r.posted_room and r.posted_message
            ],
        )

    async def _room(self, row: Delivery) -> RoomId:
        account = row.account or AccountId("")
        return next(p.room for p in self.partners.values() if p.chat.account == account)

    def _accepted(self) -> list[Accepted]:
        return [
            Accepted(
                key=DeliveryKey(key) if (key := key_of(message.metadata)) else None,
                room=RoomId(f"slack:{channel.team}/{channel.id}"),
                message=MessageId(message.ts),
            )
            for channel in self.slack.world.channels.values()
            for message in channel.messages
            if message.app and not message.only
        ]

    def log(self) -> str:
        """The end of what the bot logged."""
        return (self.folder / "bot.log").read_text()[-4000:]


def _is_message(row: Delivery) -> bool:
    """Whether the row puts a message of its own where all of the room see it."""
    return row.edits is None and row.only is None and row.kind is not DeliveryKind.HOME
