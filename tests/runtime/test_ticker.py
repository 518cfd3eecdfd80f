"""The ticker wakes whoever looks for due occurrences, whatever the wall clock does."""

import asyncio
from datetime import UTC, datetime, timedelta

import time_machine

from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.ticker import Ticker


class Ticks:
    """Counts ticks; the first ones may fail."""

    def __init__(self, *, failing: int = 0) -> None:
        self.instants: list[datetime] = []
        self.failing = failing
        self._ticked = asyncio.Event()

    async def tick(self, now: datetime) -> None:
        self.instants.append(now)
        self._ticked.set()
        if len(self.instants) <= self.failing:
            raise LookupError

    async def until(self, count: int) -> None:
        async with asyncio.timeout(60):
            while len(self.instants) < count:
                self._ticked.clear()
                await self._ticked.wait()


async def test_it_ticks_at_once_and_again_even_if_a_tick_fails() -> None:
    ticks = Ticks(failing=1)
    ticker = Ticker(ticks.tick, clock=SystemClock(), every=timedelta(milliseconds=10))
    running = asyncio.create_task(ticker.run())
    await ticks.until(3)
    ticker.stop()
    await running
    assert all(instant.tzinfo is UTC for instant in ticks.instants)


async def test_a_wall_clock_set_back_by_days_stops_no_tick() -> None:
    ticks = Ticks()
    ticker = Ticker(ticks.tick, clock=SystemClock(), every=timedelta(milliseconds=20))
    with time_machine.travel(datetime(2026, 11, 22, tzinfo=UTC), tick=True) as traveller:
        running = asyncio.create_task(ticker.run())
        await ticks.until(2)
        traveller.shift(timedelta(days=-3))
        await ticks.until(len(ticks.instants) + 3)
        ticker.stop()
        await running
    assert ticks.instants[-1] < ticks.instants[0]
