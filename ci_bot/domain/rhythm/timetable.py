"""The timetable of a coalition: the dates and instants that follow from its rhythm."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ci_bot.domain.coalition import MAIN, Checkin, Coalition
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.domain.rhythm.cadence import FIRST_ZONE, instant, instants, latest_instant, local_date
from ci_bot.domain.rhythm.period import week_of
from ci_bot.domain.rhythm.recurrence import Recurrence
from ci_bot.domain.rhythm.schedule_grammar import parse_schedule

TIME_TO_ANSWER = timedelta(hours=4)
"""A round leaves at least so much time between the asking and the freeze."""
_PLANNED_AHEAD = timedelta(hours=24)
"""No last good hour for a reminder is earlier before the freeze."""
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Timetable:
    """A coalition's rhythm, read; nothing of it happens in its quiet weeks."""

    zone: str
    anchor: date
    quiet_weeks: frozenset[str]
    checkins: Mapping[CheckinId, Recurrence]
    remind: Recurrence
    freeze: Recurrence
    digest: Recurrence

    @classmethod
    def of(cls, coalition: Coalition) -> "Timetable":
        """Reads a coalition's rhythm; raises ScheduleError where it isn't in the grammar."""
        rhythm, meetings = coalition.rhythm, meetings_of(coalition)
        usual = parse_schedule(rhythm.checkin, meetings=meetings)
        return cls(
            zone=coalition.timezone,
            anchor=coalition.anchor,
            quiet_weeks=frozenset(coalition.quiet_weeks),
            checkins={
                checkin.id: parse_schedule(checkin.schedule, usual=usual, meetings=meetings)
                if checkin.schedule
                else usual
                for checkin in checkins_of(coalition).values()
            },
            remind=parse_schedule(rhythm.remind, usual=usual),
            freeze=parse_schedule(rhythm.freeze, usual=usual),
            digest=parse_schedule(rhythm.digest, usual=usual),
        )

    def round_days(self, checkin: CheckinId, *, since: date) -> Iterator[date]:
        """The dates from `since` on, on which people are asked."""
        for day in self.checkins[checkin].dates(since=since, anchor=self.anchor):
            if week_of(day) not in self.quiet_weeks:
                yield day

    def days_ahead(self, checkin: CheckinId, *, now: datetime) -> Iterator[date]:
        """These dates from now on: one counts until its hour has come in the coalition's zone."""
        hour = self.checkins[checkin].at
        for day in self.round_days(checkin, since=local_date(now, self.zone)):
            if instant(day, hour, self.zone) > now:
                yield day

    def latest_round_day(self, checkin: CheckinId, *, until: date) -> date | None:
        """The last of these dates up to that one; None where it is in a quiet week."""
        day = self.checkins[checkin].latest_date(until=until, anchor=self.anchor)
        return None if week_of(day) in self.quiet_weeks else day

    def digests(self, *, after: datetime) -> Iterator[datetime]:
        """The instants at which a digest is posted."""
        for moment in instants(self.digest, zone=self.zone, anchor=self.anchor, after=after):
            if week_of(local_date(moment, self.zone)) not in self.quiet_weeks:
                yield moment

    def freeze_of(self, digest: datetime) -> datetime:
        """The freeze that fixes a digest: the last one up to its posting."""
        return latest_instant(self.freeze, zone=self.zone, anchor=self.anchor, until=digest)

    def digest_of(self, freeze: datetime) -> datetime:
        """The posting of the digest which that freeze fixes."""
        return next(self.digests(after=freeze - _TICK))

    def freezes(self, *, after: datetime) -> Iterator[datetime]:
        """The instants at which a digest is fixed, each once."""
        latest = after
        for digest in self.digests(after=after):
            freeze = self.freeze_of(digest)
            if freeze > latest:
                latest = freeze
                yield freeze

    def closing(self, asked: datetime) -> datetime:
        """The freeze that ends a round whose last people are asked at that instant."""
        return next(self.freezes(after=asked + TIME_TO_ANSWER - _TICK))

    def reminder_day(self, closes: datetime) -> date:
        """The local date of the one reminder before a freeze."""
        until = local_date(closes, self.zone)
        return self.remind.latest_date(until=until, anchor=self.anchor)

    def reminders_due(self, closes: datetime) -> datetime:
        """When the reminders before a freeze are planned: before the first may have to go."""
        begins = round_due(self.reminder_day(closes))
        return min(begins, closes - _PLANNED_AHEAD)

    def next_due(self, kind: OccurrenceKind, subject: str, *, after: datetime) -> datetime | None:
        """When that comes next, later than `after`; None for a check-in there isn't."""
        match kind:
            case OccurrenceKind.DIGEST:
                return next(self.digests(after=after))
            case OccurrenceKind.FREEZE:
                return next(self.freezes(after=after))
            case OccurrenceKind.REMIND:
                planned = (self.reminders_due(f) for f in self.freezes(after=after))
                return next(due for due in planned if due > after)
            case OccurrenceKind.CHECKIN if subject in self.checkins:
                since = local_date(after, FIRST_ZONE)
                days = self.round_days(CheckinId(subject), since=since)
                return next(due for day in days if (due := round_due(day)) > after)
            case _:
                return None


def checkins_of(coalition: Coalition) -> Mapping[CheckinId, Checkin]:
    """Its check-ins; the one named `main` where it names none."""
    return coalition.checkins or {MAIN.id: MAIN}


def meetings_of(coalition: Coalition) -> Mapping[str, Recurrence]:
    """When its working groups meet, as far as anybody says."""
    groups = (group for group in coalition.working_groups.values() if not group.archived)
    return {group.id: parse_schedule(group.meets, meetings={}) for group in groups if group.meets}


def round_due(day: date) -> datetime:
    """When a round of that date is opened: as soon as the date begins anywhere on earth."""
    return instant(day, time(), FIRST_ZONE)


def round_day(due: datetime) -> date:
    """The date of the round that is opened at that instant."""
    return local_date(due, FIRST_ZONE)
