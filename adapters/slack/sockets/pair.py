"""The two connections of one app, of which one hears while the other is replaced."""

import asyncio
import logging
import math
import time

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.link import Answering
from adapters.slack.refusals import REFUSED_BOT
from adapters.slack.sockets.connection import Connection
from adapters.slack.sockets.turns import Turns
from adapters.slack.timing import SocketTiming
from adapters.slack.web import Refused, Unreachable, call
from ci_bot.ports.chat import PlatformStopped

log = logging.getLogger(__name__)

AT_ONCE = 2
REFUSED_APP = {*REFUSED_BOT, "missing_scope", "no_permission"}
SAID = {
    "link_disabled": "Socket Mode is switched off in the app's settings",
    "too_many_websockets": "the app has too many connections; end other copies of the bot",
}


class Pair:
    """One app's connections; `trouble` says why none of them hears."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        app: Answering,
        timing: SocketTiming,
    ) -> None:
        """`client` with the app's token."""
        self._client = client
        self._session = session
        self._app = app
        self._timing = timing
        self._turns = Turns(timing)
        self._connections: set[Connection] = set()
        self._heard = -math.inf
        self._wrong = "not connected yet"

    @property
    def trouble(self) -> str | None:
        """None while one of them hears."""
        return None if any(one.hears for one in self._connections) else self._wrong

    async def run(self) -> None:
        """Keeps both until cancelled; raises PlatformStopped when Slack refuses the app."""
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(self._keep(group))
        except BaseExceptionGroup as several:
            refusals = several.subgroup(PlatformStopped)
            if refusals is None:
                raise
            self._wrong = str(refusals.exceptions[0])
            raise refusals.exceptions[0] from None
        finally:
            await asyncio.gather(*(one.close() for one in self._connections))
            self._connections.clear()

    async def _keep(self, group: asyncio.TaskGroup) -> None:
        before: Connection | None = None
        while True:
            connection = await self._open()
            self._connections.add(connection)
            if before is not None:
                group.create_task(self._retire(before))
            await connection.over.wait()
            self._silence()
            self._wrong = SAID.get(connection.reason, "the connection was closed")
            before = connection

    async def _retire(self, connection: Connection) -> None:
        if connection.hears:
            await connection.ended(self._timing.linger)
            self._silence()
        self._connections.discard(connection)
        await connection.close()

    async def _open(self) -> Connection:
        while True:
            await self._turns.take()
            try:
                told = await call(self._client, "apps.connections.open")
                connection = await Connection.open(
                    self._session,
                    str(told["url"]),
                    app=self._app,
                    greeted=self._greeted,
                    timing=self._timing,
                )
            except Refused as error:
                if error.code in REFUSED_APP:
                    raise PlatformStopped(
                        f"Slack refuses the app token ({error.code}); make a new one with the"
                        " scope connections:write and put it into app_token_file"
                    ) from None
                self._failed(str(error), error.retry_after)
            except (Unreachable, ConnectionError) as error:
                self._failed(SAID.get(str(error), str(error)))
            else:
                self._turns.worked()
                return connection

    def _silence(self) -> None:
        # A peer that has fallen silent is noticed late.
        self._heard = time.monotonic() - 2 * self._timing.ping

    def _greeted(self) -> None:
        if self.trouble:
            self._app.connected(time.monotonic() - self._heard)

    def _failed(self, wrong: str, retry_after: float | None = None) -> None:
        self._wrong = wrong
        self._turns.failed(retry_after)
        if self.trouble:
            log.warning("not receiving from Slack: %s", wrong)
