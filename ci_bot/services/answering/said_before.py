"""What was said about an activity of a prompt: in that prompt, and before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ci_bot.domain.activity import Activity
from ci_bot.domain.answering.turn import Given
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.prompt import Item, Prompt
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import audience_of, may_see, narrower
from ci_bot.ports.store import CoalitionUnit

MEMORY = timedelta(days=400)
"""How far back an activity's last words are looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """`answer`: the current one to the prompt; `before`: updates older than it, oldest first."""

    answer: Update | None
    before: Sequence[Update]


async def said_about(unit: CoalitionUnit, item: Item, prompt: Prompt, now: datetime) -> Said:
    """Reads it; what contributors said, or nobody confirmed, is not counted as before."""
    updates = await unit.updates(activity=item.activity, since=now - MEMORY)
    answer = next((u for u in updates if u.id == item.update), None)
    before = [
        u
        for u in updates
        if u.confirmed and not u.contribution and u.prompt != prompt.id and u.id != item.update
    ]
    return Said(answer=answer, before=before)


def given_of(update: Update) -> Given:
    """An update as the conversation sees it."""
    return Given(
        status=update.status,
        no_change=update.no_change,
        words=update.words,
        visibility=update.visibility,
        contribution=update.contribution,
    )


async def last_status(
    unit: CoalitionUnit, coalition: Coalition, activity: Activity, person: PersonId, now: datetime
) -> Update | None:
    """The same outside a prompt, of what was confirmed: see `repeated`."""
    updates = await unit.updates(activity=activity.id, since=now - MEMORY)
    told = (u for u in updates if u.confirmed and not u.contribution)
    return repeated(readable(told, coalition, activity, person, coalition.today(now)))


def readable(
    updates: Iterable[Update],
    coalition: Coalition,
    activity: Activity,
    person: PersonId,
    today: date,
) -> list[Update]:
    """Their own words, their own organisation's, and what is visible to them anyway."""
    hats = {hat.organisation for hat in coalition.hats(person, today)}
    if person == activity.lead_person:
        # What was said for an organisation that led before stays with that one.
        hats.add(activity.lead_organisation)
    audience = audience_of(coalition, person, today)
    return [
        update
        for update in updates
        if update.person == person
        or update.organisation in hats
        or may_see(update.visibility, activity, audience)
    ]


def repeated(seen: Sequence[Update]) -> Update | None:
    """What a "no change" repeats for who may read these: the last status, to no more readers."""
    judged = [update for update in seen if update.status is not None]
    if not judged:
        return None
    # A "no change" repeats a status that its author may not have seen.
    told = next((update for update in reversed(judged) if not update.no_change), judged[-1])
    return replace(told, visibility=narrower(told.visibility, judged[-1].visibility))
