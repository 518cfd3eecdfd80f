"""Rounds: one occurrence of a check-in for a period."""

from dataclasses import dataclass
from datetime import date, datetime

from ci_bot.domain.ids import CheckinId, PeriodKey, PersonId, RoundId
from ci_bot.domain.moment import aware, aware_or_none


@dataclass(frozen=True, kw_only=True, slots=True)
class Round:
    """One round: unique by coalition, check-in and period.

    `day`: the local date on which people are asked. `opened_by`: who opened it by hand, else None.
    `closes`: the freeze that ends it.
    """

    id: RoundId
    checkin: CheckinId
    period: PeriodKey
    day: date
    opened: datetime
    closes: datetime
    opened_by: PersonId | None = None
    closed: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "opened", aware(self.opened))
        object.__setattr__(self, "closes", aware(self.closes))
        object.__setattr__(self, "closed", aware_or_none(self.closed))

    @property
    def open(self) -> bool:
        """Whether answers to it still belong to its digest."""
        return self.closed is None
