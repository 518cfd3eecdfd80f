"""The schedule grammar: strict, so that no word is ever dropped silently."""

import re
from collections.abc import Mapping, Sequence
from datetime import time
from enum import StrEnum

from ci_bot.domain.rhythm.recurrence import (
    NTHS,
    WEEKDAYS,
    BeforeMeeting,
    EveryWeeks,
    MonthlyDay,
    MonthlyWeekday,
    Pattern,
    Recurrence,
)

USUAL = Recurrence(pattern=EveryWeeks(weekday=4), at=time(9, 30))
"""What a bare `weekly` means where the coalition has said nothing else."""
MOST_WEEKS = 26
MOST_DAYS = 14
"""Nobody is asked longer than that before a meeting."""
_LONG_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Expected(StrEnum):
    """What should have stood there, in words that follow "expected"."""

    SCHEDULE = "`weekly`, `biweekly`, `monthly`, `every 2 weeks` or a weekday"
    NUMBER = f"a number of weeks from 1 to {MOST_WEEKS}"
    WEEKS = "`weeks`"
    WEEKDAY = "a weekday: mon, tue, wed, thu, fri, sat or sun"
    DAY = "`first`, `second`, `third`, `fourth` or `last` and a weekday, or a day from 1 to 31"
    MEETING = "the id of a working group whose `meets` says when"
    AHEAD = f"how long before, from `-0 days` to `-{MOST_DAYS} days`"
    HOUR = "an hour from 00:00 to 23:59, such as 09:30"
    END = "nothing more"


class ScheduleError(ValueError):
    """A text isn't in the grammar: `found` stands where something else is `expected`."""

    def __init__(self, text: str, *, found: str, expected: Expected) -> None:
        self.text = text
        self.found = found
        self.expected = expected
        at = f"instead of `{found}`" if found else "at the end"
        super().__init__(f"in the schedule `{text}`, expected {expected} {at}")


def parse_schedule(
    text: str,
    *,
    usual: Recurrence = USUAL,
    meetings: Mapping[str, Recurrence] | None = None,
) -> Recurrence:
    """The recurrence that a text such as `every 2 weeks thu 09:30` or `tue 16:00` means.

    A bare `weekly`, `biweekly`, `every 3 weeks` or `monthly` takes weekday and hour from `usual`.
    `meeting GROUP -2 days 09:30` counts from that group's meeting: `meetings` by group; where it is
    None, any group is taken to meet. Raises ScheduleError.
    """
    return _Words(text, meetings).recurrence(usual)


class _Words:
    """The words of a text, taken one after the other."""

    def __init__(self, text: str, meetings: Mapping[str, Recurrence] | None) -> None:
        self._text = text
        self._meetings = meetings
        self._words: Sequence[str] = text.lower().split()
        self._next = 0

    def recurrence(self, usual: Recurrence) -> Recurrence:
        match self._peek():
            case "weekly":
                self._next += 1
                return self._every(1, usual)
            case "biweekly":
                self._next += 1
                return self._every(2, usual)
            case "every":
                self._next += 1
                return self._every(self._number_of_weeks(), usual)
            case "monthly":
                self._next += 1
                return self._monthly(usual)
            case "meeting":
                self._next += 1
                return self._before_meeting(usual)
            case _:
                pattern = EveryWeeks(weekday=self._weekday(Expected.SCHEDULE))
                return self._at(pattern)

    def _every(self, every: int, usual: Recurrence) -> Recurrence:
        if self._peek():
            return self._at(EveryWeeks(every=every, weekday=self._weekday()))
        return Recurrence(pattern=EveryWeeks(every=every, weekday=_weekday_of(usual)), at=usual.at)

    def _monthly(self, usual: Recurrence) -> Recurrence:
        word = self._peek()
        if not word:
            monthly = isinstance(usual.pattern, MonthlyWeekday | MonthlyDay)
            first = MonthlyWeekday(nth=1, weekday=_weekday_of(usual))
            return Recurrence(pattern=usual.pattern if monthly else first, at=usual.at)
        if word in NTHS:
            self._next += 1
            return self._at(MonthlyWeekday(nth=NTHS[word], weekday=self._weekday()))
        if re.fullmatch(r"[0-9]{1,2}", word) and 1 <= int(word) <= 31:
            self._next += 1
            return self._at(MonthlyDay(day=int(word)))
        raise self._error(Expected.DAY)

    def _before_meeting(self, usual: Recurrence) -> Recurrence:
        group = self._peek()
        meets = USUAL if self._meetings is None else self._meetings.get(group)
        if not group or meets is None or isinstance(meets.pattern, BeforeMeeting):
            raise self._error(Expected.MEETING)
        self._next += 1
        ahead = re.fullmatch(r"[-\u2013\u2212]([0-9]{1,2})", self._peek())
        if ahead is None or int(ahead[1]) > MOST_DAYS:
            raise self._error(Expected.AHEAD)
        self._next += 1
        if self._peek() not in {"day", "days"}:
            raise self._error(Expected.AHEAD)
        self._next += 1
        pattern = BeforeMeeting(group=group, days=int(ahead[1]), meets=meets.pattern)
        return self._at(pattern) if self._peek() else Recurrence(pattern=pattern, at=usual.at)

    def _number_of_weeks(self) -> int:
        word = self._peek()
        if not re.fullmatch(r"[0-9]{1,2}", word) or not 1 <= int(word) <= MOST_WEEKS:
            raise self._error(Expected.NUMBER)
        self._next += 1
        if self._peek() not in {"week", "weeks"}:
            raise self._error(Expected.WEEKS)
        self._next += 1
        return int(word)

    def _weekday(self, otherwise: Expected = Expected.WEEKDAY) -> int:
        word = self._peek()
        for names in (WEEKDAYS, _LONG_WEEKDAYS):
            if word in names:
                self._next += 1
                return names.index(word) + 1
        raise self._error(otherwise)

    def _at(self, pattern: Pattern) -> Recurrence:
        found = re.fullmatch(r"([01]?[0-9]|2[0-3]):([0-5][0-9])", self._peek())
        if found is None:
            raise self._error(Expected.HOUR)
        self._next += 1
        if self._peek():
            raise self._error(Expected.END)
        return Recurrence(pattern=pattern, at=time(int(found[1]), int(found[2])))

    def _peek(self) -> str:
        return self._words[self._next] if self._next < len(self._words) else ""

    def _error(self, expected: Expected) -> ScheduleError:
        return ScheduleError(self._text, found=self._peek(), expected=expected)


def _weekday_of(usual: Recurrence) -> int:
    """Its weekday; a day of the month and a meeting's have none: then the bot's usual one."""
    own = usual.pattern
    return own.weekday if isinstance(own, EveryWeeks | MonthlyWeekday) else 4
