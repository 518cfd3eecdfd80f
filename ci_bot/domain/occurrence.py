"""Occurrences: what is due when, as rows, so that each happens once."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.moment import aware_or_none


class OccurrenceKind(StrEnum):
    """What a schedule brings about."""

    CHECKIN = "checkin"
    REMIND = "remind"
    FREEZE = "freeze"
    DIGEST = "digest"
    CATCH_UP = "catch_up"
    """A day after people were asked: who could not be reached."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Schedule:
    """One row of the calendar: unique by coalition, kind and subject (a check-in's id, or empty).

    `next_due`: an instant, or None while paused.
    """

    coalition: CoalitionId
    kind: OccurrenceKind
    subject: str = ""
    next_due: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "next_due", aware_or_none(self.next_due))
