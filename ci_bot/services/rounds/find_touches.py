"""Finds what a person has to know about that which reinforces the activities they answer for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.matching.milestone_moves import moved_within
from ci_bot.domain.matching.reinforcement import reinforces
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import Audience, audience_of, last_visible, over, worsened
from ci_bot.ports.store import CoalitionUnit
from ci_bot.views.sheet import Touch


async def find_touches(
    unit: CoalitionUnit, coalition: Coalition, prompt: Prompt, today: date
) -> tuple[Touch, ...]:
    """What worsened, and whose milestones moved, since the person's last prompt; so told once.

    What came after this prompt had gone belongs to the next one, also where this one is shown
    again. Only as far as this person may see it; what they lead themselves is no news to them. What
    names one of their activities comes before what names its measure or goal.
    """
    since = await last_asked(unit, prompt)
    if since is None:
        return ()
    audience = audience_of(coalition, prompt.person, today)
    before = await unit.latest_updates(before=since)
    now = asked = await unit.latest_updates()
    if prompt.sent is not None:
        asked = await unit.latest_updates(before=prompt.sent)
    known = [_by_activity(updates) for updates in (before, asked, now)]
    own = [(i.number, a) for i in prompt.items if (a := coalition.activities.get(i.activity))]
    found: list[tuple[bool, Touch]] = []
    for activity in coalition.activities.values():
        items = [(number, other) for number, other in own if reinforces(activity, other)]
        if not items or activity.lead_person == prompt.person or activity.archived:
            continue
        by_name = any(other.id in activity.reinforces for _, other in items)
        numbers = tuple(number for number, _ in items)
        said = [updates.get(activity.id, ()) for updates in known]
        was, then, status = (_status(updates, activity, audience) for updates in said)
        over_ = over(said[-1], activity, audience)
        moves = () if over_ else moved_within(activity, since, prompt.sent)
        worse = worsened(then, was) and worsened(status, was)
        if worse or moves:
            touch = Touch(
                title=activity.title,
                status=status if worse else None,
                moves=moves,
                numbers=numbers,
            )
            found.append((by_name, touch))
    found.sort(key=lambda one: not one[0])
    return tuple(touch for _, touch in found)


def _by_activity(updates: Sequence[Update]) -> Mapping[ActivityId, Sequence[Update]]:
    found: dict[ActivityId, list[Update]] = {}
    for update in updates:
        found.setdefault(update.activity, []).append(update)
    return found


def _status(known: Sequence[Update], activity: Activity, audience: Audience) -> Status | None:
    last = last_visible(known, activity, audience)
    return None if last is None else last.status


async def last_asked(unit: CoalitionUnit, prompt: Prompt) -> datetime | None:
    """When the person was asked before this prompt."""
    prompts = await unit.prompts_of_person(prompt.person)
    earlier = [p for p in prompts if p.id != prompt.id and p.due <= prompt.due]
    sent = [p.sent for p in earlier if p.sent is not None]
    return max(sent, default=None)
