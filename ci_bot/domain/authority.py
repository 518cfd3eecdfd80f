"""What a role allows: who may do what in a coalition."""

from datetime import date
from enum import StrEnum

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.roles import SPEAKING, RoleName

ANSWERING = frozenset({RoleName.REPRESENTATIVE, RoleName.DEPUTY})


class Right(StrEnum):
    """Who a thing is for; `ROSTER`: everybody who wears any hat."""

    ROSTER = "roster"
    REPRESENTATIVE = "representative"
    PARTNER = "partner"
    BACKBONE = "backbone"


def may(coalition: Coalition, person: PersonId, right: Right, today: date) -> bool:
    """Whether the person has that right on that day; somebody without any hat has none."""
    hats = coalition.hats(person, today)
    if not hats:
        return False
    worn = {hat.role for hat in hats}
    match right:
        case Right.ROSTER:
            return True
        case Right.BACKBONE:
            return RoleName.BACKBONE in worn
        case Right.PARTNER:
            return not worn.isdisjoint(SPEAKING)
        case Right.REPRESENTATIVE:
            return bool(worn & ANSWERING) or _answers_for_one(coalition, person)


def _answers_for_one(coalition: Coalition, person: PersonId) -> bool:
    activities = coalition.activities.values()
    return any(person in (a.lead_person, a.deputy_person) for a in activities)
