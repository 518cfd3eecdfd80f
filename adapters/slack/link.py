"""What a way in from Slack needs of the app behind it."""

from typing import Any, Protocol

from slack_bolt.response import BoltResponse

from ci_bot.ports.chat import Inlet


class Answering(Protocol):
    """Makes answers of payloads, and keeps them before it does."""

    inlet: Inlet | None

    async def answer(self, payload: dict[str, Any]) -> BoltResponse:
        """Status 200 is an acknowledgement; with any other Slack has to deliver again."""
        ...

    def connected(self, silent: float) -> None:
        """Slack can be heard again after so many seconds; infinite at the start."""
        ...
