"""The chat port: what a platform's adapter does for the core, and the values that cross."""

from ci_bot.domain.ids import AccountId, DeliveryKey, MessageId, RoomId, local_part, platform_of
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat.errors import (
    ChatError,
    Doubtful,
    NotAccepted,
    PlatformMisconfigured,
    PlatformStopped,
    TargetGone,
    TooLong,
)
from ci_bot.ports.chat.events import (
    ChatEvent,
    Incoming,
    MessageEdited,
    MessageReceived,
    Reacted,
    Removed,
    RoomLost,
    Unreadable,
)
from ci_bot.ports.chat.platform import (
    Capabilities,
    Finding,
    Inlet,
    Platform,
    Plugin,
    Posted,
    Sender,
    Vault,
)
from ci_bot.ports.crash import reached

__all__ = [
    "AccountId",
    "Capabilities",
    "ChatError",
    "ChatEvent",
    "DeliveryKey",
    "Doubtful",
    "Finding",
    "Incoming",
    "Inlet",
    "Message",
    "MessageEdited",
    "MessageId",
    "MessageReceived",
    "NotAccepted",
    "Platform",
    "PlatformMisconfigured",
    "PlatformStopped",
    "Plugin",
    "Posted",
    "Reacted",
    "Removed",
    "RoomId",
    "RoomLost",
    "Sender",
    "TargetGone",
    "TooLong",
    "Unreadable",
    "Vault",
    "local_part",
    "platform_of",
    "reached",
]
