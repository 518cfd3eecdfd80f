"""The schema's version: what a database has, and how it gets to what the program needs."""

import asyncio
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, event, inspect, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from ci_bot.ports.crash import reached
from ci_bot.ports.store import StoreError
from ci_bot.store.address import file_of, parsed
from ci_bot.store.copies import copy_file
from ci_bot.store.engines import postgres_engine, sqlite_engine
from ci_bot.store.failures import translated

REVISIONS = ("0001", "0002", "0003")
_VERSION_TABLE = "alembic_version"
_VERSION = text(f"SELECT version_num FROM {_VERSION_TABLE}")  # noqa: S608 - a constant
# Any number will do, as long as all replicas take the same.
_LOCK = text("SELECT pg_advisory_xact_lock(7233905613480)")


class SchemaState(StrEnum):
    """How a database's schema stands to the program's."""

    MISSING = "missing"
    CURRENT = "current"
    OLDER = "older"
    NEWER = "newer"


@dataclass(frozen=True, kw_only=True, slots=True)
class Upgraded:
    """What `upgrade` found, and the copy of the file that it made before changing anything."""

    before: SchemaState
    copy: Path | None = None


async def schema_state(url: str) -> SchemaState:
    """How the database's schema stands, without touching it.

    Raises StoreError when it can't be read, or holds the tables of another program.
    """
    address = parsed(url)
    file = file_of(address)
    if file is not None:
        return await asyncio.to_thread(state_of_file, file)
    engine = postgres_engine(address)
    try:
        with translated():
            async with engine.connect() as connection:
                return await connection.run_sync(_state)
    finally:
        await engine.dispose()


async def upgrade(url: str) -> Upgraded:
    """Creates the database, or brings it up to date in one transaction, after a copy of the file.

    Raises StoreError for one that is newer than the program, and when it can't be written.
    """
    address = parsed(url)
    file = file_of(address)
    before = await schema_state(url)
    if before is SchemaState.CURRENT:
        return Upgraded(before=before)
    copy = None
    if file is not None and before is SchemaState.MISSING:
        create_file(file)
    elif file is not None and before is SchemaState.OLDER:
        copy = file.with_name(f"{file.name}.before-{REVISIONS[-1]}")
        await asyncio.to_thread(copy_file, file, copy)
    engine = _engine(address)
    try:
        with translated():
            async with engine.begin() as connection:
                await _migrate(connection)
    finally:
        await engine.dispose()
    return Upgraded(before=before, copy=copy)


async def _migrate(connection: AsyncConnection) -> None:
    if connection.dialect.name == "postgresql":
        await connection.execute(_LOCK)
    # Looked at again, since another process may have been faster.
    state = await connection.run_sync(_state)
    if state is SchemaState.NEWER:
        raise StoreError("the database is newer than this program; install the newer version")
    if state is SchemaState.CURRENT:
        return
    await connection.run_sync(_run_migrations)
    if connection.dialect.name == "sqlite":
        broken = (await connection.exec_driver_sql("PRAGMA foreign_key_check")).first()
        if broken is not None:
            raise StoreError(f"the upgrade would leave rows of {broken[0]} without their owner")


def _run_migrations(connection: Connection) -> None:
    # Alembic takes 40 MB, and is needed only here.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    config.attributes["connection"] = connection
    event.listen(connection, "before_cursor_execute", _reached_step)
    command.upgrade(config, "head")


def _reached_step(*_: object) -> None:
    reached("migrate-step")


def _engine(address: URL) -> AsyncEngine:
    if address.get_backend_name() == "sqlite":
        # Tables are made anew to be changed, which foreign keys would take for losing their rows.
        return sqlite_engine(address, begin="BEGIN IMMEDIATE", pool_size=1, foreign_keys=False)
    return postgres_engine(address)


def create_file(file: Path) -> None:
    """Makes an empty file for a database, if there is none; raises StoreError when it can't."""
    try:
        # People's words are in it: nobody else on the machine reads them.
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        why = f"the database {file} can't be written: {error.strerror}"
        raise StoreError(f"{why}; change that, or the url of [database]") from error


def state_of_file(file: Path) -> SchemaState:
    """How the schema of a SQLite file stands, without touching it; blocks."""
    try:
        if not file.exists() or file.stat().st_size == 0:
            return SchemaState.MISSING
        # Where nobody has it open, reading would leave two files beside it, if it were not frozen.
        open_elsewhere = file.with_name(f"{file.name}-wal").exists()
        how = "mode=ro" if open_elsewhere else "mode=ro&immutable=1"
        address = f"file:{quote(str(file.absolute()))}?{how}"
        with closing(sqlite3.connect(address, uri=True)) as connection:
            rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = {str(name) for (name,) in rows}
            version = (
                connection.execute(str(_VERSION)).fetchone() if _VERSION_TABLE in tables else None
            )
    except (OSError, sqlite3.Error) as error:
        raise StoreError(f"the database {file} can't be read: {error}") from error
    return standing(tables, None if version is None else str(version[0]))


def _state(connection: Connection) -> SchemaState:
    tables = set(inspect(connection).get_table_names())
    version = connection.execute(_VERSION).scalar() if _VERSION_TABLE in tables else None
    return standing(tables, None if version is None else str(version))


def standing(tables: set[str], version: str | None) -> SchemaState:
    """How a version stands to the program's; raises StoreError for another program's tables."""
    if not tables:
        return SchemaState.MISSING
    if version is None:
        raise StoreError("the database holds the tables of another program; name one of its own")
    if version not in REVISIONS:
        return SchemaState.NEWER
    return SchemaState.CURRENT if version == REVISIONS[-1] else SchemaState.OLDER
