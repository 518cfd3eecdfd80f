"""Changes of the roster that can be taken back, in memory."""

from collections.abc import Sequence

from ci_bot.domain.roster.undo import RosterChange
from ci_bot.testing.memory.bound import Bound


class MemoryRosterChanges(Bound):
    """Changes of the roster of one unit of work."""

    async def add_roster_change(self, change: RosterChange) -> None:
        self._add(self._state.roster_changes, change.id, change)

    async def roster_changes(self) -> Sequence[RosterChange]:
        own = self._of(self._state.roster_changes)
        return sorted(own, key=lambda change: change.at)[::-1]

    async def remove_roster_change(self, id_: str) -> None:
        self._state.roster_changes.pop((self._id, id_), None)
