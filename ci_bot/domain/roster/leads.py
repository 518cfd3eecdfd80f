"""Nobody leaves so that nobody could be asked about what they led."""

from datetime import date

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.presence import answered_for
from ci_bot.domain.roster.error import RosterError, Wrong


def still_led(before: Coalition, after: Coalition, *, today: date) -> Coalition:
    """The changed coalition, if a lead or a deputy stays wherever there was one.

    The deputy of a lead who left stands in until the backbone names a lead. Raises RosterError
    where there is none to stand in.
    """
    orphans = tuple(
        activity.id
        for activity in after.activities.values()
        if not (activity.archived or activity.final)
        and not answered_for(after, activity, today)
        and answered_for(before, activity, today)
    )
    if orphans:
        raise RosterError(Wrong.WITHOUT_LEAD, names=orphans)
    return after
