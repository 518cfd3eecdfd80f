"""The unit of work on a database, and the store that opens them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store import StoreBusyError, StoreError
from ci_bot.store.bound import Bound
from ci_bot.store.coalition import SqlCoalitionUnit
from ci_bot.store.engines import Engines
from ci_bot.store.failures import translated
from ci_bot.store.inbox import SqlInbox
from ci_bot.store.instance import SqlCalendar, SqlDirectory, SqlQuestions, SqlValues
from ci_bot.store.outbox import SqlOutbox
from ci_bot.store.remembered import Remembered
from ci_bot.store.session import Session
from ci_bot.store.turnstile import Turnstile

_PAUSE = 0.02  # seconds between two tries to begin


class SqlUnitOfWork:
    """One transaction on the database."""

    def __init__(self, session: Session, remembered: Remembered) -> None:
        self._session = session
        self._remembered = remembered
        self.inbox = SqlInbox(session)
        self.outbox = SqlOutbox(session)
        self.calendar = SqlCalendar(session)
        self.directory = SqlDirectory(session)
        self.values = SqlValues(session)
        self.questions = SqlQuestions(session)

    def of(self, coalition: CoalitionId) -> SqlCoalitionUnit:
        return SqlCoalitionUnit(Bound(self._session, coalition), self._remembered)

    async def commit(self) -> None:
        await self._session.commit()
        self._remembered.committed()


class SqlStore:
    """Opens units of work on a database; made by `open_store`."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._coalitions: dict[CoalitionId, Coalition] = {}
        # Where one may write at a time, the others wait here, in order, and not for the database.
        self._queue = Turnstile() if engines.single_writer else None
        self._writers: set[asyncio.Task[object] | None] = set()

    @asynccontextmanager
    async def write(self, *, urgent: bool = False) -> AsyncIterator[SqlUnitOfWork]:
        task = asyncio.current_task()
        if task in self._writers:
            raise StoreError("this task has a unit of work for writing open already")
        async with self._queue.passing(urgent=urgent) if self._queue else nullcontext():
            self._writers.add(task)
            try:
                async with self._session(self._engines.writing, writing=True) as session:
                    yield SqlUnitOfWork(session, Remembered(self._coalitions))
            finally:
                self._writers.discard(task)

    @asynccontextmanager
    async def read(self) -> AsyncIterator[SqlUnitOfWork]:
        async with self._session(self._engines.reading, writing=False) as session:
            yield SqlUnitOfWork(session, Remembered(self._coalitions))

    @asynccontextmanager
    async def _session(self, engine: AsyncEngine, *, writing: bool) -> AsyncIterator[Session]:
        connection = engine.connect()
        with translated():
            await connection.start()
        try:
            await self._begin(connection, patience=self._engines.patience if writing else 0)
            yield Session(connection, writing=writing)
        finally:
            # Takes back whatever was not committed.
            await asyncio.shield(asyncio.create_task(connection.close()))

    async def _begin(self, connection: AsyncConnection, *, patience: float) -> None:
        clock = asyncio.get_running_loop()
        deadline = clock.time() + patience
        while True:
            try:
                with translated():
                    await connection.begin()
                return
            except StoreBusyError:
                if clock.time() >= deadline:
                    raise
                await asyncio.sleep(_PAUSE)
