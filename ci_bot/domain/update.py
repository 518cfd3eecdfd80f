"""Updates: a person's answer on one activity, with its history."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ids import (
    ActivityId,
    MessageId,
    OrganisationId,
    PersonId,
    PromptId,
    RoomId,
    UpdateId,
)
from ci_bot.domain.moment import aware, aware_or_none
from ci_bot.domain.status import Status, Visibility


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """The chat message that said it, so that editing or deleting that message counts."""

    room: RoomId
    message: MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class Update:
    """An answer on one activity, given in one hat (`organisation`); kept for ever, never rewritten.

    A changed answer is a new update whose `replaces` names the old one, which then has `replaced`.
    `status` None: words only. `no_change`: the previous status still holds (`status` repeats it).
    `contribution`: words of a supporting partner. `told_by`: the backbone person who noted it;
    such an update counts only once `confirmed`. `at`: when it was said (the platform's time,
    clamped); `recorded`: when it was stored.
    """

    id: UpdateId
    activity: ActivityId
    person: PersonId
    organisation: OrganisationId
    at: datetime
    recorded: datetime
    status: Status | None = None
    no_change: bool = False
    words: str = ""
    language: str | None = None
    visibility: Visibility = Visibility.COALITION
    contribution: bool = False
    told_by: PersonId | None = None
    confirmed: bool = True
    prompt: PromptId | None = None
    source: Source | None = None
    replaces: UpdateId | None = None
    replaced: datetime | None = None
    withdrawn: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", aware(self.at))
        object.__setattr__(self, "recorded", aware(self.recorded))
        object.__setattr__(self, "replaced", aware_or_none(self.replaced))
        object.__setattr__(self, "withdrawn", aware_or_none(self.withdrawn))

    @property
    def current(self) -> bool:
        """Neither replaced nor withdrawn."""
        return self.replaced is None and self.withdrawn is None
