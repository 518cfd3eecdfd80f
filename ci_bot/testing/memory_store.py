"""The store port in memory, for tests: a snapshot at open, published at commit."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store import StoreError
from ci_bot.testing.memory.coalition import MemoryCoalitionUnit
from ci_bot.testing.memory.inbox import MemoryInbox
from ci_bot.testing.memory.instance import (
    MemoryCalendar,
    MemoryDirectory,
    MemoryQuestions,
    MemoryValues,
)
from ci_bot.testing.memory.outbox import MemoryOutbox
from ci_bot.testing.memory.state import State


class MemoryUnitOfWork:
    """One transaction on a copy of the store's state."""

    def __init__(self, store: "MemoryStore", *, reading: bool) -> None:
        self._store = store
        self._reading = reading
        self._over = False
        self._copy = store.state.copy()

    @property
    def inbox(self) -> MemoryInbox:
        return MemoryInbox(self._state)

    @property
    def outbox(self) -> MemoryOutbox:
        return MemoryOutbox(self._state)

    @property
    def calendar(self) -> MemoryCalendar:
        return MemoryCalendar(self._state)

    @property
    def directory(self) -> MemoryDirectory:
        return MemoryDirectory(self._state)

    @property
    def values(self) -> MemoryValues:
        return MemoryValues(self._state)

    @property
    def questions(self) -> MemoryQuestions:
        return MemoryQuestions(self._state)

    def of(self, coalition: CoalitionId) -> MemoryCoalitionUnit:
        return MemoryCoalitionUnit(self._state, coalition)

    async def commit(self) -> None:
        if self._reading:
            raise StoreError("a unit of work for reading has nothing to commit")
        self._store.state = self._state.copy()
        self._over = True

    @property
    def _state(self) -> State:
        if self._over:
            raise StoreError("this unit of work is over; open a new one")
        return self._copy


class MemoryStore:
    """Keeps everything in `state`; one writer at a time, as many readers as there are.

    `broken`: raised by the next units of work that are opened, as a database that is away would.
    """

    def __init__(self) -> None:
        self.state = State()
        self.broken: StoreError | None = None
        self._writer = asyncio.Lock()
        self._writing: asyncio.Task[object] | None = None

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[MemoryUnitOfWork]:
        if self._writing is asyncio.current_task():
            raise StoreError("this task has a unit of work for writing open already")
        async with self._writer:
            self._writing = asyncio.current_task()
            try:
                yield self._open(reading=False)
            finally:
                self._writing = None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[MemoryUnitOfWork]:
        yield self._open(reading=True)

    def _open(self, *, reading: bool) -> MemoryUnitOfWork:
        if self.broken:
            raise self.broken
        return MemoryUnitOfWork(self, reading=reading)
