"""Wakes whoever looks for due occurrences; neither the memory nor the calendar of what is due."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from ci_bot.ports.clock import Clock
from ci_bot.ports.crash import reached
from ci_bot.runtime.bell import Bell

_log = structlog.get_logger(__name__)


class Ticker:
    """Calls `tick(now)` at once and then every so often, never two at a time."""

    def __init__(
        self,
        tick: Callable[[datetime], Awaitable[object]],
        *,
        clock: Clock,
        every: timedelta = timedelta(seconds=10),
    ) -> None:
        self._tick = tick
        self._clock = clock
        self._every = every
        self._ticks = 0
        self._ended = Bell()
        self._stopping = False

    async def run(self) -> None:
        """Ticks until `stop`; a tick that fails is the next one's work."""
        scheduler = AsyncIOScheduler(timezone="UTC")
        job = scheduler.add_job(
            self.once,
            "interval",
            seconds=self._every.total_seconds(),
            next_run_time=self._clock.now(),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
        )
        scheduler.start()
        try:
            while not self._stopping:
                ticks = self._ticks
                await self._ended.wait(3 * self._every)
                if ticks == self._ticks:
                    # The scheduler waits for a wall clock, which may have been set back by days.
                    job.modify(next_run_time=self._clock.now())
        finally:
            scheduler.shutdown(wait=False)

    def stop(self) -> None:
        """Ticks no more."""
        self._stopping = True
        self._ended.ring()

    async def once(self) -> None:
        """One tick, now."""
        self._ticks += 1
        reached("tick-start")
        try:
            await self._tick(self._clock.now())
        except Exception as error:  # noqa: BLE001 - what is due stays due
            _log.error("tick_failed", exc_info=error)
