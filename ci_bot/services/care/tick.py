"""The tick: whatever is due happens, once, however often and however late anybody ticks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.ports.crash import reached
from ci_bot.ports.store import Store, UnitOfWork

# Of two that are due at the same instant, the first one comes first.
_ORDER = tuple(OccurrenceKind)
_AT_ONCE = 8


class Handler(Protocol):
    """What happens when a schedule is due; its effects are committed with the next due time."""

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        """`due`: the last instant that is over; earlier ones that were missed are in it.

        Has to change nothing where that has happened already. Never commits.
        """
        ...


@dataclass(frozen=True, kw_only=True)
class Tick:
    """Runs the handlers of each kind, in order, one transaction per schedule."""

    store: Store
    handlers: Mapping[OccurrenceKind, Sequence[Handler]]

    async def __call__(self, now: datetime) -> int:
        """Does what is due; returns how many schedules were.

        One that fails doesn't stop the others, and stays due; in the end an ExceptionGroup is
        raised.
        """
        done = 0
        failed: dict[Schedule, Exception] = {}
        while True:
            async with self.store.write() as uow:
                schedule = await self._next(uow, now, failed)
                if schedule is None:
                    break
                try:
                    await self._happen(uow, schedule, now)
                    reached("plan-before-commit")
                    await uow.commit()
                    reached("plan-after-commit")
                    done += 1
                except Exception as error:  # noqa: BLE001 - the others are due all the same
                    failed[schedule] = error
        if failed:
            raise ExceptionGroup("some schedules stay due", list(failed.values()))
        return done

    async def _next(
        self, uow: UnitOfWork, now: datetime, failed: Mapping[Schedule, Exception]
    ) -> Schedule | None:
        claimed = await uow.calendar.due(now=now, limit=_AT_ONCE + len(failed))
        due = [(s.next_due, _ORDER.index(s.kind), s) for s in claimed if s.next_due]
        fresh = [entry for entry in due if entry[2] not in failed]
        return min(fresh, key=lambda entry: entry[:2])[2] if fresh else None

    async def _happen(self, uow: UnitOfWork, schedule: Schedule, now: datetime) -> None:
        coalition = await uow.of(schedule.coalition).load()
        due = schedule.next_due
        if coalition is None or due is None:
            await uow.calendar.remove(schedule.coalition, schedule.kind, schedule.subject)
            return
        if coalition.paused and schedule.kind is not OccurrenceKind.CATCH_UP:
            await uow.calendar.put(replace(schedule, next_due=None))
            return
        due, following = _last_and_next(Timetable.of(coalition), schedule, due, now)
        if following is None:
            await uow.calendar.remove(schedule.coalition, schedule.kind, schedule.subject)
        else:
            await uow.calendar.put(replace(schedule, next_due=following))
        for handler in self.handlers.get(schedule.kind, ()):
            await handler(uow, schedule.coalition, due, now)


def _last_and_next(
    timetable: Timetable, schedule: Schedule, due: datetime, now: datetime
) -> tuple[datetime, datetime | None]:
    """Its last instant up to now, and the one that follows."""
    while True:
        following = timetable.next_due(schedule.kind, schedule.subject, after=due)
        if following is None or following > now:
            return due, following
        due = following
