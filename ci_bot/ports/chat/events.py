"""What people do in a chat, as every adapter reports it."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ids import AccountId, MessageId, RoomId


@dataclass(frozen=True, kw_only=True, slots=True)
class Incoming:
    """What every event carries, from the platform's verified envelope.

    `event`: the platform's unique id of the event, the dedup key with the platform's name.
    `at`: the platform's timestamp (aware). `direct`: only the bot and this person are in the room.
    """

    event: str
    account: AccountId
    room: RoomId
    at: datetime
    direct: bool

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


ChatEvent = MessageReceived | MessageEdited | Removed | Reacted | Unreadable | RoomLost
