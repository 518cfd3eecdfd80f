"""Deliveries: one message to one place, with a key and a receipt."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.ids import AccountId, CoalitionId, DeliveryKey, MessageId, RoomId
from ci_bot.domain.moment import aware, aware_or_none


class DeliveryKind(StrEnum):
    """What a delivery is, which decides how late it may be and what is checked before it goes."""

    PROMPT = "prompt"
    REMINDER = "reminder"
    REPLY = "reply"
    PREVIEW = "preview"
    DIGEST = "digest"
    DIGEST_ADDED = "digest_added"
    CHART = "chart"
    NOTICE = "notice"
    HOME = "home"
    RELAY = "relay"
    ANNOUNCEMENT = "announcement"
    INTRODUCTION = "introduction"


class DeliveryState(StrEnum):
    """The life of a delivery; it never goes from sending back to ready.

    `deferred`: the platform certainly did not take it, but may later. `ambiguous`: it may have it.
    """

    READY = "ready"
    SENDING = "sending"
    DEFERRED = "deferred"
    AMBIGUOUS = "ambiguous"
    SENT = "sent"
    FAILED = "failed"
    DROPPED = "dropped"


ASKED = "asked"
"""The reason of an ambiguous delivery about which a person was asked whether it arrived."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """One row of the outbox.

    Goes to `room`, or to the direct room of `account`; a home to the account's home tab. `only`:
    shown in the room to that account alone, where the platform can. `beside`: goes to a room
    that is made for that account and `account`. `lane`: deliveries of one lane
    go one after the other, by (`due`, order of arrival). `subject`: the id of the prompt, digest
    ... it carries. `body`: the message, serialised; None until it is rendered at the claim.
    `edits`: instead of a new message, change the one which that delivery posted. `emoji`: react to
    it with that instead. `thread_of`: goes into the thread of what that delivery posted, whose id
    isn't known yet. `attempt`: the fence; only the holder of this id may change the row's state.
    """

    key: DeliveryKey
    kind: DeliveryKind
    lane: str
    due: datetime
    available: datetime
    created: datetime
    coalition: CoalitionId | None = None
    subject: str = ""
    account: AccountId | None = None
    room: RoomId | None = None
    only: AccountId | None = None
    beside: AccountId | None = None
    thread: MessageId | None = None
    thread_of: DeliveryKey | None = None
    reply_to: MessageId | None = None
    edits: DeliveryKey | None = None
    emoji: str | None = None
    body: str | None = None
    part: int = 0
    revision: int = 0
    expires: datetime | None = None
    state: DeliveryState = DeliveryState.READY
    attempt: str | None = None
    leased_until: datetime | None = None
    tries: int = 0
    posted_room: RoomId | None = None
    posted_message: MessageId | None = None
    sent: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.account is None) == (self.room is None):
            raise ValueError("a delivery goes either to an account or to a room")
        for name in ("due", "available", "created"):
            object.__setattr__(self, name, aware(getattr(self, name)))
        for name in ("expires", "leased_until", "sent"):
            object.__setattr__(self, name, aware_or_none(getattr(self, name)))
