"""The fake platform as a place for the promises of the chat port."""

from datetime import timedelta
from itertools import count

from ci_bot.ports.chat import AccountId, Capabilities, RoomId
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.contracts.actor import ChatActor
from ci_bot.testing.fake_chat import TAPPING, FakePlatform
from ci_bot.testing.fake_person import FakePerson
from ci_bot.testing.memory_vault import MemoryVault

TYPING = Capabilities(idempotent_for=timedelta(hours=24), reactions=True, shared_rooms=True)
"""A platform without buttons, with rooms for two."""


class FakePlace:
    """A fake platform with nobody on it yet."""

    def __init__(self, clock: TurnableClock, *, taps: bool = False) -> None:
        self.clock = clock
        self.platform = FakePlatform(clock, capabilities=TAPPING if taps else TYPING)
        self.vault = MemoryVault()
        self._names = count(1)

    @property
    def bot(self) -> AccountId:
        return self.platform.bot

    async def person(self, name: str) -> FakePerson:
        return self.platform.person(name)

    async def room(self, *people: ChatActor) -> RoomId:
        accounts = [person.account for person in people]
        return self.platform.server.open_room(f"room-{next(self._names)}", *accounts).room

    async def members(self, room: RoomId) -> set[AccountId]:
        return self.platform.server.rooms[room].members

    async def bring(self, person: ChatActor, room: RoomId) -> bool:
        await person.enter(room)
        return True

    async def expel(self, room: RoomId) -> bool:
        self.platform.expel(room, self.platform.person("moderator"))
        return True
