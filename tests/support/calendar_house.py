"""A bot that only asks: calendar, rounds and reminders, with a store in memory."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import CoalitionId, PersonId, PromptId, new_id
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.round import Round
from ci_bot.ports.outgoing import Cancel, Later
from ci_bot.ports.store import Store, UnitOfWork
from ci_bot.services.care.tick import Tick
from ci_bot.services.close_rounds import CloseRounds
from ci_bot.services.rounds.ask_deputies import AskDeputies
from ci_bot.services.rounds.catch_up import CatchUp
from ci_bot.services.rounds.nudge import Nudge
from ci_bot.services.rounds.open_rounds import OpenRounds
from ci_bot.services.rounds.plan_calendar import PlanCalendar
from ci_bot.services.rounds.recheck_prompt import RecheckPrompt
from ci_bot.services.rounds.start_round import StartRound
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.testing.memory_store import MemoryStore
from tests.support.small_coalition import LAKELAND

HOURS = GoodHours()
_LEASE = timedelta(minutes=1)


@dataclass
class Freeze:
    """Stands for the digest's freeze: closes rounds, and remembers when."""

    seen: list[tuple[datetime, datetime]] = field(default_factory=list)

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        self.seen.append((due, now))
        await CloseRounds()(uow, coalition_id, now)


@dataclass
class Posting:
    """Stands for the digest's posting, and remembers when."""

    seen: list[tuple[datetime, datetime]] = field(default_factory=list)

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        self.seen.append((due, now))


class House:
    """`sent`: what reached people, in order."""

    def __init__(
        self,
        now: datetime,
        holidays: Collection[tuple[str, object]] = (),
        store: Store | None = None,
    ) -> None:
        self.store: Store = store or MemoryStore()
        self.clock = TurnableClock(now)
        self.holidays = FakeHolidays(frozenset(holidays))  # type: ignore[arg-type]
        self.freeze, self.posting = Freeze(), Posting()
        self.sent: list[Delivery] = []
        self.start = StartRound(hours=HOURS)
        self.ask_deputies = AskDeputies(hours=HOURS)
        self.recheck = RecheckPrompt(clock=self.clock, hours=HOURS)
        self.tick = Tick(
            store=self.store,
            handlers={
                OccurrenceKind.CHECKIN: (OpenRounds(holidays=self.holidays, start=self.start),),
                OccurrenceKind.REMIND: (Nudge(holidays=self.holidays, hours=HOURS),),
                OccurrenceKind.FREEZE: (self.freeze,),
                OccurrenceKind.DIGEST: (self.posting,),
                OccurrenceKind.CATCH_UP: (CatchUp(hours=HOURS, ask_deputies=self.ask_deputies),),
            },
        )

    async def apply(self, coalition: Coalition) -> Coalition:
        """Stores a coalition, and plans its calendar."""
        async with self.store.write() as uow:
            stored = await uow.of(coalition.id).load()
            revision = stored.revision if stored else coalition.revision
            saved = await uow.of(coalition.id).save(replace(coalition, revision=revision))
            await PlanCalendar()(uow, saved, now=self.clock.now())
            await uow.commit()
        return saved

    async def coalition(self, id_: CoalitionId = LAKELAND) -> Coalition:
        async with self.store.read() as uow:
            coalition = await uow.of(id_).load()
        assert coalition is not None
        return coalition

    async def turn(self, until: datetime, *, step: timedelta = timedelta(minutes=30)) -> None:
        """Lets time pass, with a tick and a delivery round at each step."""
        while self.clock.now() < until:
            self.clock.turn_to(min(until, self.clock.now() + step))
            await self.tick(self.clock.now())
            await self.deliver()

    async def down(self, until: datetime) -> None:
        """Lets time pass while the bot does not run; then it starts."""
        self.clock.turn_to(until)
        await self.tick(until)
        await self.deliver()

    async def deliver(self) -> None:
        """Sends what is due and still wanted, as the outbox would."""
        while True:
            async with self.store.write() as uow:
                now, attempt = self.clock.now(), new_id()
                claimed = await uow.outbox.claim(
                    now=now, attempt=attempt, leased_until=now + _LEASE, limit=50
                )
                for delivery in claimed:
                    await self._deliver(uow, delivery, attempt, now)
                await uow.commit()
            if not claimed:
                return

    async def _deliver(
        self, uow: UnitOfWork, delivery: Delivery, attempt: str, now: datetime
    ) -> None:
        state, available = DeliveryState.SENT, None
        if delivery.expires is not None and now >= delivery.expires:
            state = DeliveryState.FAILED
        elif delivery.kind in {DeliveryKind.PROMPT, DeliveryKind.REMINDER}:
            verdict = await self.recheck(uow, delivery)
            if isinstance(verdict, Cancel):
                state = DeliveryState.DROPPED
            elif isinstance(verdict, Later):
                state, available = DeliveryState.DEFERRED, verdict.until
        await uow.outbox.settle(delivery.key, attempt, state=state, available=available, sent=now)
        if state is DeliveryState.SENT:
            self.sent.append(replace(delivery, sent=now))
            if delivery.kind is DeliveryKind.PROMPT and delivery.coalition:
                unit = uow.of(delivery.coalition)
                prompt = await unit.prompt(PromptId(delivery.subject))
                assert prompt is not None
                await unit.put_prompt(replace(prompt, sent=now))

    def sent_to(self, person: PersonId, kind: DeliveryKind = DeliveryKind.PROMPT) -> list[datetime]:
        """When that person got messages of that kind."""
        return [d.sent for d in self.sent if d.kind is kind and _whose(d) == person and d.sent]

    async def rounds(self, id_: CoalitionId = LAKELAND) -> list[Round]:
        """Oldest first."""
        async with self.store.read() as uow:
            return sorted(await uow.of(id_).rounds(), key=lambda r: (r.day, r.period))

    async def prompts(self, id_: CoalitionId = LAKELAND) -> list[Prompt]:
        """Of all rounds, by due time."""
        async with self.store.read() as uow:
            found = [
                prompt
                for round_ in await uow.of(id_).rounds()
                for prompt in await uow.of(id_).prompts_of_round(round_.id)
            ]
        return sorted(found, key=lambda p: (p.due, p.person))

    async def calendar(self, id_: CoalitionId = LAKELAND) -> dict[OccurrenceKind, Schedule]:
        async with self.store.read() as uow:
            return {schedule.kind: schedule for schedule in await uow.calendar.of(id_)}


def _whose(delivery: Delivery) -> str:
    return (delivery.account or "").partition("@")[2].partition(":")[0]
