"""The receiving half of the adapter, in workspaces of the stand-in."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

import aiohttp
from slack_bolt.response import BoltResponse

from adapters.slack import clock
from adapters.slack.direct_rooms import DirectRooms
from adapters.slack.link import Answering, Link
from adapters.slack.receiving.receiver import Receiver
from adapters.slack.responses import Responses
from adapters.slack.sockets.mode import SocketMode
from adapters.slack.timing import ReadingTiming, SocketTiming, Timing
from adapters.slack.workspaces import Workspaces
from ci_bot.ports.chat import ChatEvent, Form, Page, RoomId, TextField
from ci_bot.testing.memory_vault import MemoryVault
from ci_bot.testing.recording_inlet import RecordingInlet
from tests.support.slack import App, Install, Slack, SlackPerson, Team, slack_stand_in

PROMPT = Timing(
    request=5.0,
    backoff=0.01,
    sockets=SocketTiming(apart=0.05, backoff=0.05),
    reading=ReadingTiming(accept=1.0, again=0.01, between=0.0, profiles=3_600.0),
)
FORM = Form(
    id="answer:7",
    title="Words",
    fields=(TextField(name="words", label="Words", required=True),),
    submit="Save",
)
Event = TypeVar("Event", bound=ChatEvent)


class Store(RecordingInlet):
    """Can be away, as `errors` have it; tells how often it was."""

    def __init__(self, vault: MemoryVault) -> None:
        super().__init__(vault)
        self.failures = 0
        self._failed = asyncio.Condition()

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        try:
            await super().accept(events, cursor=cursor)
        except Exception:
            self.failures += 1
            async with self._failed:
                self._failed.notify_all()
            raise

    async def failed(self, times: int) -> None:
        """Returns as soon as it was away so often."""
        async with asyncio.timeout(30), self._failed:
            await self._failed.wait_for(lambda: self.failures >= times)


class Hand(Link):
    """A way in through which a test hands payloads itself."""

    def __init__(self) -> None:
        self._app: asyncio.Future[Answering] = asyncio.get_running_loop().create_future()

    @property
    def pages(self) -> Mapping[str, Page]:
        return {}

    @property
    def trouble(self) -> str | None:
        return None

    async def run(self, app: Answering) -> None:
        self._app.set_result(app)
        await asyncio.get_running_loop().create_future()

    async def app(self) -> Answering:
        return await self._app

    async def give(self, payload: dict[str, Any]) -> BoltResponse:
        return await (await self._app).answer(payload)


@dataclass(kw_only=True)
class Ears:
    """`timing` and `now` count from the next `hearing`."""

    slack: Slack
    team: Team
    app: App
    bot: Install
    anna: SlackPerson
    direct: RoomId
    session: aiohttp.ClientSession
    workspaces: Workspaces
    responses: Responses
    vault: MemoryVault
    inlet: Store
    direct_rooms: DirectRooms
    timing: Timing = PROMPT
    now: Callable[[], datetime] = field(default=clock.now)

    def sockets(self) -> SocketMode:
        return SocketMode(
            app_tokens=[self.app.token],
            client=self.workspaces.client,
            session=self.session,
            timing=self.timing.sockets,
        )

    def receiver(self, links: Sequence[Link]) -> Receiver:
        return Receiver(
            workspaces=self.workspaces,
            direct_rooms=self.direct_rooms,
            responses=self.responses,
            vault=self.vault,
            timing=self.timing,
            links=links,
            now=self.now,
        )

    @asynccontextmanager
    async def hearing(self) -> AsyncIterator[None]:
        """Receives over sockets meanwhile."""
        running = asyncio.create_task(self.receiver([self.sockets()]).run(self.inlet))
        try:
            await self.slack.sockets.connected(2)
            yield
        finally:
            await _end(running)
            await self.slack.world.until(lambda: not self.slack.sockets.live)

    @asynccontextmanager
    async def by_hand(self) -> AsyncIterator[Hand]:
        """Receives what the test hands in meanwhile."""
        hand = Hand()
        running = asyncio.create_task(self.receiver([hand]).run(self.inlet))
        try:
            await hand.app()
            yield hand
        finally:
            await _end(running)

    async def heard(self, kind: type[Event], count: int = 1) -> list[Event]:
        """The events of that kind, as soon as there are so many."""
        events = await self.inlet.until(lambda events: len(_of(kind, events)) >= count)
        return _of(kind, events)

    def reading(self, **changes: float) -> None:
        """Other times for reading."""
        self.timing = replace(self.timing, reading=replace(self.timing.reading, **changes))


def _of(kind: type[Event], events: Sequence[ChatEvent]) -> list[Event]:
    return [event for event in events if isinstance(event, kind)]


async def _end(running: asyncio.Task[None]) -> None:
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running


@asynccontextmanager
async def ears(follow: Callable[[], datetime] | None = None) -> AsyncIterator[Ears]:
    """One app in one workspace with Anna; nothing is received yet."""
    stand_in = slack_stand_in() if follow is None else slack_stand_in(follow)
    async with stand_in as slack, aiohttp.ClientSession() as session:
        team, app = slack.team(), slack.app()
        bot = slack.install(app, team)
        anna = slack.person("anna", team)
        direct = slack.direct(bot, anna)
        workspaces = Workspaces(
            api_url=slack.base_url, tokens=[bot.token], session=session, timing=PROMPT
        )
        await workspaces.connect()
        vault = MemoryVault()
        yield Ears(
            slack=slack,
            team=team,
            app=app,
            bot=bot,
            anna=anna,
            direct=direct,
            session=session,
            workspaces=workspaces,
            responses=Responses(PROMPT.clock),
            vault=vault,
            inlet=Store(vault),
            direct_rooms=DirectRooms(workspaces, vault),
        )
