"""Every time zone there is, and every change of its clocks from 2024 to 2037."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

ZONES = tuple(sorted(available_timezones() - {"Factory", "localtime"}))
_BEGIN = datetime(2024, 1, 1, tzinfo=UTC)
_END = datetime(2038, 1, 1, tzinfo=UTC)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Change:
    """The first instant at which a zone's clocks show another offset than the minute before."""

    zone: str
    at: datetime

    @property
    def before(self) -> timedelta:
        return offset(self.zone, self.at - _MINUTE)

    @property
    def after(self) -> timedelta:
        return offset(self.zone, self.at)


def offset(zone: str, moment: datetime) -> timedelta:
    found = moment.astimezone(ZoneInfo(zone)).utcoffset()
    assert found is not None
    return found


@cache
def changes() -> tuple[Change, ...]:
    """All changes of all zones, found by looking, apart from the code under test."""
    return tuple(Change(zone, at) for zone in ZONES for at in _changes_of(zone))


def _changes_of(zone: str) -> Iterator[datetime]:
    # No two changes of one zone are nearer to each other.
    step = timedelta(days=7)
    days = [_BEGIN + n * step for n in range((_END - _BEGIN) // step + 2)]
    offsets = [offset(zone, day) for day in days]
    for n, (old, new) in enumerate(pairwise(offsets)):
        if old != new:
            yield _found_between(zone, days[n], days[n + 1])


def _found_between(zone: str, early: datetime, late: datetime) -> datetime:
    new = offset(zone, late)
    while late - early > _MINUTE:
        middle = early + (late - early) // _MINUTE // 2 * _MINUTE
        if offset(zone, middle) == new:
            late = middle
        else:
            early = middle
    return late
