"""The whole bot, running on a Slack stand-in, with a store in memory."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from ci_bot.app import App, build_app
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import AccountId, PersonId, RoomId
from ci_bot.domain.person import Account
from ci_bot.runtime.clock import SystemClock
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.testing.memory_store import MemoryStore
from tests.support.lakeland import lakeland
from tests.support.matrix_house import BRISK
from tests.support.running import running
from tests.support.slack import Slack
from tests.support.slack_house import SlackHouse, SlackPartner


class SlackBot:
    """Open Lakeland, with those of its people and channels who are at Slack."""

    def __init__(self, slack: Slack, folder: Path) -> None:
        self.slack = slack
        self.house = SlackHouse(slack, folder)
        self.store = MemoryStore()
        self.partners: dict[str, SlackPartner] = {}
        self.rooms: dict[RoomId, str] = {}

    def coalition(self) -> Coalition:
        """With these accounts and channels, and no others."""
        accounts = {AccountId(p.chat.account): PersonId(n) for n, p in self.partners.items()}
        return replace(
            lakeland(),
            accounts=tuple(Account(id=a, person=p) for a, p in accounts.items()),
            channels=tuple(Channel(address=r, audience=a) for r, a in self.rooms.items()),
        )

    @asynccontextmanager
    async def running(self) -> AsyncIterator[App]:
        """The bot at work, connected."""
        async with self.house.platform(self.store) as platform:
            app = build_app(
                store=self.store,
                clock=SystemClock(),
                platforms=(platform,),
                holidays=FakeHolidays(),
                timing=BRISK,
            )
            described = self.coalition()
            await app.composition.apply_coalition(described.id, lambda _stored: described)
            async with running(app):
                await self.slack.sockets.connected()
                yield app
