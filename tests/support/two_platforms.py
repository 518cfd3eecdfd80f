"""The whole bot in memory on two platforms, as a Slack workspace and a Matrix homeserver are."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from ci_bot.app import App, build_app
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, MessageId, PersonId, RoomId, platform_of
from ci_bot.domain.person import Account
from ci_bot.ports.chat import Capabilities
from ci_bot.ports.holidays import Holidays
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import TAPPING, FakePlatform
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.testing.memory_store import MemoryStore
from tests.support.lakeland import lakeland

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
class TwoPlatforms:
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
        self.read: dict[RoomId, int] = {}
        self.app: App = build_app(
            store=self.store,
            clock=self.clock,
            platforms=tuple(self.chats.values()),
            holidays=self.holidays,
            timing=Timing(chance=lambda: 1.0),
        )

    async def apply(self, coalition: Coalition) -> Coalition:
        """Puts a coalition into the store."""
        await self.app.composition.apply_coalition(coalition.id, lambda _stored: coalition)
        self.accounts = {
            person: coalition.accounts_of(person)[0]
            for person in coalition.people
            if coalition.accounts_of(person)
        }
        return coalition

    def chat_of(self, person: str) -> FakePlatform:
        """The platform on which somebody writes."""
        return self.chats[platform_of(self.accounts[PersonId(person)])]

    async def direct(self, person: str) -> RoomId:
        """The direct room of the bot and somebody."""
        return await self.chat_of(person).direct_room(self.accounts[PersonId(person)])

    async def settle(self) -> None:
        """Lets everything that is due happen."""
        for chat in self.chats.values():
            await chat.deliver(self.app.inlet(chat))
        await self.app.settle()

    async def write(
        self, person: str, text: str, *, reply_to: MessageId | None = None, threaded: bool = False
    ) -> MessageId:
        """Somebody writes to the bot, perhaps in reply to a message or in its thread."""
        room, chat = await self.direct(person), self.chat_of(person)
        name = self.accounts[PersonId(person)].partition(":")[2]
        message = await chat.person(name).write(
            room,
            text,
            reply_to=None if threaded else reply_to,
            thread=reply_to if threaded else None,
        )
        await self.settle()
        return message

    async def edit(self, person: str, message: MessageId, text: str) -> None:
        """Somebody changes what they wrote."""
        name = self.accounts[PersonId(person)].partition(":")[2]
        await self.chat_of(person).person(name).edit(await self.direct(person), message, text)
        await self.settle()

    async def delete(self, person: str, message: MessageId) -> None:
        """Somebody deletes what they wrote."""
        name = self.accounts[PersonId(person)].partition(":")[2]
        await self.chat_of(person).person(name).delete(await self.direct(person), message)
        await self.settle()

    async def heard_by(self, person: str) -> str:
        """What the bot said to somebody directly since it was last read."""
        room = await self.direct(person)
        said = [message.text for message in self.chat_of(person).said(room)]
        new = said[self.read.get(room, 0) :]
        self.read[room] = len(said)
        return "\n".join(new)

    async def says(self, person: str, text: str) -> str:
        """Somebody writes, and this is all that the bot says to it."""
        await self.heard_by(person)
        await self.write(person, text)
        return await self.heard_by(person)

    async def newest(self, person: str, part: str) -> MessageId:
        """The bot's newest message to somebody that has this part."""
        said = self.chat_of(person).said(await self.direct(person))
        return next(message.message for message in reversed(said) if part in message.text)

    async def everything_said_to(self, person: str) -> str:
        """All that the bot ever said to somebody directly, as it stands now."""
        said = self.chat_of(person).said(await self.direct(person))
        return "\n".join(message.text for message in said)
