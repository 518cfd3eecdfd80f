"""What people do in a chat, as every adapter reports it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ids import AccountId, DeliveryKey, MessageId, RoomId


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """What every event carries, from the platform's verified envelope.

    `event`: the platform's unique id of the event, the dedup key with the platform's name.
    `at`: the platform's timestamp (aware). `direct`: only the bot and this person are in the room.
    `aside`: the platform can answer this person alone in that room.
    """

    event: str
    account: AccountId
    room: RoomId
    at: datetime
    direct: bool
    aside: bool = False

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an event's time needs a time zone")


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageReceived(Incoming):
    """Somebody wrote; `addressed`: the bot was mentioned (its mention is already cut out)."""

    message: MessageId
    text: str
    reply_to: MessageId | None = None
    thread: MessageId | None = None
    addressed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MessageEdited(Incoming):
    """Somebody changed their message to this text."""

    message: MessageId
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Removed(Incoming):
    """Somebody deleted a message or took back a reaction; `target` is that message or reaction."""

    target: MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class Reacted(Incoming):
    """Somebody reacted to a message; emoji normalised, without variation selector or skin tone."""

    reaction: MessageId
    message: MessageId
    emoji: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Unreadable(Incoming):
    """Somebody wrote something that could not be decrypted (yet)."""

    message: MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class RoomLost(Incoming):
    """The bot was removed from a room, or the room moved; `reason` is for staff."""

    reason: str
    successor: RoomId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Pressed(Incoming):
    """Somebody tapped a choice of a message of ours, or of their home tab (`message` is None).

    `delivery`: the key under which the choices were sent. `block`: which of its blocks of choices,
    `option`: which of that block's, both from 0.
    """

    delivery: DeliveryKey
    block: int
    option: int
    message: MessageId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Submitted(Incoming):
    """Somebody filled in a form; the room is their direct room, wherever the form was opened."""

    form: str
    values: Mapping[str, str]
    message: MessageId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class HomeOpened(Incoming):
    """Somebody looks at the bot's home tab; the room is their direct room."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ProfileSeen(Incoming):
    """What a person's profile says: their IANA zone and BCP 47 language, where known."""

    zone: str | None = None
    language: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening(Incoming):
    """Somebody asks for a form; answered at once and not kept.

    `form`: its id, or `use-as-update` for a message's shortcut, whose text is `text`.
    """

    form: str
    text: str = ""
    message: MessageId | None = None


ChatEvent = (
    MessageReceived
    | MessageEdited
    | Removed
    | Reacted
    | Unreadable
    | RoomLost
    | Pressed
    | Submitted
    | HomeOpened
    | ProfileSeen
)
