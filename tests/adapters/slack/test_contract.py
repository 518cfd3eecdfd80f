"""Slack keeps the promises of the chat port, on the strict stand-in."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pydantic import SecretStr

from adapters.slack.platform import open_platform
from adapters.slack.settings import SlackSettings
from adapters.slack.timing import SocketTiming, Timing
from ci_bot.ports.chat import AccountId, Platform, RoomId
from ci_bot.testing.contracts.actor import ChatActor, ChatPlace
from ci_bot.testing.contracts.chat import ChatContract
from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.slack.actor import SlackActor
from tests.support.slack import Install, Slack, Team, slack_stand_in

TIMING = Timing(pace=0, sockets=SocketTiming(apart=0.05, backoff=0.05))


class WallClock:
    """The stand-in's clock is this machine's."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    async def sleep(self, seconds: float) -> None:
        raise AssertionError("nobody sleeps here")


class SlackPlace:
    """A workspace of the stand-in with the app in it."""

    def __init__(self, slack: Slack, team: Team, install: Install) -> None:
        self.clock = WallClock()
        self.vault = MemoryVault()
        self.bot = AccountId(f"slack:{team.id}/{install.bot.id}")
        self.slack = slack
        self._team = team
        self._install = install
        self._platform: Platform | None = None

    @property
    def platform(self) -> Platform:
        assert self._platform is not None
        return self._platform

    @platform.setter
    def platform(self, platform: Platform) -> None:
        self._platform = platform

    async def person(self, name: str) -> ChatActor:
        return SlackActor(self.slack, self.slack.person(name, self._team))

    async def room(self, *people: ChatActor) -> RoomId:
        members = [one.person for one in people if isinstance(one, SlackActor)]
        return self.slack.channel(self._team, self._install, *members)

    async def members(self, room: RoomId) -> set[AccountId]:
        return self.slack.members(room)

    async def bring(self, person: ChatActor, room: RoomId) -> bool:
        return False

    async def expel(self, room: RoomId) -> bool:
        await self.slack.sockets.connected()
        self.slack.remove(room, self._install)
        return True


class TestSlack(ChatContract):
    @pytest.fixture
    async def place(self, tmp_path: Path) -> AsyncIterator[ChatPlace]:
        async with slack_stand_in() as slack:
            team, app = slack.team(), slack.app()
            install = slack.install(app, team)
            place = SlackPlace(slack, team, install)
            settings = SlackSettings(
                api_url=slack.base_url,
                bot_token=SecretStr(install.token),
                app_token=SecretStr(app.token),
            )
            async with open_platform(settings, place.vault, tmp_path, TIMING) as platform:
                place.platform = platform
                yield place
            assert not slack.objections
