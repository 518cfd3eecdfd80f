"""How fast Slack may be called: about one message a second in a channel, and as it asks itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from adapters.slack.timing import Timing
from ci_bot.ports.chat import NotAccepted

Place = tuple[str, str]
"""A workspace and a channel of it."""


class Pace:
    """Turns to post in a channel, and the calls that Slack wants to have no more of for a while."""

    def __init__(self, timing: Timing) -> None:
        self._timing = timing
        self._locks: dict[Place, asyncio.Lock] = {}
        self._free: dict[Place, float] = {}
        self._barred: dict[tuple[str, Place], float] = {}

    @asynccontextmanager
    async def turn(self, place: Place) -> AsyncIterator[None]:
        """One message after the other; raises NotAccepted where the wait would be too long."""
        lock = self._locks.setdefault(place, asyncio.Lock())
        try:
            async with asyncio.timeout(self._timing.patience):
                await lock.acquire()
        except TimeoutError:
            raise NotAccepted("others are still being sent to this channel") from None
        try:
            wait = self._wait(place)
            if wait > self._timing.patience:
                raise NotAccepted(
                    "one message a second in a channel", retry_after=timedelta(seconds=wait)
                )
            if wait > 0:
                await asyncio.sleep(wait)
            now = self._timing.clock()
            self._free[place] = max(now, self._free.get(place, 0.0)) + self._timing.pace
            yield
        finally:
            lock.release()

    def _wait(self, place: Place) -> float:
        # When the channel is free again if each message took its time; a burst may run ahead.
        ahead = (self._timing.burst - 1) * self._timing.pace
        return self._free.get(place, 0.0) - ahead - self._timing.clock()

    def check(self, method: str, place: Place) -> None:
        """Raises NotAccepted while Slack doesn't want that call."""
        left = self._barred.get((method, place), 0.0) - self._timing.clock()
        if left > 0:
            raise NotAccepted(
                f"Slack wants no more {method} yet", retry_after=timedelta(seconds=left)
            )
        self._barred.pop((method, place), None)

    def bar(self, method: str, place: Place, seconds: float) -> None:
        """Slack wants no more of that call for so long."""
        self._barred[method, place] = self._timing.clock() + seconds
