"""Wakes a worker when there is something to do, so that polling may be slow."""

import asyncio
from datetime import timedelta


class Bell:
    """Rung by whoever made work; one worker waits for it."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()

    def ring(self) -> None:
        """Ends the present wait, or the next one at once."""
        self._rung.set()

    async def wait(self, longest: timedelta) -> None:
        """Until rung, or at most that long."""
        try:
            async with asyncio.timeout(longest.total_seconds()):
                await self._rung.wait()
        except TimeoutError:
            pass
        self._rung.clear()
