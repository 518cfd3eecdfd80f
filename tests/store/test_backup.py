"""A backup is whole, and comes back only where it may."""

import os
import stat
from pathlib import Path

import pytest

from ci_bot.domain.delivery import DeliveryState
from ci_bot.domain.ids import DeliveryKey
from ci_bot.ports.store import Store, StoreError
from ci_bot.store import SchemaState, backup, open_store, restore, schema_state
from ci_bot.testing.contracts.store_base import save
from ci_bot.testing.contracts.store_outbox_base import add, claim
from ci_bot.testing.contracts.store_sample_coalition import full_coalition
from ci_bot.testing.contracts.store_samples import NOW, RIVER, minutes, new_delivery
from tests.store.migrating import older_file, run
from tests.support.postgres import WHEEL
from tests.support.server_process import PROJECT

LATER = NOW + minutes(60)


@pytest.fixture
def clients(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's client programs, of the server's own version, where there is a wheel."""
    wheel = next((PROJECT / ".servers/postgres").glob(f"{WHEEL}/pginstall/bin"), None)
    if wheel is not None:
        monkeypatch.setenv("PATH", f"{wheel}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """A database on each kind in turn."""
    if request.param == "sqlite":
        found: str = request.getfixturevalue("sqlite_url")
    else:
        request.getfixturevalue("clients")
        found = request.getfixturevalue("migrated_postgres_url")
    return found


@pytest.fixture
def elsewhere(url: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where there is no database yet, of the same kind."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path / 'elsewhere.db'}"
    found: str = request.getfixturevalue("postgres_url")
    return found


async def _names(url: str) -> list[str]:
    async with open_store(url) as store, store.read() as uow:
        return list(await uow.values.names(""))


async def _put(store: Store, name: str) -> None:
    async with store.write() as uow:
        await uow.values.put(name, "")
        await uow.commit()


async def test_a_backup_is_whole_even_while_somebody_writes(
    url: str, elsewhere: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    async with open_store(url) as store:
        saved = await save(store, full_coalition())
        async with store.write() as uow:
            await uow.values.put("not committed", "")
            await backup(url, file)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    await restore(elsewhere, file, now=NOW)
    assert await _names(elsewhere) == []
    async with open_store(elsewhere) as store, store.read() as uow:
        assert await uow.of(RIVER).load() == saved


async def test_a_database_that_holds_something_is_overwritten_only_when_told_so(
    url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    async with open_store(url) as store:
        await _put(store, "old")
        await backup(url, file)
        await _put(store, "new")
    with pytest.raises(StoreError, match="overwrite"):
        await restore(url, file, now=NOW)
    assert await _names(url) == ["new", "old"]
    await restore(url, file, now=NOW, overwrite=True)
    assert await _names(url) == ["old"]


async def test_what_may_have_gone_out_since_is_looked_for_before_it_goes(
    url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    async with open_store(url) as store:
        await add(store, new_delivery("sending", "1", available=NOW - minutes(1)))
        await claim(store)
        await add(store, new_delivery("due", "2"), new_delivery("future", "3", available=LATER))
    await backup(url, file)
    await restore(url, file, now=NOW, overwrite=True)
    async with open_store(url) as store, store.read() as uow:
        states = {}
        for key in ("sending", "due", "future"):
            found = await uow.outbox.get(DeliveryKey(key))
            states[key] = found and (found.state, found.attempt)
    assert states == {
        "sending": (DeliveryState.AMBIGUOUS, None),
        "due": (DeliveryState.AMBIGUOUS, None),
        "future": (DeliveryState.READY, None),
    }


async def test_a_backup_overwrites_no_file(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("mine")
    with pytest.raises(StoreError, match="there already"):
        await backup(url, file)
    assert file.read_text() == "mine"


async def test_what_is_no_backup_changes_nothing(url: str, elsewhere: str, tmp_path: Path) -> None:
    letter = tmp_path / "letter"
    letter.write_text("Dear all, " * 500)
    for file in (letter, tmp_path / "nothing"):
        with pytest.raises(StoreError):
            await restore(elsewhere, file, now=NOW)
    assert await schema_state(elsewhere) is SchemaState.MISSING


async def test_where_there_is_no_database_there_is_no_backup(
    elsewhere: str, tmp_path: Path
) -> None:
    with pytest.raises(StoreError, match="no database"):
        await backup(elsewhere, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


async def test_a_backup_of_a_newer_program_is_refused(url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    await _pretend_newer(url)
    await backup(url, file)
    with pytest.raises(StoreError, match="newer"):
        await restore(url, file, now=NOW, overwrite=True)


async def test_a_copy_is_one_file_that_needs_no_other(sqlite_url: str, tmp_path: Path) -> None:
    await backup(sqlite_url, tmp_path / "backup")
    # The format of SQLite files: 1 for a journal beside it while it is written, 2 for a WAL.
    assert tuple((tmp_path / "backup").read_bytes()[18:20]) == (1, 1)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["backup", "ci-bot.db"]


async def test_an_overwritten_file_is_kept(sqlite_url: str, tmp_path: Path) -> None:
    await backup(sqlite_url, tmp_path / "backup")
    async with open_store(sqlite_url) as store:
        await _put(store, "new")
    await restore(sqlite_url, tmp_path / "backup", now=NOW, overwrite=True)
    assert await _names(f"sqlite:///{tmp_path / 'ci-bot.db.before-restore'}") == ["new"]


async def test_an_older_backup_is_brought_up_to_date(tmp_path: Path) -> None:
    older_file(tmp_path / "old.db")
    await restore(f"sqlite:///{tmp_path / 'new.db'}", tmp_path / "old.db", now=NOW)
    assert await _names(f"sqlite:///{tmp_path / 'new.db'}") == []


async def test_another_programs_database_is_never_overwritten(
    sqlite_url: str, tmp_path: Path
) -> None:
    other = tmp_path / "other.db"
    run(other, "CREATE TABLE notes (text TEXT)")
    await backup(sqlite_url, tmp_path / "backup")
    with pytest.raises(StoreError, match="another program"):
        await restore(f"sqlite:///{other}", tmp_path / "backup", now=NOW, overwrite=True)


async def test_without_the_clients_it_says_what_is_missing(
    migrated_postgres_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StoreError, match="`pg_dump` is not on the PATH"):
        await backup(migrated_postgres_url, tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


async def _pretend_newer(url: str) -> None:
    from sqlalchemy import text
    from sqlalchemy.ext.asyncio import create_async_engine

    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    await engine.dispose()
