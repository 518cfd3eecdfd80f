"""What was said about an activity of a prompt: in that prompt, and before it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from ci_bot.domain.answering.turn import Given
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.prompt import Item, Prompt
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit

MEMORY = timedelta(days=400)
"""How far back an activity's last words are looked for."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """`answer`: the current one to the prompt; `before`: updates older than it, oldest first."""

    answer: Update | None
    before: Sequence[Update]

    @property
    def previous(self) -> Update | None:
        """The last one with a status."""
        return next((u for u in reversed(self.before) if u.status is not None), None)


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


async def last_status(unit: CoalitionUnit, activity: ActivityId, now: datetime) -> Update | None:
    """The activity's last confirmed update with a status, whoever may read it."""
    updates = await unit.updates(activity=activity, since=now - MEMORY)
    told = (u for u in reversed(updates) if u.confirmed and not u.contribution)
    return next((u for u in told if u.status is not None), None)
