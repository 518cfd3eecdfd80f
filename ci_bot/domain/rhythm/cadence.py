"""Cadence: the instants of a recurrence in a time zone, by one rule for every change of clocks.

A recurrence counts local wall time. Where the clock is set back, the first of two equal times
counts (`fold=0`); where it is set forward over the time, the first valid minute after the gap.
So each date of a recurrence has exactly one instant.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile
from zoneinfo import ZoneInfo

from ci_bot.domain.moment import aware
from ci_bot.domain.rhythm.recurrence import Recurrence

FIRST_ZONE = "Pacific/Kiritimati"
"""Where every date begins first (UTC+14)."""
_MINUTE = timedelta(minutes=1)


# Kept, because a round asks for the same date and hour for everybody in a zone.
@lru_cache(maxsize=4096)
def instant(day: date, at: time, zone: str) -> datetime:
    """The instant (UTC) when it is `at` on that date in an IANA zone."""
    place = ZoneInfo(zone)
    wall = datetime.combine(day, at)
    first = wall.replace(tzinfo=place).astimezone(UTC)
    if first.astimezone(place).replace(tzinfo=None) == wall:
        return first
    return _end_of_gap(wall, place)


def local_date(moment: datetime, zone: str) -> date:
    """The date it is in a zone at that instant."""
    return moment.astimezone(ZoneInfo(zone)).date()


def instants(rule: Recurrence, *, zone: str, anchor: date, after: datetime) -> Iterator[datetime]:
    """All instants of the rule later than `after`, in order."""
    after = aware(after)
    dates = rule.dates(since=local_date(after, zone), anchor=anchor)
    found = (instant(day, rule.at, zone) for day in dates)
    return dropwhile(lambda moment: moment <= after, found)


def latest_instant(rule: Recurrence, *, zone: str, anchor: date, until: datetime) -> datetime:
    """The last instant of the rule up to and including `until`."""
    until = aware(until)
    day = rule.latest_date(until=local_date(until, zone), anchor=anchor)
    moment = instant(day, rule.at, zone)
    if moment <= until:
        return moment
    earlier = rule.latest_date(until=day - timedelta(days=1), anchor=anchor)
    return instant(earlier, rule.at, zone)


def _end_of_gap(wall: datetime, place: ZoneInfo) -> datetime:
    """The first minute after the gap in which the wall time lies."""
    before = wall.replace(tzinfo=place, fold=1).astimezone(UTC)
    after = wall.replace(tzinfo=place, fold=0).astimezone(UTC)
    changed = after.astimezone(place).utcoffset()
    while after - before > _MINUTE:
        middle = before + (after - before) // _MINUTE // 2 * _MINUTE
        if middle.astimezone(place).utcoffset() == changed:
            after = middle
        else:
            before = middle
    return after
