"""Who is here: whom a coalition's roles let act on a day, who is still to come, who has left."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.organisation import WorkingGroup
from ci_bot.domain.roles import SPEAKING, Role


class Presence(Enum):
    """What the hats in which somebody is asked say of a day; `NEVER`: there are none."""

    HERE = auto()
    COMING = auto()
    LEFT = auto()
    NEVER = auto()

    @property
    def gone(self) -> bool:
        """Neither here nor to come: there is nothing to wait for."""
        return self in (Presence.LEFT, Presence.NEVER)


def presence(coalition: Coalition, person: PersonId, day: date) -> Presence:
    """Whether the person acts for any organisation; who isn't in the roster any more has left."""
    if person not in coalition.people:
        return Presence.LEFT
    return _by(_speaking(coalition, person), day)


def presence_of_lead(coalition: Coalition, activity: Activity, day: date) -> Presence:
    """Whether the activity's lead acts: for its organisation, or for any if they never did so."""
    lead, organisation = activity.lead_person, activity.lead_organisation
    own = [hat for hat in _speaking(coalition, lead) if hat.organisation == organisation]
    return _by(own, day) if own else presence(coalition, lead, day)


def first_day(coalition: Coalition, person: PersonId, day: date) -> date | None:
    """From when on somebody acts who is still to come; None for all others."""
    if presence(coalition, person, day) is not Presence.COMING:
        return None
    days = (hat.since for hat in _speaking(coalition, person))
    return min(since for since in days if since is not None and since > day)


def acts(
    coalition: Coalition,
    person: PersonId,
    day: date,
    *,
    organisation: OrganisationId | None = None,
) -> bool:
    """Whether the person acts for the organisation, or for any, in a hat that is asked."""
    hats = _speaking(coalition, person)
    return any(hat.held(day) and organisation in (None, hat.organisation) for hat in hats)


def deputy_acts(coalition: Coalition, activity: Activity, day: date) -> bool:
    """Whether the activity has a deputy who can stand in for its lead."""
    deputy = activity.deputy_person
    return deputy is not None and acts(coalition, deputy, day)


def orphaned(coalition: Coalition, activity: Activity, day: date) -> bool:
    """Whether the lead's role has ended and no deputy stands in."""
    left = presence_of_lead(coalition, activity, day) is Presence.LEFT
    return left and not deputy_acts(coalition, activity, day)


def answered_for(coalition: Coalition, activity: Activity, day: date) -> bool:
    """Whether the lead is here or still to come, or a deputy stands in."""
    return not presence_of_lead(coalition, activity, day).gone or deputy_acts(
        coalition, activity, day
    )


def chaired(coalition: Coalition, group: WorkingGroup, day: date) -> bool:
    """Whether one of the group's co-chairs wears a hat, in which they need not be asked."""
    return any(coalition.hats(person, day) for person in group.co_chairs)


def _speaking(coalition: Coalition, person: PersonId) -> Sequence[Role]:
    return [r for r in coalition.roles if r.person == person and r.role in SPEAKING]


def _by(hats: Sequence[Role], day: date) -> Presence:
    if any(hat.held(day) for hat in hats):
        return Presence.HERE
    if any(hat.until is None or day < hat.until for hat in hats):
        return Presence.COMING
    return Presence.LEFT if hats else Presence.NEVER
