"""Working days: the dates on which a person may be asked."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

Free = Callable[[date], bool]
"""Whether a date is a public holiday where the person is."""
_LONGEST = 60


def day_to_ask(day: date, *, days: Collection[int], free: Free) -> date:
    """The date itself, or the next good one after it.

    `days`: the ISO weekdays the person chose. Without any, only a holiday moves the date, to the
    next working day.
    """
    if not days and not free(day):
        return day
    chosen = days or range(1, 6)
    ahead = (day + timedelta(days=n) for n in range(_LONGEST))
    return next((d for d in ahead if d.isoweekday() in chosen and not free(d)), day)
