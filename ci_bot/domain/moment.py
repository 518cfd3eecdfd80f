"""Instants: always aware; a naive one is refused where it enters."""

from datetime import UTC, datetime


def aware(value: datetime) -> datetime:
    """The same instant in UTC; raises ValueError when it has no time zone."""
    if value.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return value.astimezone(UTC)


def aware_or_none(value: datetime | None) -> datetime | None:
    """Like `aware`, for an instant that may be missing."""
    return None if value is None else aware(value)
