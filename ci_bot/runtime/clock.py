"""The system's clock: the only place that asks what time it is."""

import asyncio
from datetime import UTC, datetime


class SystemClock:
    """The present as the operating system knows it."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        """Waits that long."""
        await asyncio.sleep(seconds)
