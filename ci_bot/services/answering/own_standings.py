"""How the activities stand that a person leads or deputises for, as far as they may know."""

from datetime import date

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.visibility import BACKBONE, audience_of, last_visible
from ci_bot.ports.store import CoalitionUnit
from ci_bot.views.roster.listing import Standing


async def own_standings(
    unit: CoalitionUnit, coalition: Coalition, person: PersonId, today: date
) -> tuple[Standing, ...]:
    """The active ones, each with its last status."""
    own = [
        a
        for a in coalition.activities.values()
        if a.active(today) and person in (a.lead_person, a.deputy_person)
    ]
    updates = await unit.latest_updates()
    audience = audience_of(coalition, person, today)
    organisations = {hat.organisation for hat in coalition.hats(person, today)}
    # Who may read along is no question for words of their own.
    theirs = [u for u in updates if u.person == person or u.organisation in organisations]
    shown = []
    for a in own:
        known = (last_visible(updates, a, audience), last_visible(theirs, a, BACKBONE))
        last = max((u for u in known if u), key=lambda u: u.at, default=None)
        shown.append(Standing(activity=a, last=last))
    return tuple(shown)
