"""Engines: how connections to the database are made and how their transactions begin."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

_READERS = 4
PATIENCE = 10.0
"""Seconds that a unit of work waits for a lock or a free connection."""
_MOMENT = 0.05


@dataclass(frozen=True, kw_only=True, slots=True)
class Engines:
    """One engine to write with, one to read with.

    `single_writer`: only one may write at a time, and waits at most `patience` seconds to begin.
    """

    writing: AsyncEngine
    reading: AsyncEngine
    single_writer: bool
    patience: float

    async def dispose(self) -> None:
        """Closes all connections."""
        await self.writing.dispose()
        await self.reading.dispose()


def make_engines(url: URL, *, patience: float = PATIENCE) -> Engines:
    """The engines for a database; nothing is connected yet."""
    if url.get_backend_name() == "sqlite":
        return Engines(
            # Its wait for the lock is begun again and again, so that whoever gives up is let go.
            writing=sqlite_engine(url, begin="BEGIN IMMEDIATE", pool_size=1, patience=_MOMENT),
            reading=sqlite_engine(
                url, begin="BEGIN", pool_size=_READERS, patience=patience, query_only=True
            ),
            single_writer=True,
            patience=patience,
        )
    engine = postgres_engine(url, patience=patience)
    reading = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Engines(writing=engine, reading=reading, single_writer=False, patience=patience)


def sqlite_engine(
    url: URL,
    *,
    begin: str,
    pool_size: int,
    patience: float = PATIENCE,
    query_only: bool = False,
    foreign_keys: bool = True,
) -> AsyncEngine:
    """An engine whose transactions begin with that statement, never by the driver itself."""
    engine = create_async_engine(
        url,
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=PATIENCE,
        hide_parameters=True,
    )
    pragmas = {
        "busy_timeout": int(patience * 1000),
        "journal_mode": "WAL",
        "synchronous": "FULL",
        "foreign_keys": "ON" if foreign_keys else "OFF",
        "query_only": "ON" if query_only else "OFF",
    }

    @event.listens_for(engine.sync_engine, "connect")
    def prepare(connection: DBAPIConnection, _record: Any) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for name, value in pragmas.items():
            cursor.execute(f"PRAGMA {name}={value}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    @event.listens_for(engine.sync_engine, "handle_error")
    def give_up_connection(context: ExceptionContext) -> None:
        # After a failed write or fsync nobody knows what is on the disk; a new connection looks.
        if "disk I/O error" in str(context.original_exception):
            context.is_disconnect = True

    return engine


def postgres_engine(url: URL, *, patience: float = PATIENCE) -> AsyncEngine:
    """An engine that gives up waiting for locks, and notices connections that were lost."""
    return create_async_engine(
        url,
        pool_pre_ping=True,
        pool_timeout=patience,
        hide_parameters=True,
        connect_args={
            "timeout": patience,
            "server_settings": {
                "application_name": "ci-bot",
                "lock_timeout": f"{int(patience * 1000)}ms",
                "idle_in_transaction_session_timeout": "60s",
            },
        },
    )
