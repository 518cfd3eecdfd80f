"""Keeps what was changed in chat for as long as it can be taken back."""

from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId, new_id
from ci_bot.domain.roster.undo import UNDOABLE, recorded
from ci_bot.ports.store import CoalitionUnit


async def keep_change(
    unit: CoalitionUnit, before: Coalition, saved: Coalition, person: PersonId, *, now: datetime
) -> None:
    """To be called after the save; what is too old to be taken back is forgotten."""
    for known in await unit.roster_changes():
        if known.at < now - UNDOABLE:
            await unit.remove_roster_change(known.id)
    await unit.add_roster_change(recorded(before, saved, id_=new_id(), at=now, by=person))
