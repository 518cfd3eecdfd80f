"""Recurrences: on which dates something comes again, and at which hour of them."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import takewhile

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NTHS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
WEEK = timedelta(weeks=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class EveryWeeks:
    """A weekday (ISO, 1 to 7) of every so many weeks, counted from an anchor's week."""

    every: int = 1
    weekday: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlyWeekday:
    """The first, second, third, fourth (1 to 4) or last (-1) such weekday of each month."""

    nth: int
    weekday: int


@dataclass(frozen=True, kw_only=True, slots=True)
class MonthlyDay:
    """A day of each month; the month's last where it has fewer days."""

    day: int


@dataclass(frozen=True, kw_only=True, slots=True)
class BeforeMeeting:
    """So many days before each meeting of a working group, which `meets` in its own pattern."""

    group: str
    days: int
    meets: EveryWeeks | MonthlyWeekday | MonthlyDay


Pattern = EveryWeeks | MonthlyWeekday | MonthlyDay | BeforeMeeting


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurrence:
    """A pattern of dates and the wall time `at` on them; its text is the schedule grammar's."""

    pattern: Pattern
    at: time

    def __str__(self) -> str:
        return f"{_words(self.pattern)} {self.at:%H:%M}"

    @property
    def weeks(self) -> int:
        """How many weeks lie between two dates at least; four for a month."""
        pattern = self.pattern.meets if isinstance(self.pattern, BeforeMeeting) else self.pattern
        return pattern.every if isinstance(pattern, EveryWeeks) else 4

    def dates(self, *, since: date, anchor: date) -> Iterator[date]:
        """All dates from `since` on, in order; weeks are counted from the week of `anchor`."""
        match self.pattern:
            case BeforeMeeting(days=days, meets=meets):
                ahead = timedelta(days=days)
                meetings = Recurrence(pattern=meets, at=self.at)
                for meeting in meetings.dates(since=since + ahead, anchor=anchor):
                    yield meeting - ahead
            case EveryWeeks(every=every, weekday=weekday):
                first = monday(anchor) + timedelta(days=weekday - 1)
                # Rounded up, also where `since` is before the anchor.
                steps = -((first - since) // (every * WEEK))
                day = first + steps * every * WEEK
                while True:
                    yield day
                    day += every * WEEK
            case MonthlyWeekday() | MonthlyDay() as pattern:
                year, month = since.year, since.month
                while True:
                    day = _day_in_month(pattern, year, month)
                    if day >= since:
                        yield day
                    year, month = (year + 1, 1) if month == 12 else (year, month + 1)

    def latest_date(self, *, until: date, anchor: date) -> date:
        """The last date up to and including `until`."""
        longest = max(self.weeks, 5) * WEEK
        ahead = self.dates(since=until - longest, anchor=anchor)
        *_, latest = takewhile(lambda day: day <= until, ahead)
        return latest


def monday(day: date) -> date:
    """The Monday of its ISO week."""
    return day - timedelta(days=day.weekday())


def weeks_between(earlier: date, later: date) -> int:
    """How many ISO weeks lie from the week of one date to the week of another."""
    return (monday(later) - monday(earlier)) // WEEK


def _words(pattern: Pattern) -> str:
    match pattern:
        case BeforeMeeting(group=group, days=days):
            return f"meeting {group} -{days} {'day' if days == 1 else 'days'}"
        case MonthlyDay(day=day):
            return f"monthly {day}"
        case MonthlyWeekday(nth=nth, weekday=weekday):
            word = next(word for word, number in NTHS.items() if number == nth)
            return f"monthly {word} {WEEKDAYS[weekday - 1]}"
        case EveryWeeks(every=every, weekday=weekday):
            weeks = "weekly" if every == 1 else f"every {every} weeks"
            return f"{weeks} {WEEKDAYS[weekday - 1]}"


def _day_in_month(pattern: MonthlyWeekday | MonthlyDay, year: int, month: int) -> date:
    begins_on, length = monthrange(year, month)
    match pattern:
        case MonthlyDay(day=day):
            return date(year, month, min(day, length))
        case MonthlyWeekday(nth=nth, weekday=weekday):
            first = 1 + (weekday - 1 - begins_on) % 7
            last = first + (length - first) // 7 * 7
            return date(year, month, last if nth == -1 else first + (nth - 1) * 7)
