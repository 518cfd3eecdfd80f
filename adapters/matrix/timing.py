"""How long things may take, in seconds."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Timing:
    """`poll`: one long poll of the sync; `wait`: a send for its room; `stranger`: for a valid code.

    `backoff` doubles up to `backoff_limit` while the homeserver fails.
    """

    poll: float = 30.0
    wait: float = 10.0
    stranger: float = 600.0
    backoff: float = 0.5
    backoff_limit: float = 30.0
