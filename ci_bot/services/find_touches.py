"""Finds what has become worse for the activities a person is asked about."""

from datetime import date, datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.visibility import audience_of, last_visible, worsened
from ci_bot.ports.store import CoalitionUnit
from ci_bot.views.sheet import Touch


async def find_touches(
    unit: CoalitionUnit, coalition: Coalition, prompt: Prompt, today: date
) -> tuple[Touch, ...]:
    """What reinforces the prompt's activities and worsened since the person's last prompt.

    Only as far as this person may see it; what they lead themselves is no news to them.
    """
    since = await _last_asked(unit, prompt)
    if since is None:
        return ()
    audience = audience_of(coalition, prompt.person, today)
    now, before = await unit.latest_updates(), await unit.latest_updates(before=since)
    found = []
    for activity in coalition.activities.values():
        touched = [item for item in prompt.items if item.activity in activity.reinforces]
        if not touched or activity.lead_person == prompt.person:
            continue
        last = last_visible(now, activity, audience)
        was = last_visible(before, activity, audience)
        if last is None or last.status is None:
            continue
        if worsened(last.status, None if was is None else was.status):
            numbers = tuple(item.number for item in touched)
            found.append(Touch(title=activity.title, status=last.status, numbers=numbers))
    return tuple(found)


async def _last_asked(unit: CoalitionUnit, prompt: Prompt) -> datetime | None:
    """When the person was asked before this prompt."""
    prompts = await unit.prompts_of_person(prompt.person)
    sent = [p.sent for p in prompts if p.id != prompt.id and p.sent is not None]
    return max(sent, default=None)
