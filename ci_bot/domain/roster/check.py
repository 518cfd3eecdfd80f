"""Whether a changed roster may stand: it fits together, and somebody keeps it."""

from datetime import date

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.consistency import inconsistencies
from ci_bot.domain.roles import RoleName
from ci_bot.domain.roster.error import RosterError, Wrong


def checked(before: Coalition, after: Coalition, *, today: date) -> Coalition:
    """The changed coalition, if it still fits together and has a backbone; raises RosterError."""
    known = set(inconsistencies(before))
    dangling = [line for line in inconsistencies(after) if line not in known]
    if dangling:
        raise RosterError(Wrong.DOES_NOT_FIT, names=tuple(dangling))
    # The last of them may be one whose hat has an end already.
    ends = {r.until for r in after.roles if r.role is RoleName.BACKBONE and r.until is not None}
    for day in sorted({today, *(end for end in ends if end > today)}):
        if before.holders(RoleName.BACKBONE, day) and not after.holders(RoleName.BACKBONE, day):
            raise RosterError(Wrong.LAST_BACKBONE)
    return after
