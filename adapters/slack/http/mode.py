"""HTTP mode: what Slack sends comes as signed requests to the core's listener."""

import asyncio
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from adapters.slack.addresses import EVENTS
from adapters.slack.http.payload import Unreadable, payload_of
from adapters.slack.http.signature import Signature
from adapters.slack.inbound.envelope import origin
from adapters.slack.inbound.fields import Malformed, words
from adapters.slack.link import Answering
from adapters.slack.quiet import quieten
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import Page

LATE = {"2", "3"}
"""The deliveries that come a minute and five minutes after the one before."""
APART = 600.0
"""Seconds between two times that all direct messages are caught up for that."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Door:
    """One app: what it signs with, and the tokens of its workspaces; empty: it has them all."""

    signature: Signature
    bot_tokens: frozenset[str] = frozenset()


class HttpMode:
    """Events, interactivity and slash commands at one address."""

    def __init__(
        self,
        doors: Sequence[Door],
        workspaces: Workspaces,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._doors = doors
        self._workspaces = workspaces
        self._clock = clock
        self._told = -math.inf
        self._app: Answering | None = None

    @property
    def pages(self) -> Mapping[str, Page]:
        """What is answered, by path."""
        return {EVENTS: self._page}

    @property
    def trouble(self) -> str | None:
        """Why nothing is taken just now."""
        return "not receiving yet" if self._app is None else None

    async def run(self, app: Answering) -> None:
        """Takes what comes until cancelled."""
        quieten()
        app.connected(math.inf)
        self._app = app
        try:
            await asyncio.Event().wait()
        finally:
            self._app = None

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._respond(Request(scope, receive))
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        if request.method != "POST":
            return Response(status_code=405, headers={"Allow": "POST"})
        body = await request.body()
        doors = [door for door in self._doors if door.signature.proves(request.headers, body)]
        if not doors:
            return Response(status_code=401)
        try:
            payload = payload_of(request.headers.get("content-type", ""), body)
        except Unreadable:
            return Response(status_code=400)
        if payload.get("type") == "url_verification":
            return PlainTextResponse(words(payload, "challenge"))
        if "ssl_check" in payload:
            return Response()
        if self._app is None:
            return Response(status_code=503)
        if not any(self._leads(door, payload) for door in doors):
            return Response()
        if request.headers.get("x-slack-retry-num") in LATE:
            self._was_unreachable(self._app)
        answer = await self._app.answer(payload)
        if answer.status != 200:
            return Response(status_code=400 if 400 <= answer.status < 500 else 503)
        kind = answer.first_headers().get("content-type")
        return Response(answer.body, media_type=kind if answer.body else None)

    def _was_unreachable(self, app: Answering) -> None:
        """Slack could not bring this for minutes, and may have given up on other things."""
        now = self._clock()
        if now - self._told > APART:
            self._told = now
            app.connected(math.inf)

    def _leads(self, door: Door, payload: dict[str, Any]) -> bool:
        """Whether the app may speak of that workspace: its signature says nothing of others."""
        try:
            workspace = self._workspaces.get(origin(payload).team)
        except Malformed:
            return True  # It is refused, or means nothing, in any workspace.
        return not door.bot_tokens or workspace is None or workspace.token in door.bot_tokens
