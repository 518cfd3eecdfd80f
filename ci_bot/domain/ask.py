"""Asks, offers and lessons: what partners need, give and learned."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, PromptId
from ci_bot.domain.moment import aware, aware_or_none
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Source

LONG = timedelta(days=14)
"""An ask that waits for longer has to be taken up by somebody."""


class AskKind(StrEnum):
    """What is said beside an activity's status."""

    ASK = "ask"
    OFFER = "offer"
    LESSON = "lesson"


@dataclass(frozen=True, kw_only=True, slots=True)
class Ask:
    """A request for help, a proposal of it, or a lesson; `number` is stable in its coalition.

    `suggested`: what its author was asked about as a match: numbers of others, ids of people.
    """

    number: int
    kind: AskKind
    text: str
    person: PersonId
    organisation: OrganisationId
    opened: datetime
    activity: ActivityId | None = None
    language: str | None = None
    visibility: Visibility = Visibility.COALITION
    prompt: PromptId | None = None
    source: Source | None = None
    closed: datetime | None = None
    thanked: PersonId | None = None
    withdrawn: datetime | None = None
    suggested: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "opened", aware(self.opened))
        object.__setattr__(self, "closed", aware_or_none(self.closed))
        object.__setattr__(self, "withdrawn", aware_or_none(self.withdrawn))

    @property
    def open(self) -> bool:
        """Still waiting for somebody."""
        return self.closed is None and self.withdrawn is None

    def waits_long(self, now: datetime) -> bool:
        """An open ask that somebody has to take up by now."""
        return self.kind is AskKind.ASK and self.open and self.opened <= now - LONG
