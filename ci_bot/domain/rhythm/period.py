"""Periods: the weeks, months and quarters of a coalition, each a half-open interval in UTC."""

import re
from datetime import date, datetime, time, timedelta

from ci_bot.domain.ids import PeriodKey
from ci_bot.domain.rhythm.cadence import instant

_FORM = re.compile(
    r"(?P<year>[0-9]{4})-"
    r"(?:W(?P<week>[0-9]{2})|Q(?P<quarter>[1-4])|(?P<month>[0-9]{2}))(?:\+[1-9][0-9]*)?"
)


class PeriodError(ValueError):
    """No period is written like that."""

    def __init__(self, text: str) -> None:
        super().__init__(f"`{text}` is no period: use one like 2026-W47, 2026-11 or 2026-Q4")


def week_of(day: date) -> PeriodKey:
    """The ISO week of a date: `2026-W47`."""
    year, week, _ = day.isocalendar()
    return PeriodKey(f"{year:04}-W{week:02}")


def month_of(day: date) -> PeriodKey:
    """The month of a date: `2026-11`."""
    return PeriodKey(f"{day.year:04}-{day.month:02}")


def by_hand(period: PeriodKey, number: int) -> PeriodKey:
    """The period's n-th round opened by hand: `2026-W47+1`."""
    return PeriodKey(f"{regular(period)}+{number}")


def regular(period: PeriodKey) -> PeriodKey:
    """The period without what marks a round opened by hand."""
    return PeriodKey(period.partition("+")[0])


def parse_period(text: str) -> PeriodKey:
    """The period a person typed, such as `2026-w47`; raises PeriodError."""
    period = PeriodKey(text.strip().upper())
    dates(period)
    return period


def dates(period: PeriodKey) -> tuple[date, date]:
    """Its first date and the first one after it; raises PeriodError."""
    found = _FORM.fullmatch(period)
    if found is None:
        raise PeriodError(period)
    year = int(found["year"])
    try:
        if found["week"]:
            first = date.fromisocalendar(year, int(found["week"]), 1)
            return first, first + timedelta(weeks=1)
        if found["month"]:
            first = date(year, int(found["month"]), 1)
            return first, (first + timedelta(days=31)).replace(day=1)
        first = date(year, 3 * int(found["quarter"]) - 2, 1)
        return first, (first + timedelta(days=93)).replace(day=1)
    except (ValueError, OverflowError):
        raise PeriodError(period) from None


def interval(period: PeriodKey, zone: str) -> tuple[datetime, datetime]:
    """Its beginning and its end (exclusive) as instants, by the dates of a zone."""
    first, end = dates(period)
    return instant(first, time(), zone), instant(end, time(), zone)
