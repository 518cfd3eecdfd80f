"""The addresses under which Slack takes an answer to what somebody just did."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from adapters.slack.workspaces import Workspace
from ci_bot.ports.chat import AccountId, MessageId, RoomId

HOSTS = (".slack.com", ".slack-gov.com")
LONGEST = 2_000
LASTS = 29 * 60.0
"""Seconds. Slack says 30 minutes."""
USES = 5
MOST = 10_000


@dataclass(kw_only=True, slots=True)
class _Response:
    url: str
    until: float
    uses: int = USES


class Responses:
    """The latest address for each tapped message and for each person in each room; kept in mind.

    What a restart or other replicas forget is said by the ordinary methods. `clock`: monotonic.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._kept: OrderedDict[tuple[RoomId, str], _Response] = OrderedDict()

    def heard(
        self, url: str, *, room: RoomId, account: AccountId, message: MessageId | None = None
    ) -> None:
        """Keeps the response_url that came with a tap on `message`, or with a slash command."""
        response = _Response(url=url, until=self._clock() + LASTS)
        for what in (account, message):
            if what is not None:
                self._kept[room, what] = response
                self._kept.move_to_end((room, what))
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)

    def to_change(self, room: RoomId, message: MessageId) -> str | None:
        """Where to replace that message; each answer is one of the few uses."""
        return self._used(room, message)

    def to_tell(self, room: RoomId, account: AccountId) -> str | None:
        """Where to say something to that person alone in that room."""
        return self._used(room, account)

    def _used(self, room: RoomId, what: str) -> str | None:
        response = self._kept.get((room, what))
        if response is None or response.uses == 0 or self._clock() >= response.until:
            return None
        response.uses -= 1
        return response.url


def response_url(payload: dict[str, Any], workspace: Workspace) -> str | None:
    """The payload's address for answers, if it is Slack's."""
    url = payload.get("response_url")
    if not isinstance(url, str) or not 0 < len(url) < LONGEST:
        return None
    try:
        named, own = urlsplit(url), urlsplit(workspace.client.base_url)
    except ValueError:
        return None
    of_slack = named.scheme == "https" and (named.hostname or "").endswith(HOSTS)
    return url if of_slack or (named.scheme, named.netloc) == (own.scheme, own.netloc) else None
