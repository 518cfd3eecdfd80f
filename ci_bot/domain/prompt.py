"""Prompts: the message that asks one person in one round, and how far its conversation is."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.ids import (
    AccountId,
    ActivityId,
    GroupId,
    OrganisationId,
    PersonId,
    PromptId,
    RoundId,
    UpdateId,
)
from ci_bot.domain.moment import aware, aware_or_none
from ci_bot.domain.own_question import OwnItem


class Asking(StrEnum):
    """The open question of a prompt."""

    STATUS = "status"
    SENTENCE = "sentence"
    READERS = "readers"
    OWN = "own"
    WRAP_UP = "wrap_up"
    NOTHING = "nothing"


class Outcome(StrEnum):
    """How a prompt ended, when not by answers alone."""

    ANSWERED = "answered"
    SKIPPED = "skipped"
    PASSED_ON = "passed_on"
    AWAY = "away"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """One numbered activity of a prompt.

    `due`: asked about; else it stands under "also, if something happened". `stands_in`: the person
    is the deputy. `update`: the answer given, if any. `settled`: nothing more is asked about it.
    `offered`: the working group that was named when its readers were asked.
    """

    number: int
    activity: ActivityId
    organisation: OrganisationId
    due: bool = True
    stands_in: bool = False
    update: UpdateId | None = None
    settled: bool = False
    offered: GroupId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Prompt:
    """One person's prompt in one round; unique by round and person.

    `due`: when it should reach them. `account`: where it went, once sent. `open_item`: the number
    of the activity the open question is about. `doubt`: text waiting for "use it as the answer?".
    `card`: its message is edited in place and has buttons; no sentence is asked for, as words come
    by a form or as text. `own`: what the check-in itself asks, after the activities. `told_of`: at
    its end the person was told of that activity of others, at the moment `told`.
    """

    id: PromptId
    round: RoundId
    person: PersonId
    due: datetime
    items: tuple[Item, ...]
    account: AccountId | None = None
    sent: datetime | None = None
    asking: Asking = Asking.STATUS
    open_item: int | None = None
    doubt: str | None = None
    card: bool = False
    ended: datetime | None = None
    outcome: Outcome | None = None
    own: tuple[OwnItem, ...] = ()
    told_of: ActivityId | None = None
    told: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "due", aware(self.due))
        object.__setattr__(self, "sent", aware_or_none(self.sent))
        object.__setattr__(self, "ended", aware_or_none(self.ended))
        object.__setattr__(self, "told", aware_or_none(self.told))

    @property
    def open_own(self) -> int | None:
        """The number of the own question that is asked now, if one is."""
        if self.asking is not Asking.OWN:
            return None
        return next((item.number for item in self.own if not item.settled), None)

    def item(self, number: int) -> Item | None:
        """The item with that number, if there is one."""
        return next((i for i in self.items if i.number == number), None)
