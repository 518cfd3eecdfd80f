"""Changes of the roster that can be taken back: the rows of one coalition."""

from collections.abc import Sequence

from ci_bot.domain.roster.undo import RosterChange
from ci_bot.store.bound import Bound
from ci_bot.store.codec import Codec
from ci_bot.store.tables.history import roster_changes

_change = Codec(RosterChange, roster_changes)


class SqlRosterChanges:
    """Changes of the roster of one unit of work."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound

    async def add_roster_change(self, change: RosterChange) -> None:
        await self._bound.insert(roster_changes, [_change.row(change)])

    async def roster_changes(self) -> Sequence[RosterChange]:
        newest_first = (roster_changes.c.at.desc(), roster_changes.c.seq.desc())
        query = self._bound.select(roster_changes).order_by(*newest_first)
        return await self._bound.all(_change, query)

    async def remove_roster_change(self, id_: str) -> None:
        await self._bound.delete(roster_changes, roster_changes.c.id == id_)
