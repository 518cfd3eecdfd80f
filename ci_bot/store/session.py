"""One transaction's connection: runs statements, and says in the port's words what went wrong."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Executable, RowMapping, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from ci_bot.ports.store import StoreError
from ci_bot.store.failures import translated

Row = dict[str, Any]
Rows = Sequence[Row]
Insert = postgresql.Insert | sqlite.Insert


class Session:
    """Runs statements in one transaction, until it is over."""

    def __init__(self, connection: AsyncConnection, *, writing: bool) -> None:
        self.writing = writing
        self._connection = connection
        self._over = False
        self._met: set[str] = set()

    def must_lock(self, name: str) -> bool:
        """Whether others may write to it meanwhile; asked before each use, true at most once."""
        if not self.writing or self._connection.dialect.name != "postgresql" or name in self._met:
            return False
        self._met.add(name)
        return True

    async def rows(
        self, statement: Executable, given: Row | Rows | None = None
    ) -> Sequence[RowMapping]:
        """All rows that a statement gives; `given`: what it is run with, once or many times."""
        with translated():
            result = await self._live().execute(statement, given)
            return result.mappings().all()

    async def first(self, statement: Executable) -> RowMapping | None:
        """The first row that a statement gives."""
        found = await self.rows(statement)
        return found[0] if found else None

    async def run(self, statement: Executable, given: Rows | None = None) -> int:
        """How many rows a statement changed; -1 where nobody counts."""
        with translated():
            result = await self._live().execute(statement, given)
            return result.rowcount

    def insert(self, table: Table) -> Insert:
        """An insert that knows ON CONFLICT."""
        dialect = self._connection.dialect.name
        return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)

    async def commit(self) -> None:
        """Makes it last, and ends the session."""
        if not self.writing:
            raise StoreError("a unit of work for reading has nothing to commit")
        connection = self._live()
        self._over = True
        with translated():
            await connection.commit()

    def _live(self) -> AsyncConnection:
        if self._over:
            raise StoreError("this unit of work is over; open a new one")
        return self._connection
