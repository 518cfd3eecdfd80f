"""Puts an update in the place of another, or takes updates back: nothing said is rewritten."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from ci_bot.domain.ids import UpdateId, new_id
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit


async def replace_update(
    unit: CoalitionUnit, old: Update, said: Update, now: datetime
) -> tuple[Update, Update]:
    """The old one, marked, and the new one that says what `said` says, as they are stored."""
    replaced = replace(old, replaced=now)
    new = replace(said, id=UpdateId(new_id()), recorded=now, replaces=old.id)
    await unit.put_update(replaced)
    await unit.add_update(new)
    return replaced, new


async def withdraw_updates(
    unit: CoalitionUnit, updates: Iterable[Update], now: datetime
) -> tuple[Update, ...]:
    """Withdraws the updates, and returns them as they are stored."""
    withdrawn = tuple(replace(update, withdrawn=now) for update in updates)
    for update in withdrawn:
        await unit.put_update(update)
    return withdrawn
