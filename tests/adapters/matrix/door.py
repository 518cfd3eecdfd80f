"""An inlet that welcomes only whom a test names."""

from typing import TypeVar

from ci_bot.ports.chat import AccountId, RoomId, Vault
from ci_bot.testing.recording_inlet import RecordingInlet

Kind = TypeVar("Kind")


class Door(RecordingInlet):
    """Remembers what it accepted; `welcome` holds accounts and rooms as the core names them."""

    def __init__(self, vault: Vault) -> None:
        super().__init__(vault)
        self.welcome: set[str] = set()

    async def welcomes(self, inviter: AccountId, room: RoomId) -> bool:
        return inviter in self.welcome or room in self.welcome

    def of(self, kind: type[Kind]) -> list[Kind]:
        """What came in of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]

    async def first(self, kind: type[Kind], number: int = 1) -> Kind:
        """The event of a kind with that number, waited for."""
        await self.until(lambda _: len(self.of(kind)) >= number)
        return self.of(kind)[number - 1]
