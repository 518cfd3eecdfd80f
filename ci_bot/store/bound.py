"""Statements bound to one coalition: none can be made here that lacks its id."""

from collections.abc import Sequence
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, FromClause, RowMapping, Select, Table, delete, select, update

from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store import StoreError
from ci_bot.store.codec import Codec
from ci_bot.store.session import Session
from ci_bot.store.tables.roster import coalitions

T = TypeVar("T")


class Bound:
    """The rows of one coalition in one unit of work.

    Units of work that write to the same coalition come one after the other, from the first look.
    """

    def __init__(self, session: Session, coalition: CoalitionId) -> None:
        self._session = session
        self._coalition = coalition

    @property
    def coalition(self) -> CoalitionId:
        """Whose rows these are."""
        return self._coalition

    def own(self, table: FromClause) -> ColumnElement[bool]:
        """Whether a row belongs to the coalition."""
        return table.c.coalition_id == self._coalition

    def select(self, table: FromClause) -> Select[Any]:
        """A query of the coalition's rows in a table or an alias of it."""
        return select(table).where(self.own(table))

    async def rows(self, query: Select[Any]) -> Sequence[RowMapping]:
        """What a query made by `select` finds."""
        return await (await self._turn()).rows(query)

    async def all(self, codec: Codec[T], query: Select[Any]) -> list[T]:
        """The values that a query made by `select` finds."""
        return [codec.value(row) for row in await (await self._turn()).rows(query)]

    async def one(self, codec: Codec[T], *conditions: ColumnElement[bool]) -> T | None:
        """The one value that meets the conditions."""
        query = self.select(codec.table).where(*conditions)
        session = await self._turn()
        row = await session.first(query)
        return None if row is None else codec.value(row)

    async def insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Adds rows to the coalition."""
        if rows:
            session = await self._turn()
            await session.run(session.insert(table), self._owned(rows))

    async def insert_new(
        self, table: Table, rows: Sequence[dict[str, Any]], *, unique: Sequence[str]
    ) -> int:
        """Adds those rows to the coalition that are new by these columns; says how many were."""
        if not rows:
            return 0
        session = await self._turn()
        insert = session.insert(table).on_conflict_do_nothing(
            index_elements=["coalition_id", *unique]
        )
        added = await session.rows(insert.returning(table.c.coalition_id), self._owned(rows))
        return len(added)

    async def change(
        self, table: Table, *conditions: ColumnElement[bool], values: dict[str, Any]
    ) -> int:
        """Changes the coalition's rows that meet the conditions; says how many were."""
        session = await self._turn()
        return await session.run(update(table).where(self.own(table), *conditions).values(**values))

    async def count_up(self, table: Table, column: str) -> int:
        """Adds one to the coalition's counter and returns it; nobody else can get the same."""
        session = await self._turn()
        row = await session.first(
            update(table)
            .where(self.own(table))
            .values({column: table.c[column] + 1})
            .returning(table.c[column])
        )
        if row is None:
            raise StoreError(f"there is no coalition {self._coalition}")
        return int(row[column])

    async def put(self, codec: Codec[T], value: T, *conditions: ColumnElement[bool]) -> None:
        """Rewrites the one row that meets the conditions; raises StoreError where there is none."""
        if not await self.change(codec.table, *conditions, values=codec.row(value)):
            raise StoreError(f"there is no such {codec.kind.__name__} in {self._coalition}")

    async def delete(self, table: Table, *conditions: ColumnElement[bool]) -> None:
        """Removes the coalition's rows that meet the conditions."""
        session = await self._turn()
        await session.run(delete(table).where(self.own(table), *conditions))

    async def _turn(self) -> Session:
        # Who reads in order to write must not be overtaken. SQLite has one writer anyway.
        if self._session.must_lock(self._coalition):
            mine = self.select(coalitions).with_only_columns(coalitions.c.revision)
            await self._session.rows(mine.with_for_update(key_share=True))
        return self._session

    def _owned(self, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{"coalition_id": self._coalition, **row} for row in rows]
