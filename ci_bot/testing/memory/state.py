"""Everything the memory store keeps, as one value that is copied to be changed."""

from dataclasses import dataclass, field, fields

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.ids import (
    AccountId,
    CoalitionId,
    DeliveryKey,
    DigestId,
    PromptId,
    RelayId,
    RoundId,
    UpdateId,
)
from ci_bot.domain.invitation import Invitation
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.relay import Relay
from ci_bot.domain.roster.undo import RosterChange
from ci_bot.domain.round import Round
from ci_bot.domain.update import Update


@dataclass(slots=True)
class State:
    """One dict per kind of thing, in order of arrival; what is in them is immutable."""

    arrivals: dict[str, Arrival] = field(default_factory=dict)
    deliveries: dict[DeliveryKey, Delivery] = field(default_factory=dict)
    schedules: dict[tuple[CoalitionId, OccurrenceKind, str], Schedule] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    questions: dict[AccountId, OpenQuestion] = field(default_factory=dict)
    coalitions: dict[CoalitionId, Coalition] = field(default_factory=dict)
    rounds: dict[tuple[CoalitionId, RoundId], Round] = field(default_factory=dict)
    prompts: dict[tuple[CoalitionId, PromptId], Prompt] = field(default_factory=dict)
    updates: dict[tuple[CoalitionId, UpdateId], Update] = field(default_factory=dict)
    asks: dict[tuple[CoalitionId, int], Ask] = field(default_factory=dict)
    own_answers: dict[tuple[CoalitionId, str], OwnAnswer] = field(default_factory=dict)
    relays: dict[tuple[CoalitionId, RelayId], Relay] = field(default_factory=dict)
    roster_changes: dict[tuple[CoalitionId, str], RosterChange] = field(default_factory=dict)
    digests: dict[tuple[CoalitionId, DigestId], Digest] = field(default_factory=dict)
    invitations: dict[tuple[CoalitionId, str], Invitation] = field(default_factory=dict)

    def copy(self) -> "State":
        """The same things in dicts of their own."""
        return State(**{f.name: dict(getattr(self, f.name)) for f in fields(self)})
