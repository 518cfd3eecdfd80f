"""The time of the stand-in: it runs by itself unless a test holds it, and a test may turn it."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime


@dataclass(eq=False)
class Alarm:
    """Something that will happen at an instant, unless it is called off."""

    at: float
    ring: Callable[[], None]
    handle: asyncio.TimerHandle | None = None


def system_time() -> datetime:
    return datetime.now(UTC)


@dataclass(eq=False)
class SlackClock:
    """Seconds since 1970; `follow` is where the time comes from, such as a test's own clock.

    With the system's time what is due happens by itself; with any other it happens when `turn` or
    `catch_up` is called.
    """

    follow: Callable[[], datetime] = system_time
    _shift: float = 0.0
    _alarms: list[Alarm] = field(default_factory=list)
    _last: int = 0
    _turning_to: float = 0.0

    def now(self) -> float:
        return self.follow().timestamp() + self._shift

    def stamp(self) -> str:
        """A message's or event's id: the time, and never the same twice."""
        self._last = max(self._last + 100, int(self.now() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"

    def after(self, seconds: float, ring: Callable[[], None], *, outside: bool = False) -> Alarm:
        """Calls `ring` when that much time has passed.

        `outside`: it waits for somebody else, who can't act in the middle of a turn: the time
        begins when the turn is over.
        """
        begin = max(self.now(), self._turning_to) if outside else self.now()
        alarm = Alarm(begin + seconds, ring)
        self._alarms.append(alarm)
        if self.follow is system_time:
            loop = asyncio.get_running_loop()
            alarm.handle = loop.call_later(seconds, self._ring, alarm)
        return alarm

    def call_off(self, alarm: Alarm) -> None:
        if alarm.handle is not None:
            alarm.handle.cancel()
        with contextlib.suppress(ValueError):
            self._alarms.remove(alarm)

    def turn(self, seconds: float) -> None:
        """Lets so much time pass at once: what is due happens, the earliest first."""
        self._turning_to = then = self.now() + seconds
        while due := [alarm for alarm in self._alarms if alarm.at <= then]:
            first = min(due, key=lambda alarm: alarm.at)
            self._shift += max(0.0, first.at - self.now())
            self._ring(first)
        self._shift += max(0.0, then - self.now())
        self._turning_to = 0.0

    def catch_up(self) -> None:
        """What is due by now happens."""
        while due := [alarm for alarm in self._alarms if alarm.at <= self.now()]:
            self._ring(min(due, key=lambda alarm: alarm.at))

    def stop(self) -> None:
        """Nothing happens any more."""
        for alarm in list(self._alarms):
            self.call_off(alarm)

    def _ring(self, alarm: Alarm) -> None:
        if alarm in self._alarms:
            self.call_off(alarm)
            alarm.ring()
