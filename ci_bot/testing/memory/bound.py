"""Access to the dicts of the state, bound to one coalition."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store import ConflictError, StoreError
from ci_bot.testing.memory.state import State

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Bound:
    """What is shared by the parts of a coalition's unit."""

    def __init__(self, state: State, id_: CoalitionId) -> None:
        self._state = state
        self._id = id_

    def _of(self, kind: Mapping[tuple[CoalitionId, K], V]) -> list[V]:
        return [value for (coalition, _), value in kind.items() if coalition == self._id]

    def _add(self, kind: dict[tuple[CoalitionId, K], V], id_: K, value: V) -> None:
        self._must_exist()
        if (self._id, id_) in kind:
            raise ConflictError(f"there is a {type(value).__name__} {id_} already")
        kind[self._id, id_] = value

    def _put(self, kind: dict[tuple[CoalitionId, K], V], id_: K, value: V) -> None:
        if (self._id, id_) not in kind:
            raise StoreError(f"there is no {type(value).__name__} {id_}")
        kind[self._id, id_] = value

    def _must_exist(
        self, kind: Mapping[tuple[CoalitionId, K], object] | None = None, id_: K | None = None
    ) -> None:
        if self._id not in self._state.coalitions:
            raise StoreError(f"there is no coalition {self._id}")
        if kind is not None and (self._id, id_) not in kind:
            raise StoreError(f"there is no {id_} in {self._id}")
