"""How many calls Slack takes: by method and workspace in tiers, and posts by channel."""

import functools
import json
import math
from dataclasses import dataclass, field

from tests.support.slack import schema
from tests.support.slack.refusal import RateLimited

PER_MINUTE = {"Tier1": 1, "Tier2": 20, "Tier3": 50, "Tier4": 100}
BURST = 1.2
POST_BURST = 3
SPECIAL_PER_MINUTE = 600
# For the methods that the bot uses, where the published table isn't at hand.
USUAL = {
    "chat.update": "Tier3",
    "conversations.history": "Tier3",
    "conversations.open": "Tier3",
    "users.info": "Tier4",
    "users.list": "Tier2",
}


@functools.cache
def tiers() -> dict[str, str]:
    file = schema.FOLDER / "rate_limit_tiers.json"
    return dict(json.loads(file.read_text())) if file.exists() else USUAL


@dataclass(eq=False)
class Bucket:
    """Fills up with time; each call takes one."""

    rate: float
    size: float
    at: float
    level: float = field(init=False)

    def __post_init__(self) -> None:
        self.level = self.size

    def take(self, now: float) -> int:
        """0 where there was one to take, else in how many seconds there will be."""
        self.level = min(self.size, self.level + max(0.0, now - self.at) * self.rate)
        self.at = now
        if self.level >= 1:
            self.level -= 1
            return 0
        return max(1, math.ceil((1 - self.level) / self.rate))


@dataclass(eq=False)
class RateLimits:
    """Off unless a test switches it `on`."""

    on: bool = False
    _buckets: dict[tuple[str, str, str], Bucket] = field(default_factory=dict)

    def check(self, method: str, team: str, channel: str, now: float) -> None:
        if not self.on:
            return
        tier = tiers().get(method, "Tier3")
        if method in ("chat.postMessage", "chat.postEphemeral"):
            self._take((method, team, channel), 1.0, POST_BURST, now)
            rate = SPECIAL_PER_MINUTE
        else:
            rate = PER_MINUTE.get(tier, SPECIAL_PER_MINUTE)
        # Tier 1 is one a minute or more; a reconnecting app needs a few.
        self._take((method, team, ""), rate / 60, max(rate * BURST, 5), now)

    def _take(self, key: tuple[str, str, str], rate: float, size: float, now: float) -> None:
        bucket = self._buckets.setdefault(key, Bucket(rate, size, now))
        if wait := bucket.take(now):
            raise RateLimited(wait)
