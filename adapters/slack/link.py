"""A way in from Slack, and what it needs of the app behind it."""

from collections.abc import Mapping
from typing import Any, Protocol

from slack_bolt.response import BoltResponse

from ci_bot.ports.chat import Inlet, Page


class Answering(Protocol):
    """Makes answers of payloads, and keeps them before it does."""

    inlet: Inlet | None

    async def answer(self, payload: dict[str, Any]) -> BoltResponse:
        """Status 200 is an acknowledgement; with any other Slack has to deliver again."""
        ...

    def connected(self, silent: float) -> None:
        """Slack can be heard again after so many seconds; infinite at the start."""
        ...


class Link(Protocol):
    """A way in: the sockets, or the pages that Slack posts to."""

    @property
    def pages(self) -> Mapping[str, Page]: ...

    @property
    def trouble(self) -> str | None: ...

    async def run(self, app: Answering) -> None:
        """Receives until cancelled; raises PlatformStopped for good."""
        ...
