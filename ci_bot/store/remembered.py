"""Coalitions as they were last read, so that a roster isn't read again for each event."""

from collections.abc import MutableMapping

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId


class Remembered:
    """What one unit of work may know without reading; what it saves, others know after its commit.

    `shared`: the store's own memory, one revision of each coalition.
    """

    def __init__(self, shared: MutableMapping[CoalitionId, Coalition]) -> None:
        self._shared = shared
        self._saved: dict[CoalitionId, Coalition] = {}

    def get(self, id_: CoalitionId, revision: int) -> Coalition | None:
        """The coalition of that revision, if it is known."""
        known = self._saved.get(id_) or self._shared.get(id_)
        return known if known and known.revision == revision else None

    def loaded(self, coalition: Coalition | None) -> None:
        """Keeps what was read, and is committed; of two revisions the newer one."""
        if coalition is None or coalition.id in self._saved:
            return
        known = self._shared.get(coalition.id)
        if known is None or known.revision < coalition.revision:
            self._shared[coalition.id] = coalition

    def saved(self, coalition: Coalition) -> None:
        """Keeps what was written, for this unit of work only."""
        self._saved[coalition.id] = coalition

    def committed(self) -> None:
        """Lets others know what was written."""
        self._shared.update(self._saved)
        self._saved.clear()
