"""Commits together what comes in at the same time: one wait for the disk instead of many."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

_T = TypeVar("_T")
_MOST = 100


@dataclass(eq=False, slots=True)
class _Waiting(Generic[_T]):
    thing: _T
    done: bool = False


class GroupCommit(Generic[_T]):
    """While one commit is under way, the others gather, and are the next one, in their order."""

    def __init__(self, commit: Callable[[Sequence[_T]], Awaitable[None]]) -> None:
        """`commit` keeps all or nothing, and a thing that it has kept already counts once."""
        self._commit = commit
        self._turn = asyncio.Lock()
        self._waiting: list[_Waiting[_T]] = []

    async def __call__(self, thing: _T) -> None:
        """Returns once the thing is kept; raises what `commit` raises for it alone."""
        mine = _Waiting(thing)
        self._waiting.append(mine)
        try:
            async with self._turn:
                if not mine.done:
                    await self._lead()
        finally:
            if mine in self._waiting:
                self._waiting.remove(mine)

    async def _lead(self) -> None:
        # Whoever has the turn and is not done yet waits the longest.
        together, self._waiting = self._waiting[:_MOST], self._waiting[_MOST:]
        try:
            await self._commit([one.thing for one in together])
        except BaseException as error:
            self._waiting = together[1:] + self._waiting
            if len(together) == 1 or not isinstance(error, Exception):
                raise
            # What can't be kept must not take the others with it.
            await self._commit([together[0].thing])
        else:
            for one in together:
                one.done = True
