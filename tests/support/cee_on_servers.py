"""The real coalition over the real adapters: a Slack stand-in and a real homeserver."""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp

from ci_bot.app import build_app
from ci_bot.domain.ids import AccountId, PersonId, RoomId, platform_of
from ci_bot.ports.chat import Platform
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.memory.state import State
from ci_bot.testing.memory_store import MemoryStore
from tests.support.cee_house import BEGIN, ROOMS, CeeHouse, Post, home_of
from tests.support.cee_hub import cee_hub
from tests.support.cee_on_matrix import MatrixHalf, MatrixTalker
from tests.support.cee_on_slack import SlackHalf, SlackTalker
from tests.support.slack import Slack, slack_stand_in
from tests.support.synapse import Synapse

PATIENCE = timedelta(minutes=1)


class WatchedStore(MemoryStore):
    """Wakes whoever waits for something to be in it."""

    def __init__(self) -> None:
        self._news = asyncio.Event()
        super().__init__()

    @property
    def state(self) -> State:
        return self._state

    @state.setter
    def state(self, state: State) -> None:
        self._state = state
        self._news.set()

    async def until(self, holds: Callable[[State], bool]) -> None:
        """Looks whenever something was committed."""
        async with asyncio.timeout(PATIENCE.total_seconds()):
            while not holds(self.state):
                await self._news.wait()
                self._news.clear()


class OnServers(CeeHouse):
    """The bot does what is due when it is told to; what people do reaches it by itself."""

    store: WatchedStore

    def __init__(
        self, slack: Slack, matrix: MatrixHalf, folder: Path, clock: TurnableClock
    ) -> None:
        self.slack = SlackHalf(slack, folder, clock, self.settle)
        self.matrix, self.clock = matrix, clock
        self.store = WatchedStore()
        self.chats = {"slack": self.slack, "matrix": matrix}
        self.read = {}
        self.receiving: list[asyncio.Task[None]] = []

    async def gather(self) -> None:
        """Everybody has an account, and all the rooms are there."""
        await self.matrix.begin()
        self.accounts, self.rooms = {}, {}
        for person in cee_hub().people:
            self.accounts[person] = await self._account(person, home_of(person))
        for room in ROOMS:
            platform, _, place = room.partition(":")
            workspace, _, name = place.replace("!", "").rpartition("/")
            if platform == "slack":
                self.rooms[room] = self.slack.channel(workspace, name)
            else:
                self.rooms[room] = await self.matrix.channel(name)

    def connect(self, *platforms: Platform) -> None:
        """The bot over these open platforms."""
        self.platforms = platforms
        self.app = build_app(
            store=self.store,
            clock=self.clock,
            platforms=platforms,
            holidays=PublicHolidays(),
            timing=Timing(chance=lambda: 1.0, accept=PATIENCE),
        )

    async def hears(self) -> None:
        """From now on it hears what people do."""
        for platform in self.platforms:
            receiving = platform.receive(self.app.inlet(platform))
            self.receiving.append(asyncio.create_task(receiving))
        await self.slack.slack.sockets.connected()
        for room in self.rooms.values():
            if platform_of(room) == "matrix":
                await self.matrix.house.enters(room.partition(":")[2], self.matrix.owner)

    async def settle(self) -> None:
        """Lets everything that is due happen, once the bot has heard all that people did."""
        await self.slack.heard()
        await self.store.until(
            lambda state: all(f"matrix:{event}" in state.arrivals for event in self.matrix.sent)
        )
        self.matrix.sent.clear()
        await self.app.settle()

    def talker(self, person: str) -> SlackTalker | MatrixTalker:
        """Somebody at their client."""
        half = (
            self.slack if platform_of(self.accounts[PersonId(person)]) == "slack" else self.matrix
        )
        return half.person(self.name_of(person))

    def tapper(self, person: str) -> SlackTalker:
        """Somebody on Slack at their client."""
        return self.slack.person(self.name_of(person))

    def record(self, room: RoomId) -> Sequence[Post]:
        """What the server itself has of it."""
        if platform_of(room) == "slack":
            return self.slack.record(room)
        return self.matrix.said(room)

    async def _account(self, person: PersonId, home: str) -> AccountId:
        if home == "matrix":
            if person not in self.present:
                return AccountId(f"matrix:@{person}:nowhere.invalid")
            return await self.matrix.account(person)
        return self.slack.account(person, home)


@asynccontextmanager
async def on_servers(
    synapse: Synapse, folder: Path, present: Collection[PersonId]
) -> AsyncIterator[OnServers]:
    """A house over a Slack of its own and that homeserver, ready to be opened.

    Nobody but those who are `present` can be reached.
    """
    clock = TurnableClock(BEGIN)
    async with slack_stand_in(clock.now) as slack, aiohttp.ClientSession() as http:
        house = OnServers(slack, MatrixHalf(synapse, http, folder), folder, clock)
        house.present = present
        await house.gather()
        async with (
            house.slack.house.platform(house.store) as on_slack,
            house.matrix.house.platform(house.store) as on_matrix,
        ):
            house.connect(on_slack, on_matrix)
            try:
                yield house
            finally:
                for task in house.receiving:
                    task.cancel()
                await asyncio.gather(*house.receiving, return_exceptions=True)
