"""In which standing a person speaks about an activity, and in which hat."""

from datetime import date
from enum import StrEnum

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.roles import RoleName

_SPEAKING = frozenset({RoleName.REPRESENTATIVE, RoleName.DEPUTY, RoleName.BACKBONE})


class Standing(StrEnum):
    """Lead and acting deputy set the status; a supporting partner adds words."""

    LEAD = "lead"
    DEPUTY = "deputy"
    SUPPORTING = "supporting"
    NONE = "none"

    @property
    def sets_status(self) -> bool:
        """Whether this standing includes the status, or words alone."""
        return self in (Standing.LEAD, Standing.DEPUTY)


def standing(
    coalition: Coalition,
    activity: Activity,
    person: PersonId,
    today: date,
    *,
    stands_in: bool = False,
) -> Standing:
    """How the person may speak about the activity; somebody without any hat may not.

    `stands_in`: they were asked in the lead's place.
    """
    if not coalition.hats(person, today):
        return Standing.NONE
    if person == activity.lead_person:
        return Standing.LEAD
    if stands_in or person == activity.deputy_person:
        return Standing.DEPUTY
    contributes = contributing_hats(coalition, activity, person, today)
    return Standing.SUPPORTING if contributes else Standing.NONE


def contributing_hats(
    coalition: Coalition, activity: Activity, person: PersonId, today: date
) -> tuple[OrganisationId, ...]:
    """For whom the person may add words: supporting organisations, then the leading one."""
    worn = {h.organisation for h in coalition.hats(person, today) if h.role in _SPEAKING}
    return tuple(o for o in (*activity.supporting, activity.lead_organisation) if o in worn)


def hat(
    coalition: Coalition, activity: Activity, person: PersonId, today: date, speaks: Standing
) -> OrganisationId:
    """For whom the person speaks: the leading organisation, or the one that supports it."""
    if speaks.sets_status:
        return activity.lead_organisation
    worn = contributing_hats(coalition, activity, person, today)
    return worn[0] if worn else activity.lead_organisation
