"""The whole bot in memory: people write, what is due happens, and answers are read."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from ci_bot.app import App, build_app
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId, MessageId, RoomId
from ci_bot.ports.store import Store
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import TAPPING, FakePlatform
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.testing.memory_store import MemoryStore
from tests.support.lakeland import lakeland

MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass
class ChatHouse:
    """One coalition, everybody reachable as `fake:THEIR-ID`, at a time that only the test turns.

    `taps`: the platform has buttons, forms and a home tab.
    """

    clock: TurnableClock = field(default_factory=lambda: TurnableClock(MONDAY))
    store: Store = field(default_factory=MemoryStore)
    taps: bool = False
    holidays: FakeHolidays = field(default_factory=FakeHolidays)

    def __post_init__(self) -> None:
        self.chat = FakePlatform(self.clock, capabilities=TAPPING if self.taps else None)
        self.read: dict[RoomId, int] = {}
        self.begin()

    def begin(self) -> None:
        """Starts the bot, anew where it ran before: its store and the platform stay."""
        self.app: App = build_app(
            store=self.store,
            clock=self.clock,
            platforms=(self.chat,),
            holidays=self.holidays,
            timing=Timing(chance=lambda: 1.0),
        )
        self.inlet = self.app.inlet(self.chat)

    async def apply(self, coalition: Coalition | None = None) -> Coalition:
        """Puts a coalition into the store; Open Lakeland unless another is given."""
        described = coalition or lakeland()
        await self.app.composition.apply_coalition(described.id, lambda _stored: described)
        return described

    async def direct(self, person: str) -> RoomId:
        """The direct room of the bot and somebody."""
        return await self.chat.direct_room(self.chat.person(person).account)

    def channel(self, name: str, *people: str) -> RoomId:
        """A room of several people and the bot."""
        return self.chat.room(name, *(self.chat.person(person) for person in people))

    async def settle(self) -> None:
        """Lets everything that is due happen."""
        await self.chat.deliver(self.inlet)
        await self.app.settle()

    async def write(
        self, person: str, text: str, *, room: RoomId | None = None, addressed: bool = False
    ) -> MessageId:
        """Somebody writes, by default in their direct room; the bot answers."""
        place = room or await self.direct(person)
        message = await self.chat.person(person).write(place, text, to_bot=addressed)
        await self.settle()
        return message

    async def says(
        self, person: str, text: str, *, room: RoomId | None = None, addressed: bool = False
    ) -> str:
        """Somebody writes, and this is all that the bot says to it there."""
        place = room or await self.direct(person)
        await self.heard(place)
        await self.write(person, text, room=place, addressed=addressed)
        return await self.heard(place)

    async def heard(self, room: RoomId) -> str:
        """What the bot said in a room since it was last read."""
        said = [message.text for message in self.chat.said(room)]
        new = said[self.read.get(room, 0) :]
        self.read[room] = len(said)
        return "\n".join(new)

    async def heard_by(self, person: str) -> str:
        """What the bot said to somebody directly since it was last read."""
        return await self.heard(await self.direct(person))

    async def coalition(self, slug: str = "open-lakeland") -> Coalition:
        """The coalition as it is stored."""
        async with self.store.read() as uow:
            found = await uow.of(CoalitionId(slug)).load()
        assert found is not None
        return found
