"""How Slack refuses a call."""

from collections.abc import Sequence
from typing import Any


class Refusal(Exception):  # noqa: N818
    """An `ok: false` with its error; `details` are the messages that say what is wrong."""

    def __init__(self, error: str, details: Sequence[str] = (), **more: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = tuple(details)
        self.more = more

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error": self.error, **self.more}
        if self.details:
            messages = [f"[ERROR] {one}" for one in self.details]
            answer["response_metadata"] = {"messages": messages}
            answer["errors"] = list(self.details)
        return answer


class RateLimited(Refusal):
    """A 429; `retry_after` in whole seconds."""

    def __init__(self, retry_after: int) -> None:
        super().__init__("ratelimited")
        self.retry_after = retry_after
