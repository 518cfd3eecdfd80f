"""Turns at asking Slack for a connection: one a second at most, fewer while it fails."""

import asyncio
import random
import time

from adapters.slack.timing import SocketTiming


class Turns:
    """Shared by all connections of one app, so that no storm makes them ask together."""

    def __init__(self, timing: SocketTiming) -> None:
        self._timing = timing
        self._lock = asyncio.Lock()
        self._free = 0.0
        self._failures = 0

    async def take(self) -> None:
        """Returns when the caller may ask."""
        async with self._lock:
            # What fails meanwhile makes the wait longer.
            while (wait := self._free - time.monotonic()) > 0:  # noqa: ASYNC110 - time is awaited
                await asyncio.sleep(wait)
            self._free = time.monotonic() + self._timing.apart

    def failed(self, retry_after: float | None = None) -> None:
        """The next turn is later, each time about twice as much, or when Slack says."""
        pause = min(self._timing.backoff * 2 ** min(self._failures, 16), self._timing.backoff_limit)
        pause *= random.uniform(0.5, 1)  # noqa: S311 - no secret
        self._failures += 1
        self._free = max(self._free, time.monotonic() + max(pause, retry_after or 0.0))

    def worked(self) -> None:
        """Whoever asks next need not wait for what failed before."""
        self._failures = 0
