"""How long the moving parts wait, lease and retry: one value, made smaller by tests."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """Every duration of the runtime.

    `request`: the HTTP timeout of the adapters. `patience`: the longest a call of an adapter may
    take in all. `settle`: how long a doubtful delivery waits for a late accept; longer than
    `request`. `lease`: how long a worker owns what it claimed. `paused`: how long a stopped
    platform's deliveries rest before they are looked at again. `asked`: how long a person may take
    to say whether a delivery arrived. `handle`: the longest one arrival may be worked on.
    `accept`: the longest an acknowledgement waits for the database. `chance`: between 0 and 1,
    spreads retries.
    """

    poll: timedelta = timedelta(seconds=5)
    request: timedelta = timedelta(seconds=10)
    patience: timedelta = timedelta(seconds=30)
    settle: timedelta = timedelta(seconds=45)
    lease: timedelta = timedelta(seconds=90)
    retry_first: timedelta = timedelta(seconds=2)
    retry_most: timedelta = timedelta(minutes=5)
    paused: timedelta = timedelta(minutes=5)
    asked: timedelta = timedelta(hours=24)
    handle: timedelta = timedelta(seconds=30)
    accept: timedelta = timedelta(seconds=1.5)
    beat: timedelta = timedelta(seconds=15)
    stop: timedelta = timedelta(seconds=8)
    tries: int = 5
    chance: Callable[[], float] = random.random

    def retry_in(self, tries: int) -> timedelta:
        """How long to wait after that many tries: doubling, bounded, spread over its upper half."""
        doubled = self.retry_first * (1 << min(tries - 1, 16))
        return min(doubled, self.retry_most) * (1 + self.chance()) / 2

    def owns(self, leased_until: datetime | None, now: datetime) -> bool:
        """Whether a lease still lasts for one more request."""
        return leased_until is not None and now + self.request <= leased_until
