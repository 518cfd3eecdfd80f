"""Tells somebody at a check-in's end what else works toward the same, as far as they may read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.progress import organisation_name
from ci_bot.domain.matching.companions import Companion, companions
from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import Audience, audience_of, last_visible, over
from ci_bot.ports.store import CoalitionUnit
from ci_bot.views.reader import reader_of
from ci_bot.views.sheet import Beside, Last

AGAIN = timedelta(weeks=8)
"""So long nobody is told of the same activity again."""
_REMEMBERED = 40
"""Prompts in that time; no check-in comes so often."""


async def choose_companion(
    unit: CoalitionUnit, coalition: Coalition, prompt: Prompt, now: datetime
) -> Prompt:
    """The prompt with an activity to tell of, if there is one; once for each prompt that ended."""
    ended = prompt.asking is Asking.NOTHING and prompt.outcome is Outcome.ANSWERED
    if not ended or prompt.told_of is not None:
        return prompt
    earlier = await unit.prompts_of_person(prompt.person, limit=_REMEMBERED)
    told = {p.told_of for p in earlier if p.told is not None and p.told > now - AGAIN}
    audience = audience_of(coalition, prompt.person, coalition.today(now))
    updates = await unit.latest_updates()
    for companion in _of(coalition, prompt, updates, audience, now):
        if companion.activity.id not in told:
            chosen = replace(prompt, told_of=companion.activity.id, told=now)
            await unit.put_prompt(chosen)
            return chosen
    return prompt


async def told_companion(
    unit: CoalitionUnit, coalition: Coalition, prompt: Prompt, now: datetime
) -> Beside | None:
    """What the prompt tells of, as its person may read it by now."""
    if prompt.told_of is None:
        return None
    audience = audience_of(coalition, prompt.person, coalition.today(now))
    updates = await unit.latest_updates()
    found = _of(coalition, prompt, updates, audience, now)
    companion = next((c for c in found if c.activity.id == prompt.told_of), None)
    if companion is None:
        return None
    activity = companion.activity
    reader = reader_of(coalition, prompt.person, now)
    last = last_visible(updates, activity, audience)
    return Beside(
        title=activity.title,
        organisation=organisation_name(coalition, activity.lead_organisation),
        tie=companion.tie,
        by=companion.by,
        last=None
        if last is None
        else Last(status=last.status, day=local_date(last.at, reader.zone)),
    )


def _of(
    coalition: Coalition,
    prompt: Prompt,
    updates: Sequence[Update],
    audience: Audience,
    now: datetime,
) -> Iterator[Companion]:
    """Those of other people and organisations that go on, as far as the audience may know."""
    today = coalition.today(now)
    hats = {hat.organisation for hat in coalition.hats(prompt.person, today)}

    def others(activity: Activity) -> bool:
        return (
            activity.lead_person != prompt.person
            and activity.lead_organisation not in hats
            and activity.started(today)
            and not over(updates, activity, audience)
        )

    answered = [item.activity for item in prompt.items if item.update is not None]
    known = [coalition.activities.get(id_) for id_ in answered]
    found = companions(coalition, [activity for activity in known if activity is not None])
    return (companion for companion in found if others(companion.activity))
