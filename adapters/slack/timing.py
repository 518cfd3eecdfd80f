"""How long things may take, in seconds."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class SocketTiming:
    """`apart`: between two requests for a connection, over all connections of an app.

    `backoff` doubles up to `backoff_limit` while they fail. `ping`: a peer that leaves one
    unanswered for half as long is gone. `handshake`: from the ticket to Slack's greeting. `linger`:
    how long a replaced connection is left for Slack to close. `farewell`: what was heard is
    answered before closing.
    """

    apart: float = 1.1
    backoff: float = 1.0
    backoff_limit: float = 6.0
    ping: float = 3.0
    handshake: float = 5.0
    linger: float = 30.0
    farewell: float = 2.0


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadingTiming:
    """`accept`: how long the store is tried for what Slack won't bring again, `again` in between.

    `outage`: what Slack delivers again is lost after that; a store that is `away` so long loses it
    too. `between`: two calls that read.
    `profiles`: how often new people are looked for, whose profiles are read every `profile_age`.
    `names`: the longest that the name of somebody who is mentioned is waited for.
    """

    accept: float = 2.4
    again: float = 0.2
    outage: float = 360.0
    away: float = 240.0
    between: float = 1.3
    profiles: float = 600.0
    profile_age: float = 86_400.0
    names: float = 1.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """`request`: one call of the Web API. `backoff` doubles up to `backoff_limit` as Slack fails.

    `pace`: between two messages to one channel, `burst` of which may go at once. `patience`: the
    longest a message waits for its turn in here. `recheck`: between two looks whether a lost
    workspace lets the bot in again. `clock`: what all of that is measured with.
    """

    request: float = 10.0
    backoff: float = 0.5
    backoff_limit: float = 30.0
    pace: float = 1.0
    burst: int = 3
    patience: float = 5.0
    recheck: float = 60.0
    clock: Callable[[], float] = time.monotonic
    sockets: SocketTiming = SocketTiming()
    reading: ReadingTiming = ReadingTiming()
