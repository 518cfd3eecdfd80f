"""Hands over what somebody led whose role has ended: deputies are asked, the backbone is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.domain.presence import presence, presence_of_lead
from ci_bot.domain.prompt import Outcome
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.ask_deputies import can_be_asked
from ci_bot.services.rounds.leave_prompts import LeavePrompts
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views.roster.handing_over import Orphan, lead_left


@dataclass(frozen=True, kw_only=True)
class HandOver:
    """Handles, before anything else, what is due of the kinds check-in, reminder and catch-up."""

    leave_prompts: LeavePrompts

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        """Ends the open prompts of who left, asks deputies, and tells the backbone once.

        Who leads from now on is the backbone's to decide; the deputy stands in until then. When a
        deputy can't be asked any more, the backbone is told again.
        """
        coalition = await uow.of(coalition_id).load()
        if coalition is None or coalition.paused:
            return
        today = coalition.today(now)
        for person in await _asked_though_gone(uow, coalition, today):
            await self.leave_prompts(uow, coalition, person, Outcome.PASSED_ON, now)
        for lead, activities in led_by_nobody(coalition, today).items():
            orphans = [_orphan(coalition, activity, now) for activity in activities]
            asked = sorted(f"{o.id}={o.deputy[0] if o.deputy else ''}" for o in orphans)
            await tell_backbone(
                uow,
                coalition,
                partial(lead_left, name=coalition.people[lead].name, orphans=orphans),
                subject=f"lead-left:{coalition.id}:{lead}:{','.join(asked)}",
                now=now,
            )


def led_by_nobody(coalition: Coalition, today: date) -> Mapping[PersonId, list[Activity]]:
    """The activities that go on though their lead's role has ended, by lead."""
    found: dict[PersonId, list[Activity]] = {}
    for activity in coalition.activities.values():
        lead = activity.lead_person
        known = activity.active(today) and lead in coalition.people
        if known and presence_of_lead(coalition, activity, today).gone:
            found.setdefault(lead, []).append(activity)
    return found


def _orphan(coalition: Coalition, activity: Activity, now: datetime) -> Orphan:
    deputy = activity.deputy_person
    stays = deputy is not None and can_be_asked(coalition, deputy, now)
    return Orphan(
        activity=activity.title,
        id=activity.id,
        deputy=(deputy, coalition.people[deputy].name) if deputy is not None and stays else None,
    )


async def _asked_though_gone(
    uow: UnitOfWork, coalition: Coalition, today: date
) -> tuple[PersonId, ...]:
    """Those with an open prompt in an open round, whose role has ended since."""
    unit = uow.of(coalition.id)
    prompts = [
        prompt
        for round_ in await unit.rounds(open_only=True)
        for prompt in await unit.prompts_of_round(round_.id)
    ]
    gone = (
        prompt.person
        for prompt in prompts
        if prompt.ended is None and presence(coalition, prompt.person, today).gone
    )
    return tuple(dict.fromkeys(gone))
