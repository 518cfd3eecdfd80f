"""How long things may take, in seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """`request`: one call of the Web API. `backoff` doubles up to `backoff_limit` as Slack fails.

    `pace`: between two messages to one channel, `burst` of which may go at once. `patience`: the
    longest a message waits for its turn in here. `clock`: what all of that is measured with.
    """

    request: float = 10.0
    backoff: float = 0.5
    backoff_limit: float = 30.0
    pace: float = 1.0
    burst: int = 3
    patience: float = 5.0
    clock: Callable[[], float] = time.monotonic
