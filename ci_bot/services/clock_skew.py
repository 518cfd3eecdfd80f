"""Flags what a platform stamps with an impossible time: it is clamped, and logged for staff.

Within a day nothing is said: messages are delayed, and clocks are never quite right.
"""

from datetime import datetime, timedelta

import structlog

SKEW = timedelta(days=1)

_log = structlog.get_logger(__name__)


def flag_skew(at: datetime, *, platform: str, latest: datetime, earliest: datetime | None) -> None:
    """Says by how many hours a stamp lies after its receipt, or before what it answers."""
    ahead = at - latest
    behind = timedelta(0) if earliest is None else earliest - at
    if max(ahead, behind) > SKEW:
        hours = round((ahead if ahead > behind else -behind) / timedelta(hours=1))
        _log.warning("clock is off", platform=platform, hours=hours)
