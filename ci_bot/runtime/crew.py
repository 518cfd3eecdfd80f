"""Works on claimed things, several at a time, and claims more as hands become free."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Generic, TypeVar

import structlog

from ci_bot.runtime.bell import Bell

_T = TypeVar("_T")
_log = structlog.get_logger(__name__)


class Crew(Generic[_T]):
    """At most `size` things at a time; what `claim` gives has to be leased to this process.

    Neither a failed claim nor failed work ends it: what was leased comes back when its lease ends.
    """

    def __init__(
        self,
        claim: Callable[[int], Awaitable[Sequence[_T]]],
        work: Callable[[_T], Coroutine[None, None, None]],
        *,
        size: int,
        bell: Bell,
        poll: timedelta,
    ) -> None:
        self._claim = claim
        self._work = work
        self._size = size
        self._bell = bell
        self._poll = poll
        self._busy = 0
        self._stopping = False

    async def run(self) -> None:
        """Works until `stop`, then finishes what it has begun; cancelled, it drops that."""
        async with asyncio.TaskGroup() as group:
            while not self._stopping:
                for thing in await self._more(self._size - self._busy):
                    self._busy += 1
                    group.create_task(self._one(thing))
                await self._bell.wait(self._poll)

    def stop(self) -> None:
        """Claims nothing any more."""
        self._stopping = True
        self._bell.ring()

    async def drain(self) -> int:
        """Works until nothing more can be claimed; returns how many things there were."""
        done = 0
        while things := await self._claim(self._size):
            async with asyncio.TaskGroup() as group:
                for thing in things:
                    group.create_task(self._work(thing))
            done += len(things)
        return done

    async def _more(self, hands: int) -> Sequence[_T]:
        if hands == 0:
            return ()
        try:
            return await self._claim(hands)
        except Exception as error:  # noqa: BLE001 - the database may be away for a while
            _log.warning("claim_failed", error=type(error).__name__)
            return ()

    async def _one(self, thing: _T) -> None:
        try:
            await self._work(thing)
        except Exception as error:  # noqa: BLE001 - one thing must not end the others
            _log.error("work_failed", error=type(error).__name__)
        finally:
            self._busy -= 1
            # Claiming costs a transaction: it waits until it is worth one.
            if self._busy == 0 or self._size - self._busy >= self._size // 4:
                self._bell.ring()
