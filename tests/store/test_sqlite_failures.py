"""What SQLite can't do is said in the port's words, and is over when its cause is."""

import asyncio
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from ci_bot.ports.store import Store, StoreBusyError, StoreError
from ci_bot.store import open_store

SECRET = "the words of a person, " * 100
ROWS = 200


@contextmanager
def pages_limited_to(pages: int) -> Iterator[None]:
    """A full disk, for connections made meanwhile."""

    def limit(connection: Any, _record: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count={pages}")

    event.listen(Engine, "connect", limit)
    try:
        yield
    finally:
        event.remove(Engine, "connect", limit)


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """A disk that fails beyond that many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


async def _write_much(store: Store, said: str = SECRET) -> None:
    async with store.write() as uow:
        for n in range(ROWS):
            await uow.values.put(f"{n}", said)
        await uow.commit()


async def _names(store: Store) -> int:
    async with store.read() as uow:
        return len(await uow.values.names(""))


async def test_a_database_locked_by_another_is_busy_until_it_is_free(
    sqlite_url: str, tmp_path: Path
) -> None:
    async with open_store(sqlite_url, patience=0.05) as store:
        with closing(sqlite3.connect(tmp_path / "ci-bot.db", isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            with pytest.raises(StoreBusyError):
                await _write_much(store)
            assert await _names(store) == 0, "who reads need not wait"
        await _write_much(store)
        assert await _names(store) == ROWS


async def test_who_gives_up_waiting_is_let_go_at_once(sqlite_store: Store, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "ci-bot.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        begun = time.monotonic()
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(0.2):
                await _write_much(sqlite_store)
        assert time.monotonic() - begun < 5
    await _write_much(sqlite_store)
    assert await _names(sqlite_store) == ROWS


async def test_on_a_full_disk_nothing_is_stored_until_there_is_room(sqlite_url: str) -> None:
    with pages_limited_to(100):
        async with open_store(sqlite_url) as store:
            with pytest.raises(StoreError, match="disk is full"):
                await _write_much(store)
            assert await _names(store) == 0
    async with open_store(sqlite_url) as store:
        await _write_much(store)


@contextmanager
def connections_counted() -> Iterator[list[Any]]:
    """The connections made meanwhile."""
    made: list[Any] = []

    def count(connection: Any, _record: object) -> None:
        made.append(connection)

    event.listen(Engine, "connect", count)
    try:
        yield made
    finally:
        event.remove(Engine, "connect", count)


async def test_after_a_failed_write_a_new_connection_goes_on(sqlite_store: Store) -> None:
    await _write_much(sqlite_store)
    with files_limited_to(8192), pytest.raises(StoreError, match="I/O"):
        await _write_much(sqlite_store, SECRET.upper())
    with connections_counted() as made:
        await _write_much(sqlite_store, SECRET)
    assert len(made) == 1
    async with sqlite_store.write() as uow:
        assert await uow.values.get("0") == SECRET
        await uow.values.put("afterwards", "all is well")
        await uow.commit()
    assert await _names(sqlite_store) == ROWS + 1


async def test_an_error_never_repeats_what_people_said(sqlite_url: str) -> None:
    with pages_limited_to(100):
        async with open_store(sqlite_url) as store:
            with pytest.raises(StoreError) as raised:
                await _write_much(store)
    error: BaseException | None = raised.value
    while error is not None:
        assert "words of a person" not in f"{error} {error!r}"
        error = error.__cause__ or error.__context__


async def test_a_database_that_lost_a_table_is_not_called_busy(
    sqlite_store: Store, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "ci-bot.db")) as other:
        other.execute("DROP TABLE named_values")
    with pytest.raises(StoreError, match="db upgrade"):
        await _names(sqlite_store)


async def test_who_only_reads_can_not_write(sqlite_store: Store) -> None:
    async with sqlite_store.read() as uow:
        with pytest.raises(StoreError):
            await uow.values.put("a", "b")
