"""Socket Mode: what Slack sends comes over connections that the bot opens."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.link import Answering
from adapters.slack.quiet import quieten
from adapters.slack.sockets.pair import Pair
from adapters.slack.timing import SocketTiming
from ci_bot.ports.chat import Page, PlatformStopped


class SocketMode:
    """Two connections for each app; one app's refusal isn't the others'."""

    def __init__(
        self,
        *,
        app_tokens: Sequence[str],
        client: Callable[[str], AsyncWebClient],
        session: aiohttp.ClientSession,
        timing: SocketTiming,
    ) -> None:
        """`client` makes one of the Web API for a token."""
        self._clients = [client(token) for token in app_tokens]
        self._session = session
        self._timing = timing
        self._pairs: list[Pair] = []

    @property
    def pages(self) -> Mapping[str, Page]:
        """Nothing over HTTP."""
        return {}

    @property
    def trouble(self) -> str | None:
        """Why some app is not heard just now."""
        if not self._pairs:
            return "not connected yet"
        wrong = [pair.trouble for pair in self._pairs if pair.trouble]
        return "; ".join(dict.fromkeys(wrong)) or None

    async def run(self, app: Answering) -> None:
        """Receives until cancelled; raises PlatformStopped when Slack refuses every app."""
        quieten()
        self._pairs = [Pair(client, self._session, app, self._timing) for client in self._clients]
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(_refusal(pair)) for pair in self._pairs]
        raise PlatformStopped("; ".join(dict.fromkeys(task.result() for task in running)))


async def _refusal(pair: Pair) -> str:
    try:
        await pair.run()
    except PlatformStopped as error:
        return str(error)
    return ""
