"""Arrivals: what a platform handed in, kept until its effect is committed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.moment import aware, aware_or_none


class ArrivalState(StrEnum):
    """The life of an arrival; `dead` after its last try, shown to staff."""

    WAITING = "waiting"
    DONE = "done"
    DEAD = "dead"


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrival:
    """One row of the inbox; `key` and `second_key` are each unique, so an event counts once.

    `conversation`: arrivals of one conversation are worked on one after the other. `body`: the
    serialised event. `available`: not before (a later try). `attempt`: the fence of its worker.
    """

    key: str
    second_key: str | None
    platform: str
    conversation: str
    body: str
    received: datetime
    available: datetime
    state: ArrivalState = ArrivalState.WAITING
    tries: int = 0
    attempt: str | None = None
    leased_until: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "received", aware(self.received))
        object.__setattr__(self, "available", aware(self.available))
        object.__setattr__(self, "leased_until", aware_or_none(self.leased_until))
