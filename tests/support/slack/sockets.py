"""Socket Mode: websockets that apps open with a ticket, and what goes over them."""

import asyncio
import contextlib
import itertools
import json
from dataclasses import dataclass, field

from aiohttp import WSCloseCode, WSMsgType, web

from tests.support.slack.courier import Courier, Envelope
from tests.support.slack.records import App, Json
from tests.support.slack.world import World

MOST = 10
ANSWERABLE = {"slash_commands", "interactive"}


@dataclass(eq=False)
class Socket:
    """One connection of an app; `silent` ones take everything and answer nothing, pings too."""

    app: App
    ws: web.WebSocketResponse
    request: web.Request
    silent: bool = False
    unanswered: dict[str, Envelope] = field(default_factory=dict)
    outgoing: asyncio.Queue[Json] = field(default_factory=asyncio.Queue)

    def abort(self) -> None:
        """Cuts the connection without a word."""
        if self.request.transport is not None:
            self.request.transport.abort()


@dataclass(eq=False)
class Sockets:
    """`seen` is what became of each attempt to connect: `open`, `refused`, `burnt`, `too many`."""

    world: World
    courier: Courier
    live: list[Socket] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)
    _turn: "itertools.count[int]" = field(default_factory=itertools.count)

    def of(self, app: App) -> list[Socket]:
        return [one for one in self.live if one.app is app]

    def bring(self, envelope: Envelope) -> bool:
        """Gives the envelope to one of the app's connections, to each in turn."""
        there = [one for one in self.of(envelope.app) if not one.silent]
        deaf = [one for one in self.of(envelope.app) if one.silent]
        if not there + deaf:
            return False
        socket = (there or deaf)[next(self._turn) % len(there or deaf)]
        socket.unanswered[envelope.id] = envelope
        body: Json = {
            "envelope_id": envelope.id,
            "payload": envelope.payload,
            "type": envelope.kind,
            "accepts_response_payload": envelope.kind in ANSWERABLE,
        }
        if envelope.kind == "events_api":
            body |= {"retry_attempt": envelope.attempt, "retry_reason": envelope.reason}
        socket.outgoing.put_nowait(body)
        return True

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One connection, from its ticket to its end."""
        faults = self.courier.faults
        if faults.refused_sockets:
            faults.refused_sockets -= 1
            self._saw("refused")
            return web.Response(status=503, text="no")
        app = self.world.tickets.pop(request.query.get("ticket", ""), None)
        if app is None:
            self._saw("burnt")
            return web.Response(status=403, text="invalid ticket")
        ws = web.WebSocketResponse(autoping=False)
        await ws.prepare(request)
        if len(self.of(app)) >= MOST:
            self._saw("too many")
            await ws.send_json(_goodbye("too_many_websockets"))
            await ws.close(code=WSCloseCode.OK)
            return ws
        socket = Socket(app, ws, request, silent=faults.silent)
        self.live.append(socket)
        self._saw("open")
        writer = asyncio.create_task(_write(socket))
        try:
            await ws.send_json(_hello(app, len(self.of(app))))
            await self._read(socket)
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.cancel()
            self._gone(socket)
        return ws

    async def _read(self, socket: Socket) -> None:
        async for message in socket.ws:
            if socket.silent:
                continue
            if message.type is WSMsgType.PING:
                await socket.ws.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                body = json.loads(message.data)
                envelope_id = body.get("envelope_id")
                if socket.unanswered.pop(envelope_id, None) is not None:
                    self.courier.acknowledge(envelope_id, body.get("payload"))
                self.world.changed()

    def _gone(self, socket: Socket) -> None:
        if socket in self.live:
            self.live.remove(socket)
        for envelope in list(socket.unanswered.values()):
            self.courier.fail(envelope, "connection_closed")
        self.world.changed()

    def _saw(self, what: str) -> None:
        self.seen.append(what)
        self.world.changed()

    def abort(self) -> None:
        """Cuts all connections without a word."""
        for socket in list(self.live):
            socket.abort()

    def refuse(self, times: int) -> None:
        """The next attempts to connect are refused; their tickets stay good."""
        self.courier.faults.refused_sockets += times

    def burn_tickets(self) -> None:
        """All tickets that were given out are good for nothing."""
        self.world.tickets.clear()

    def mute(self) -> None:
        """The peers of all connections fall silent, and don't even answer a ping."""
        for socket in self.live:
            socket.silent = True

    def unmute(self) -> None:
        self.courier.faults.silent = False
        for socket in self.live:
            socket.silent = False

    async def refresh(self) -> None:
        """Slack asks for new connections, and closes the old ones."""
        for socket in list(self.live):
            with contextlib.suppress(ConnectionError):
                await socket.ws.send_json(_goodbye("refresh_requested"))
                await socket.ws.close()

    async def warn(self) -> None:
        """Slack says that the connections will be closed in about ten seconds."""
        for socket in self.live:
            with contextlib.suppress(ConnectionError):
                await socket.ws.send_json(_goodbye("warning"))

    async def connected(self, count: int = 1, *, app: App | None = None) -> None:
        """Waits until at least that many connections are open."""
        await self.world.until(lambda: sum(app in (None, one.app) for one in self.live) >= count)


async def _write(socket: Socket) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            await socket.ws.send_json(await socket.outgoing.get())


def _hello(app: App, count: int) -> Json:
    debug = {"host": "stand-in", "build_number": 1, "approximate_connection_time": 18060}
    return {
        "type": "hello",
        "connection_info": {"app_id": app.id},
        "num_connections": count,
        "debug_info": debug,
    }


def _goodbye(reason: str) -> Json:
    return {"type": "disconnect", "reason": reason, "debug_info": {"host": "stand-in"}}
