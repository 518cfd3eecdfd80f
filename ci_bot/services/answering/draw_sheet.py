"""Draws the sheet of a prompt: what its person may read about each activity, and who reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import DigestState
from ci_bot.domain.ids import GroupId, PersonId
from ci_bot.domain.presence import presence_of_lead
from ci_bot.domain.prompt import Item, Prompt
from ci_bot.domain.reach import reach_of_all, reach_of_group
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.prompt_time import away
from ci_bot.domain.roles import RoleName
from ci_bot.domain.round import Round
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.answering.said_before import Said, given_of, readable
from ci_bot.services.digest.late_answers import asked_before
from ci_bot.views.sheet import Entry, InsteadOf, Last, Sheet, Where


@dataclass(frozen=True, kw_only=True, slots=True)
class Drawing:
    """One person's view of a coalition at one moment; `leads`: the round's prompts by person."""

    coalition: Coalition
    person: PersonId
    today: date
    now: datetime
    leads: Mapping[PersonId, Prompt]

    def entry(self, item: Item, said: Said) -> Entry:
        """What the person sees of one activity."""
        coalition = self.coalition
        activity = coalition.activities[item.activity]
        group = coalition.working_groups.get(GroupId(activity.working_group or ""))
        deputy = coalition.people.get(PersonId(activity.deputy_person or ""))
        return Entry(
            number=item.number,
            title=activity.title,
            organisation=coalition.organisations[item.organisation].name,
            due=item.due,
            instead=self._instead(activity) if item.stands_in else None,
            last=self._last(activity, said.before),
            milestone=activity.next_milestone(self.today),
            group=None if group is None else group.name,
            group_reach=reach_of_group(coalition, activity.working_group),
            deputy=None if deputy is None else deputy.name,
            given=None if said.answer is None else given_of(said.answer),
            settled=item.settled,
            activity=item.activity,
        )

    def _last(self, activity: Activity, before: Sequence[Update]) -> Last | None:
        """The last status and words the person may read, with the date of the words."""
        seen = self.readable(activity, before)
        if not seen:
            return None
        # A "no change" repeats a status that its author may not have seen.
        told = (u.status for u in reversed(seen) if not u.no_change)
        status = next((status for status in told if status is not None), None)
        worded = next((u for u in reversed(seen) if u.words or not u.no_change), seen[-1])
        zone = self.coalition.zone_of(self.person, self.today)
        return Last(status=status, day=local_date(worded.at, zone), words=worded.words)

    def readable(self, activity: Activity, before: Sequence[Update]) -> list[Update]:
        """What of it the person may read."""
        return readable(before, self.coalition, activity, self.person, self.today)

    def _instead(self, activity: Activity) -> InsteadOf:
        lead = self.coalition.people.get(activity.lead_person)
        if lead is None:
            return InsteadOf.UNREACHABLE
        if presence_of_lead(self.coalition, activity, self.today).gone:
            return InsteadOf.LEFT
        zone = self.coalition.zone_of(lead.id, self.today)
        if away(lead, local_date(self.now, zone)):
            return InsteadOf.AWAY
        theirs = self.leads.get(lead.id)
        asked = theirs is not None and theirs.sent is not None
        return InsteadOf.PASSED_ON if asked else InsteadOf.UNREACHABLE


async def draw_sheet(
    unit: CoalitionUnit, drawing: Drawing, prompt: Prompt, round_: Round, said: Mapping[int, Said]
) -> Sheet:
    """The sheet of a prompt whose activities all exist."""
    coalition = drawing.coalition
    opener = coalition.people.get(PersonId(round_.opened_by or ""))
    return Sheet(
        coalition=coalition.name,
        backbone=_backbone(coalition, drawing.today),
        entries=tuple(drawing.entry(item, said[item.number]) for item in prompt.items),
        closes=round_.closes,
        where=await _where(unit, prompt, round_, drawing.now),
        reach=reach_of_all(coalition),
        digest_language=coalition.languages[0],
        opened_by=None if opener is None else opener.name,
        asks=tuple(await unit.asks(prompt=prompt.id)),
        visibility=coalition.visibility,
    )


def _backbone(coalition: Coalition, today: date) -> tuple[str, ...]:
    holders = coalition.holders(RoleName.BACKBONE, today)
    return tuple(coalition.people[person].name for person in holders[:2])


async def _where(unit: CoalitionUnit, prompt: Prompt, round_: Round, now: datetime) -> Where:
    """In its round's digest while that is open; late, in the posted one if that was its."""
    if round_.open and now < round_.closes:
        return Where.THIS_DIGEST
    newest = await unit.digests(limit=1)
    posted = bool(newest) and newest[0].state is DigestState.POSTED
    late = posted and prompt.id in await asked_before(unit, newest[0], [prompt.id])
    return Where.ADDED if late else Where.NEXT_DIGEST
