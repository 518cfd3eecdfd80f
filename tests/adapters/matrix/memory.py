"""An inlet and a vault that remember, for one adapter under test."""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from ci_bot.ports.chat import AccountId, ChatEvent, RoomId

Kind = TypeVar("Kind")


class MemoryVault:
    """Small values in memory; what survives a restart of the adapter."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    async def get(self, name: str) -> str | None:
        return self.values.get(name)

    async def put(self, name: str, value: str) -> None:
        self.values[name] = value

    async def names(self, prefix: str) -> Sequence[str]:
        return [name for name in self.values if name.startswith(prefix)]


class MemoryInlet:
    """Takes events in, deduped by their ids, together with the cursor."""

    def __init__(self, vault: MemoryVault) -> None:
        self.events: list[ChatEvent] = []
        self.welcome: set[str] = set()
        self.strangers = False
        self.broken = False
        self._vault = vault
        self._changed = asyncio.Condition()

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        if self.broken:
            raise OSError("disk full")
        known = {event.event for event in self.events}
        async with self._changed:
            self.events += [event for event in events if event.event not in known]
            if cursor is not None:
                await self._vault.put(*cursor)
            self._changed.notify_all()

    async def welcomes(self, inviter: AccountId, room: RoomId) -> bool:
        return inviter in self.welcome or room in self.welcome

    async def awaits_strangers(self) -> bool:
        return self.strangers

    def of(self, kind: type[Kind]) -> list[Kind]:
        """What came in of one kind, in order."""
        return [event for event in self.events if isinstance(event, kind)]

    async def until(self, look: Callable[[], bool], *, patience: float = 30.0) -> None:
        """Waits until it has what is looked for."""
        async with asyncio.timeout(patience), self._changed:
            await self._changed.wait_for(look)

    async def first(self, kind: type[Kind], number: int = 1) -> Kind:
        """The event of a kind with that number, waited for."""
        await self.until(lambda: len(self.of(kind)) >= number)
        return self.of(kind)[number - 1]
