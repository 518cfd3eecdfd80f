"""An inbox at work on a memory store, whose handler a test may trip up."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.ids import AccountId, MessageId, RoomId
from ci_bot.ports.chat.events import ChatEvent, MessageReceived
from ci_bot.ports.store import Store, UnitOfWork
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.flood import FloodGate
from ci_bot.runtime.inbox import InboxWorker
from ci_bot.runtime.inlet import StoreInlet
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.timing import Timing
from ci_bot.services.forms.open_form import OpenForm
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import RecordingOutcomes


class Desk:
    """An inbox at work; its handler notes each text in the store, after `then` had its say."""

    def __init__(self, store: Store, clock: TurnableClock, timing: Timing) -> None:
        self.store = store
        self.clock = clock
        self.timing = timing
        self.bell = Bell()
        self.outcomes = RecordingOutcomes()
        self.then: Callable[[str], Awaitable[None]] | None = None
        self.handled: list[str] = []
        self.woken = 0
        self._changed = asyncio.Event()
        self.inlet = StoreInlet(
            store=store,
            clock=clock,
            platform="fake",
            gate=FloodGate(burst=1000),
            bell=self.bell,
            timing=timing,
            forms=OpenForm(),
            lines=Lines({}),
            outcomes=self.outcomes,
        )
        self.worker = self.hire()

    def hire(self, store: Store | None = None, bell: Bell | None = None) -> InboxWorker:
        return InboxWorker(
            store=store or self.store,
            clock=self.clock,
            handle=self.handle,
            outcomes=self.outcomes,
            timing=self.timing,
            bell=bell or self.bell,
            done=self.wake,
        )

    def wake(self) -> None:
        self.woken += 1
        self._changed.set()

    async def until(self, text: str) -> None:
        async with asyncio.timeout(60):
            while text not in self.handled:
                self._changed.clear()
                await self._changed.wait()

    async def handle(self, uow: UnitOfWork, event: ChatEvent, now: datetime) -> None:
        assert isinstance(event, MessageReceived)
        self.handled.append(event.text)
        await uow.values.put(f"effect/{event.text}", f"{now:%H:%M}")
        if self.then is not None:
            await self.then(event.text)

    async def receive(self, *texts: str, room: str = "r") -> None:
        await self.inlet.accept(
            [
                MessageReceived(
                    event=f"{room}-{text}",
                    account=AccountId("fake:mara"),
                    room=RoomId(f"fake:!{room}"),
                    at=self.clock.now(),
                    direct=True,
                    message=MessageId(f"{room}-{text}"),
                    text=text,
                )
                for text in texts
            ]
        )

    @property
    def memory(self) -> MemoryStore:
        """The store, where it is one in memory."""
        assert isinstance(self.store, MemoryStore)
        return self.store

    def effects(self) -> list[str]:
        return [name.removeprefix("effect/") for name in self.memory.state.values]

    def arrival(self, text: str, room: str = "r") -> Arrival:
        return self.memory.state.arrivals[f"fake:{room}-{text}"]
