"""What can go wrong between the core and a platform, by what it means for a delivery."""

from datetime import timedelta


class ChatError(Exception):
    """A platform did not do what was asked; the docstring is the default message."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(reason or (type(self).__doc__ or "").strip())


class NotAccepted(ChatError):  # noqa: N818 - a state of the delivery, as the outbox names it
    """The platform certainly did not take it; it may be tried again later."""

    def __init__(self, reason: str = "", *, retry_after: timedelta | None = None) -> None:
        super().__init__(reason)
        self.retry_after = retry_after


class Doubtful(ChatError):  # noqa: N818 - a state of the delivery, as the outbox names it
    """The platform may or may not have taken it."""


class TooLong(ChatError):  # noqa: N818 - names the refusal
    """The platform refuses a message of this size."""


class Misshapen(ChatError):  # noqa: N818 - names the refusal
    """The platform takes no message of this form, however often it is sent: the bot is wrong."""


class NoPicture(ChatError):  # noqa: N818 - names the refusal
    """A picture can't be shown here; nothing was sent."""


class TargetGone(ChatError):  # noqa: N818 - names the refusal
    """This room or account can't be reached any more; others can."""


class Unsearchable(ChatError):  # noqa: N818 - names the refusal
    """The platform doesn't let the bot look whether a message is there; a person has to."""


class PlatformStopped(ChatError):  # noqa: N818 - names the state
    """The platform refuses the bot itself, for instance because its token was revoked.

    `line`: only addresses that begin so are concerned, such as those of one workspace.
    """

    def __init__(self, reason: str = "", *, line: str | None = None) -> None:
        super().__init__(reason)
        self.line = line


class PlatformMisconfigured(ChatError):  # noqa: N818 - names the state
    """The adapter's settings are wrong: what is wrong, and what to do."""
