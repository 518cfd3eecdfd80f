"""One websocket of Socket Mode, from its ticket to its end; it is never opened again."""

import asyncio
import json
import logging
from collections.abc import Callable
from typing import Any, Self

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from adapters.slack.link import Answering
from adapters.slack.timing import SocketTiming

log = logging.getLogger(__name__)

IN_HAND = 100
"""Envelopes of one connection at a time; the others wait in the connection."""


class Connection:
    """A connection that Slack has greeted; `over` once another has to take its place.

    Slack says beforehand when it will close; until it does, this one still `hears`. `reason`: what
    it said.
    """

    def __init__(
        self,
        ws: aiohttp.ClientWebSocketResponse,
        app: Answering,
        greeted: Callable[[], None],
        timing: SocketTiming,
    ) -> None:
        """`greeted` is called before anything is answered."""
        self.hears = True
        self.over = asyncio.Event()
        self.reason = ""
        self._ws = ws
        self._app = app
        self._timing = timing
        self._greeted = greeted
        self._begun: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._free = asyncio.Semaphore(IN_HAND)
        self._answering: set[asyncio.Task[None]] = set()
        self._reading = asyncio.create_task(self._read())

    @classmethod
    async def open(
        cls,
        session: aiohttp.ClientSession,
        url: str,
        *,
        app: Answering,
        greeted: Callable[[], None],
        timing: SocketTiming,
    ) -> Self:
        """Connects; raises ConnectionError with what went wrong, never with the ticket."""
        try:
            async with asyncio.timeout(timing.handshake):
                ws = await session.ws_connect(
                    url,
                    heartbeat=timing.ping,
                    timeout=aiohttp.ClientWSTimeout(ws_close=timing.farewell),
                )
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            status = getattr(error, "status", None)
            raise ConnectionError(f"HTTP {status}" if status else type(error).__name__) from None
        connection = cls(ws, app, greeted, timing)
        try:
            async with asyncio.timeout(timing.handshake):
                if not await connection._begun:
                    raise ConnectionError(connection.reason or "closed at once")
        except BaseException as error:
            await connection.close()
            if isinstance(error, TimeoutError):
                raise ConnectionError("Slack doesn't say hello") from None
            raise
        return connection

    async def ended(self, within: float) -> None:
        """Returns when Slack has closed it, or after so many seconds."""
        await asyncio.wait({self._reading}, timeout=within)

    async def close(self) -> None:
        """Hears no more, answers what it has heard if that is quick, and closes."""
        self._reading.cancel()
        await asyncio.wait({self._reading})
        if self._answering:
            _, late = await asyncio.wait(self._answering, timeout=self._timing.farewell)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        await self._ws.close()

    async def _read(self) -> None:
        try:
            # Ends also when the peer has not answered a ping.
            async for message in self._ws:
                if message.type is aiohttp.WSMsgType.TEXT:
                    await self._take(message.data)
                elif message.type is aiohttp.WSMsgType.ERROR:
                    break
        except Exception as error:  # noqa: BLE001 - another connection takes its place
            log.warning("a connection to Slack broke (%s)", type(error).__name__)
        finally:
            self.hears = False
            self._end()

    def _begin(self, *, hears: bool) -> None:
        if not self._begun.done():
            self._begun.set_result(hears)

    def _end(self) -> None:
        self._begin(hears=False)
        self.over.set()

    async def _take(self, text: str) -> None:
        try:
            body = json.loads(text)
            request = SocketModeRequest.from_dict(body)
            kind = body.get("type")
        except (ValueError, AttributeError, TypeError, RecursionError):
            log.warning("Slack sent what can't be read")
            return
        if kind == "hello":
            self._greeted()
            self._begin(hears=True)
        elif kind == "disconnect":
            self.reason = str(body.get("reason", ""))
            self._end()
        elif request is not None:
            await self._free.acquire()
            task = asyncio.create_task(self._answer(request))
            self._answering.add(task)
            task.add_done_callback(self._answered)

    def _answered(self, task: asyncio.Task[None]) -> None:
        self._answering.discard(task)
        self._free.release()

    async def _answer(self, envelope: SocketModeRequest) -> None:
        try:
            response = await self._app.answer(envelope.payload)
            # Without an answer Slack delivers again.
            if response.status == 200:
                told = SocketModeResponse(envelope.envelope_id, payload=_payload(response))
                await self._ws.send_json(told.to_dict())
        except Exception as error:  # noqa: BLE001 - one envelope must not end the others
            log.warning("an envelope of Slack's was not answered (%s)", type(error).__name__)


def _payload(response: BoltResponse) -> dict[str, Any] | None:
    if not response.body:
        return None
    if response.body.startswith("{"):
        told: dict[str, Any] = json.loads(response.body)
        return told
    return {"text": response.body}
