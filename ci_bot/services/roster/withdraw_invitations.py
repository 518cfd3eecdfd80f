"""Makes the codes of those who leave the roster worthless."""

from datetime import date

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.ports.store import CoalitionUnit


async def withdraw_invitations(
    unit: CoalitionUnit, before: Coalition | None, after: Coalition, *, today: date
) -> None:
    """For those who are not in it any more, or have lost their last role, now and to come."""
    people = () if before is None else before.people
    left = [
        person
        for person in people
        if person not in after.people
        or (_awaited(before, person, today) and not _awaited(after, person, today))
    ]
    if left:
        await unit.remove_invitations(left)


def _awaited(coalition: Coalition | None, person: PersonId, today: date) -> bool:
    """Whether they have a role, or will."""
    return coalition is not None and any(
        role.person == person and (role.until is None or role.until > today)
        for role in coalition.roles
    )
