"""The whole bot in memory on two platforms, as a Slack workspace and a Matrix homeserver are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ci_bot.app import build_app
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, MessageId, PersonId, platform_of
from ci_bot.domain.person import Account
from ci_bot.ports.chat import Capabilities
from ci_bot.ports.holidays import Holidays
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import TAPPING, FakePlatform
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.testing.fake_person import FakePerson
from ci_bot.testing.memory_store import MemoryStore
from tests.support.lakeland import lakeland
from tests.support.talk import Talk

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
ON_SLACK = ("marek-o", "petr-v", "ines-b")


def spread_out() -> Coalition:
    """Open Lakeland, of which some are on Slack and the others on Matrix."""
    coalition = lakeland()
    accounts = tuple(
        Account(id=AccountId(f"{'slack' if p in ON_SLACK else 'matrix'}:{p}"), person=p)
        for p in coalition.people
    )
    return replace(coalition, accounts=accounts, channels=())


@dataclass
class TwoPlatforms(Talk):
    """One bot, everybody reachable where their first account is; `taps`: Slack has buttons."""

    clock: TurnableClock = field(default_factory=lambda: TurnableClock(MONDAY))
    store: MemoryStore = field(default_factory=MemoryStore)
    capabilities: Capabilities | None = None
    taps: bool = False
    holidays: Holidays = field(default_factory=lambda: FakeHolidays(frozenset()))

    def __post_init__(self) -> None:
        on_slack = TAPPING if self.taps else self.capabilities
        self.chats: Mapping[str, FakePlatform] = {
            "slack": FakePlatform(self.clock, name="slack", capabilities=on_slack),
            "matrix": FakePlatform(self.clock, name="matrix", capabilities=self.capabilities),
        }
        self.read = {}
        self.app = build_app(
            store=self.store,
            clock=self.clock,
            platforms=tuple(self.chats.values()),
            holidays=self.holidays,
            timing=Timing(chance=lambda: 1.0),
        )

    def chat_of(self, person: str) -> FakePlatform:
        """The platform on which somebody writes."""
        return self.chats[platform_of(self.accounts[PersonId(person)])]

    def talker(self, person: str) -> FakePerson:
        """Somebody at their client."""
        return self.chat_of(person).person(self.name_of(person))

    def tapper(self, person: str) -> FakePerson:
        """Somebody at their client, with its buttons and forms."""
        return self.talker(person)

    async def settle(self) -> None:
        """Lets everything that is due happen."""
        for chat in self.chats.values():
            await chat.deliver(self.app.inlet(chat))
        await self.app.settle()

    async def delete(self, person: str, message: MessageId) -> None:
        """Somebody deletes what they wrote."""
        await self.talker(person).delete(await self.direct(person), message)
        await self.settle()

    async def newest(self, person: str, part: str) -> MessageId:
        """The bot's newest message to somebody that has this part."""
        said = self.chat_of(person).said(await self.direct(person))
        return next(message.message for message in reversed(said) if part in message.text)

    async def everything_said_to(self, person: str) -> str:
        """All that the bot ever said to somebody directly, as it stands now."""
        said = self.chat_of(person).said(await self.direct(person))
        return "\n".join(message.text for message in said)
