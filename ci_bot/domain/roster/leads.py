"""Who leads what once somebody's hats have ended: the deputy takes over, or it can't be."""

from dataclasses import replace
from datetime import date

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.roles import SPEAKING
from ci_bot.domain.roster.error import RosterError, Wrong


def serves(
    coalition: Coalition,
    person: PersonId,
    today: date,
    *,
    organisation: OrganisationId | None = None,
) -> bool:
    """Whether the person acts for the organisation, or for any, in a hat that is asked."""
    return any(
        hat.role in SPEAKING and organisation in (None, hat.organisation)
        for hat in coalition.hats(person, today)
    )


def settled(before: Coalition, after: Coalition, *, today: date) -> Coalition:
    """The coalition in which nobody leads, deputises or co-chairs who does not act any more.

    What they led goes to the deputy. Raises RosterError where there is none to take over.
    """
    activities = {a.id: _handed_over(before, after, a, today) for a in after.activities.values()}
    orphans = tuple(id_ for id_, activity in activities.items() if activity is None)
    if orphans:
        raise RosterError(Wrong.WITHOUT_LEAD, names=orphans)
    groups = {
        group.id: replace(
            group,
            co_chairs=tuple(p for p in group.co_chairs if not _gone(before, after, p, today)),
        )
        for group in after.working_groups.values()
    }
    kept = {id_: activity for id_, activity in activities.items() if activity is not None}
    return replace(after, activities=kept, working_groups=groups)


def _handed_over(
    before: Coalition, after: Coalition, activity: Activity, today: date
) -> Activity | None:
    """The activity with whoever leads it from now on; None where nobody can."""
    if activity.archived or activity.final is not None:
        return activity
    deputy = activity.deputy_person
    if deputy is not None and _gone(before, after, deputy, today):
        deputy = None
        activity = replace(activity, deputy_person=None)
    lead, organisation = activity.lead_person, activity.lead_organisation
    acted = serves(before, lead, today, organisation=organisation)
    acts = serves(after, lead, today, organisation=organisation)
    if not _gone(before, after, lead, today) and (acts or not acted):
        return activity
    if deputy is None or deputy == lead:
        return None
    return replace(activity, lead_person=deputy, deputy_person=None)


def _gone(before: Coalition, after: Coalition, person: PersonId, today: date) -> bool:
    return serves(before, person, today) and not serves(after, person, today)
