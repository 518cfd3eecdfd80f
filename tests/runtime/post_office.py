"""An outbox at work on fake platforms: rows go in, and its records tell what became of them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, DeliveryKey, RoomId, local_part, platform_of
from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import line
from ci_bot.messages.serial import to_json
from ci_bot.ports.chat import Capabilities
from ci_bot.ports.outgoing import Cancel, Failure, Later
from ci_bot.ports.store import Store, UnitOfWork
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.outbox import OutboxWorker
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.exactly_once import Accepted, Acknowledged, Intended, Verdict, exactly_once
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.fake_faults import Killed

FORGETFUL = Capabilities(idempotent_for=timedelta(0))
"""A platform that takes the same key twice."""


def saying(text: str) -> Message:
    """A message of one line."""
    return Message((Paragraph(line(text)),))


@dataclass
class Recorded:
    """What the services were told, in order; `errors` are raised instead, one each."""

    sent: list[Delivery] = field(default_factory=list)
    failed: list[tuple[DeliveryKey, Failure]] = field(default_factory=list)
    stopped: list[tuple[str, str]] = field(default_factory=list)
    asked: list[DeliveryKey] = field(default_factory=list)
    resumed: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    errors: list[Exception] = field(default_factory=list)

    def stumble(self) -> None:
        """Raises the next error, if there is one."""
        if self.errors:
            raise self.errors.pop(0)


class RecordingOutcomes:
    """The services' end of the outbox, which only remembers."""

    def __init__(self) -> None:
        self.told = Recorded()

    async def sent(self, uow: UnitOfWork, delivery: Delivery) -> None:
        self.told.stumble()
        self.told.sent.append(delivery)

    async def failed(self, uow: UnitOfWork, delivery: Delivery, failure: Failure) -> None:
        self.told.stumble()
        self.told.failed.append((delivery.key, failure))

    async def doubted(self, uow: UnitOfWork, delivery: Delivery) -> None:
        self.told.stumble()
        self.told.asked.append(delivery.key)

    async def platform_stopped(self, uow: UnitOfWork, line: str, reason: str) -> None:
        self.told.stumble()
        self.told.stopped.append((line, reason))

    async def platform_resumed(self, uow: UnitOfWork, line: str) -> None:
        self.told.resumed.append(line)

    async def arrival_dead(self, uow: UnitOfWork, arrival: Arrival) -> None:
        self.told.stumble()
        self.told.dead.append(arrival.key)


class PostOffice:
    """One worker over a store and platforms, with a preparer that `verdicts` scripts by key."""

    def __init__(
        self,
        store: Store,
        clock: TurnableClock,
        timing: Timing,
        *platforms: FakePlatform,
    ) -> None:
        self.store = store
        self.clock = clock
        self.timing = timing
        self.platforms = {p.name: p for p in platforms}
        self.lines = Lines({p.name: p.sender for p in platforms})
        self.outcomes = RecordingOutcomes()
        self.verdicts: dict[DeliveryKey, Callable[[], Message | Cancel | Later]] = {}
        self.observed: list[DeliveryState] = []
        self.asked: list[DeliveryKey] = []
        self.committed: list[DeliveryKey] = []
        self.bell = Bell()
        self.worker = self.hire()

    def hire(
        self,
        store: Store | None = None,
        observe: Callable[[DeliveryState], None] | None = None,
    ) -> OutboxWorker:
        """A worker of its own, such as the next process has."""
        return OutboxWorker(
            store=store or self.store,
            clock=self.clock,
            lines=self.lines,
            preparer=self.prepare,
            outcomes=self.outcomes,
            timing=self.timing,
            bell=self.bell,
            observe=observe or self.observed.append,
        )

    @property
    def told(self) -> Recorded:
        return self.outcomes.told

    async def prepare(self, uow: UnitOfWork, delivery: Delivery) -> Message | Cancel | Later:
        self.asked.append(delivery.key)
        scripted = self.verdicts.get(delivery.key)
        return scripted() if scripted else saying(f"prepared {delivery.key}")

    def delivery(
        self,
        key: str,
        to: RoomId | AccountId,
        *,
        kind: DeliveryKind = DeliveryKind.NOTICE,
        lane: str | None = None,
        text: str | None = None,
        due: datetime | None = None,
        edits: str | None = None,
        thread_of: str | None = None,
        emoji: str | None = None,
        expires: datetime | None = None,
    ) -> Delivery:
        """A row for a room (`NAME:!...`) or an account, which says its own key by default."""
        due = due or self.clock.now()
        is_room = "!" in to
        rendered = kind in {DeliveryKind.PROMPT, DeliveryKind.REMINDER} or emoji is not None
        return Delivery(
            key=DeliveryKey(key),
            kind=kind,
            lane=lane or to,
            due=due,
            available=due,
            created=self.clock.now(),
            room=RoomId(to) if is_room else None,
            account=None if is_room else AccountId(to),
            body=None if rendered else to_json(saying(text or key)),
            edits=DeliveryKey(edits) if edits else None,
            thread_of=DeliveryKey(thread_of) if thread_of else None,
            emoji=emoji,
            expires=expires,
        )

    async def commit(self, *deliveries: Delivery) -> None:
        """Commits rows to the outbox."""
        self.committed += [d.key for d in deliveries]
        async with self.store.write() as uow:
            await uow.outbox.add(deliveries)
            await uow.commit()

    async def work(self) -> None:
        """Lets the worker do what is due just now."""
        await self.worker.drain()

    async def work_until(self, instant: datetime, step: timedelta = timedelta(seconds=10)) -> None:
        """Lets it work while the clock goes on to that instant."""
        await self.work()
        while self.clock.now() < instant:
            self.clock.advance(min(step, instant - self.clock.now()))
            await self.work()

    async def killed(self) -> None:
        """Lets it work until the process is killed, and starts another one."""
        with pytest.raises((BaseExceptionGroup, Killed)):
            await self.work()
        self.worker = self.hire()

    async def row(self, key: str) -> Delivery:
        """The row as it is committed now."""
        async with self.store.read() as uow:
            found = await uow.outbox.get(DeliveryKey(key))
        assert found is not None
        return found

    async def state(self, key: str) -> DeliveryState:
        """How far the row is."""
        return (await self.row(key)).state

    def texts(self, room: RoomId) -> list[str]:
        """What the bot's messages in a room say, in order."""
        return [message.text for message in self.platforms[platform_of(room)].said(room)]

    async def verdict(self) -> Verdict:
        """Joins what was meant (all rows but the given up ones), what is there, and the store."""
        async with self.store.read() as uow:
            rows = [await uow.outbox.get(key) for key in self.committed]
        kept = sorted((r for r in rows if r and r.edits is None), key=lambda r: r.due)
        there = [
            Accepted(key=message.key, room=room, message=message.message)
            for platform in self.platforms.values()
            for room in platform.server.rooms
            for message in platform.said(room)
        ]
        return exactly_once(
            [
                Intended(key=row.key, lane=row.lane, room=_room_of(row))
                for row in kept
                if row.state not in {DeliveryState.FAILED, DeliveryState.DROPPED}
            ],
            there,
            [
                Acknowledged(key=row.key, room=row.posted_room, message=row.posted_message)
                for row in kept
                if row.posted_room and row.posted_message
            ],
        )


def _room_of(row: Delivery) -> RoomId:
    if row.room is not None:
        return row.room
    assert row.account is not None
    workspace, slash, who = local_part(row.account).rpartition("/")
    return RoomId(f"{platform_of(row.account)}:{workspace}{slash}!direct-{who}")
