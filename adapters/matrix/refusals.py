"""What a failure of the homeserver means for a delivery."""

from datetime import timedelta

from adapters.matrix.homeserver import Refused, Unreachable
from ci_bot.ports.chat import (
    ChatError,
    Doubtful,
    NotAccepted,
    PlatformStopped,
    TargetGone,
    TooLong,
)

GONE = {"M_FORBIDDEN", "M_NOT_FOUND", "M_GUEST_ACCESS_FORBIDDEN", "M_UNABLE_TO_AUTHORISE_JOIN"}
REFUSED_BOT = {"M_UNKNOWN_TOKEN", "M_MISSING_TOKEN", "M_USER_DEACTIVATED", "M_USER_LOCKED"}
REVOKED = (
    "the homeserver no longer accepts the bot's session; move the store folder away"
    " and run `ci-bot matrix setup`"
)


def refuses_bot(error: Refused) -> bool:
    """Whether the homeserver refuses the bot itself, and asking again changes nothing."""
    return error.code in REFUSED_BOT and not error.body.get("soft_logout")


def before_sending(error: Refused | Unreachable) -> ChatError:
    """The error for a step before the message itself was written."""
    meaning = while_asking(error)
    # What was refused is a step, not the room.
    return NotAccepted(str(meaning)) if isinstance(meaning, TargetGone | TooLong) else meaning


def while_asking(error: Refused | Unreachable) -> ChatError:
    """The error for a request that changes no room."""
    meaning = while_sending(error)
    return NotAccepted(str(meaning)) if isinstance(meaning, Doubtful) else meaning


def while_sending(error: Refused | Unreachable) -> ChatError:
    """The error for a request that may have written the message."""
    reason = str(error)
    if isinstance(error, Unreachable):
        return NotAccepted(reason) if error.unsent else Doubtful(reason)
    if error.status == 429:
        wait = None if error.retry_after is None else timedelta(seconds=error.retry_after)
        return NotAccepted(reason, retry_after=wait)
    if error.status >= 500 or error.status == 408:
        return Doubtful(reason)
    if error.code in REFUSED_BOT:
        return PlatformStopped(REVOKED) if refuses_bot(error) else NotAccepted(reason)
    if error.code == "M_TOO_LARGE":
        return TooLong(reason)
    if error.code in GONE:
        return TargetGone(reason)
    return NotAccepted(reason)
