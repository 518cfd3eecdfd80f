"""The store as a process sees it that is stopped for a while, as by SIGSTOP."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ci_bot.ports.store import Store, UnitOfWork


class StallingStore:
    """Its second write, the first one after a claim, waits until `go_on` is set."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.stalled = asyncio.Event()
        self.go_on = asyncio.Event()
        self._writes = 0

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[UnitOfWork]:
        self._writes += 1
        if self._writes == 2:
            self.stalled.set()
            await self.go_on.wait()
        async with self.store.write() as uow:
            yield uow

    @asynccontextmanager
    async def read(self) -> AsyncIterator[UnitOfWork]:
        async with self.store.read() as uow:
            yield uow
