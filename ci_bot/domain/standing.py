"""In which standing a person speaks about an activity, and in which hat."""

from datetime import date
from enum import StrEnum

from ci_bot.domain.activity import Activity
from ci_bot.domain.ask import AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.presence import Presence, deputy_acts, presence_of_lead
from ci_bot.domain.rhythm.prompt_time import away
from ci_bot.domain.roles import SPEAKING


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

    `stands_in`: they were asked in the lead's place. A deputy acts then, and while the lead can't
    be asked; at other times the status is the lead's, and the deputy adds words.
    """
    if not coalition.hats(person, today):
        return Standing.NONE
    if person == activity.lead_person and not presence_of_lead(coalition, activity, today).gone:
        return Standing.LEAD
    deputy = person == activity.deputy_person and deputy_acts(coalition, activity, today)
    if stands_in or (deputy and not _lead_can_be_asked(coalition, activity, today)):
        return Standing.DEPUTY
    contributes = contributing_hats(coalition, activity, person, today)
    return Standing.SUPPORTING if deputy or contributes else Standing.NONE


def _lead_can_be_asked(coalition: Coalition, activity: Activity, today: date) -> bool:
    """Whether the lead is in the coalition, with an account, not away, not stopped."""
    here = presence_of_lead(coalition, activity, today) is Presence.HERE
    if not here or not coalition.accounts_of(activity.lead_person):
        return False
    who = coalition.people[activity.lead_person]
    return not (who.settings.stopped or away(who, today))


def contributing_hats(
    coalition: Coalition, activity: Activity, person: PersonId, today: date
) -> tuple[OrganisationId, ...]:
    """For whom the person may add words: supporting organisations, then the leading one."""
    worn = {h.organisation for h in coalition.hats(person, today) if h.role in SPEAKING}
    return tuple(o for o in (*activity.supporting, activity.lead_organisation) if o in worn)


def hat(
    coalition: Coalition, activity: Activity, person: PersonId, today: date, speaks: Standing
) -> OrganisationId:
    """For whom the person speaks: the leading organisation, or the one that supports it."""
    if speaks.sets_status:
        return activity.lead_organisation
    worn = contributing_hats(coalition, activity, person, today)
    return worn[0] if worn else activity.lead_organisation


def hats_of(
    coalition: Coalition, person: PersonId, kind: AskKind, today: date
) -> tuple[OrganisationId, ...]:
    """For whom the person can say it; everybody with a hat may tell what they learned."""
    return tuple(
        dict.fromkeys(
            hat.organisation
            for hat in coalition.hats(person, today)
            if kind is AskKind.LESSON or hat.role in SPEAKING
        )
    )
