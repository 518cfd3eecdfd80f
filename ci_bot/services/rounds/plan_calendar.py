"""Keeps a coalition's calendar in line with its rhythm, its check-ins and its pause."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.rhythm.timetable import Timetable, round_due
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.hand_over import led_by_nobody
from ci_bot.services.rounds.start_round import look_again


@dataclass(frozen=True, kw_only=True)
class PlanCalendar:
    """To be called after every change of a coalition, in the same unit of work."""

    async def __call__(self, uow: UnitOfWork, coalition: Coalition, *, now: datetime) -> None:
        """Twice is as once; what is due already stays due, so that nothing is left out.

        Where a lead has left, it is handed over at once.
        """
        timetable = Timetable.of(coalition)
        stored = {(s.kind, s.subject): s for s in await uow.calendar.of(coalition.id)}
        wanted = _wanted(timetable)
        for kind, subject in stored:
            if kind is not OccurrenceKind.CATCH_UP and (kind, subject) not in wanted:
                await uow.calendar.remove(coalition.id, kind, subject)
        for kind, subject in wanted:
            before = stored.get((kind, subject))
            pending = before.next_due if before else None
            if coalition.paused:
                due = None
            elif pending is not None and pending <= now:
                due = pending
            else:
                due = first_due(timetable, kind, subject, now=now)
            schedule = Schedule(coalition=coalition.id, kind=kind, subject=subject, next_due=due)
            if schedule != before:
                await uow.calendar.put(schedule)
        if led_by_nobody(coalition, coalition.today(now)):
            await look_again(uow, coalition.id, now)


def first_due(
    timetable: Timetable, kind: OccurrenceKind, subject: str, *, now: datetime
) -> datetime | None:
    """When that comes first, from now on.

    May be over: a round counts until its hour has come in the coalition's zone, reminders until
    the freeze. What happened already does not happen again.
    """
    match kind:
        case OccurrenceKind.CHECKIN:
            return round_due(next(timetable.days_ahead(CheckinId(subject), now=now)))
        case OccurrenceKind.REMIND:
            return timetable.reminders_due(next(timetable.freezes(after=now)))
        case _:
            return timetable.next_due(kind, subject, after=now)


def _wanted(timetable: Timetable) -> list[tuple[OccurrenceKind, str]]:
    once = (OccurrenceKind.REMIND, OccurrenceKind.FREEZE, OccurrenceKind.DIGEST)
    checkins = [(OccurrenceKind.CHECKIN, str(checkin)) for checkin in timetable.checkins]
    return [*checkins, *((kind, "") for kind in once)]
