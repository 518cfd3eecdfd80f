"""An app that answers what Slack sends, and keeps it."""

import asyncio
import itertools
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.sockets.mode import SocketMode
from adapters.slack.timing import SocketTiming
from ci_bot.ports.chat import Inlet, RoomId
from tests.support.slack import App, Slack, SlackPerson, slack_stand_in

QUICK = SocketTiming(
    apart=0.2,
    backoff=0.05,
    backoff_limit=0.3,
    ping=1.0,
    handshake=5.0,
    linger=5.0,
    farewell=1.0,
)


@dataclass(eq=False)
class Hearing:
    """`answers` makes the answer of a payload; `silences` are what was said of absences."""

    slack: Slack
    answers: Callable[[dict[str, Any]], BoltResponse] = lambda _: BoltResponse(status=200)
    heard: list[dict[str, Any]] = field(default_factory=list)
    silences: list[float] = field(default_factory=list)
    free: asyncio.Event = field(default_factory=asyncio.Event)
    inlet: Inlet | None = None

    def __post_init__(self) -> None:
        self.free.set()

    async def answer(self, payload: dict[str, Any]) -> BoltResponse:
        self.heard.append(payload)
        self.slack.world.changed()
        await self.free.wait()
        return self.answers(payload)

    def connected(self, silent: float) -> None:
        self.silences.append(silent)
        self.slack.world.changed()

    @property
    def texts(self) -> set[str]:
        """The different messages that were heard."""
        events = (payload.get("event", {}) for payload in self.heard)
        return {event["text"] for event in events if "text" in event}


def sockets_of(
    slack: Slack, http: aiohttp.ClientSession, *apps: App, timing: SocketTiming = QUICK
) -> SocketMode:
    """The apps' connections, not running yet."""

    def client(token: str) -> AsyncWebClient:
        return AsyncWebClient(token=token, base_url=slack.base_url, session=http, retry_handlers=[])

    tokens = [app.token for app in apps]
    return SocketMode(app_tokens=tokens, client=client, session=http, timing=timing)


@asynccontextmanager
async def listening(mode: SocketMode, hearing: Hearing) -> AsyncIterator[asyncio.Task[None]]:
    """The task that receives, while the block runs."""
    running = asyncio.create_task(mode.run(hearing))
    try:
        yield running
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)


@dataclass(kw_only=True, slots=True)
class House:
    """A workspace with an app and one person; `mode` is not running yet."""

    slack: Slack
    http: aiohttp.ClientSession
    app: App
    anna: SlackPerson
    room: RoomId
    mode: SocketMode
    hearing: Hearing


@asynccontextmanager
async def a_house(http: aiohttp.ClientSession) -> AsyncIterator[House]:
    async with slack_stand_in() as slack:
        team, app = slack.team(), slack.app()
        bot = slack.install(app, team)
        anna = slack.person("anna", team)
        yield House(
            slack=slack,
            http=http,
            app=app,
            anna=anna,
            room=slack.direct(bot, anna),
            mode=sockets_of(slack, http, app),
            hearing=Hearing(slack),
        )


def opened(slack: Slack) -> list[float]:
    """When connections were asked for."""
    return [call.at for call in slack.calls("apps.connections.open")]


def closest(slack: Slack) -> float:
    """The shortest time between two requests for a connection."""
    times = opened(slack)
    return min(b - a for a, b in itertools.pairwise(times))
