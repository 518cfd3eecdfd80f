"""The time of the machine, for a console that follows no stage clock."""

from datetime import UTC, datetime


def machine_time() -> datetime:
    """The present instant, aware, in UTC."""
    return datetime.now(UTC)
