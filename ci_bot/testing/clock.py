"""A clock that only a test turns."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta


@dataclass(eq=False)
class _Sleeper:
    until: timedelta
    woken: asyncio.Event = field(default_factory=asyncio.Event)


class TurnableClock:
    """Stands still until it is turned; whoever sleeps past that point wakes, the earliest first."""

    def __init__(self, now: datetime) -> None:
        if now.tzinfo is None:
            raise ValueError("a clock needs a time zone")
        self._now = now
        self._passed = timedelta(0)
        self._sleepers: list[_Sleeper] = []
        self._fell_asleep = asyncio.Condition()

    def now(self) -> datetime:
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Waits until the clock was turned by that much, jumps apart."""
        if seconds <= 0:
            await asyncio.sleep(0)
            return
        sleeper = _Sleeper(self._passed + timedelta(seconds=seconds))
        self._sleepers.append(sleeper)
        async with self._fell_asleep:
            self._fell_asleep.notify_all()
        try:
            await sleeper.woken.wait()
        finally:
            self._sleepers.remove(sleeper)

    def turn_to(self, instant: datetime) -> None:
        """Lets time pass until that instant; it only ever passes forward."""
        if instant < self._now:
            raise ValueError(f"{instant} is over; only a jump goes back")
        self.advance(instant - self._now)

    def advance(self, by: timedelta) -> None:
        """Lets that much time pass."""
        self._now += by
        self._passed += by
        for sleeper in sorted(self._sleepers, key=lambda one: one.until):
            if sleeper.until <= self._passed:
                sleeper.woken.set()

    def jump(self, by: timedelta) -> None:
        """Sets the clock without time passing, as an administrator or a bad battery does."""
        self._now += by

    @property
    def next_waking(self) -> datetime | None:
        """When the first sleeper will wake, if anybody sleeps."""
        pending = [one.until for one in self._sleepers if not one.woken.is_set()]
        return self._now + (min(pending) - self._passed) if pending else None

    async def asleep(self, count: int = 1) -> None:
        """Waits until at least that many sleep."""
        async with self._fell_asleep:
            await self._fell_asleep.wait_for(lambda: self._pending() >= count)

    def _pending(self) -> int:
        return sum(not one.woken.is_set() for one in self._sleepers)
