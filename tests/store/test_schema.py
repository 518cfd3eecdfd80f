"""A database is created or upgraded as a whole, and none is touched that isn't ours."""

import asyncio
import json
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection
from sqlalchemy.ext.asyncio import create_async_engine

from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store import StoreError
from ci_bot.store import SchemaState, open_store, schema_state, upgrade
from ci_bot.store.schema import REVISIONS
from ci_bot.store.tables import metadata
from tests.store.migrating import older_file, run, scripts
from tests.support.server_process import PROJECT


@pytest.fixture(params=["sqlite", "postgres"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a database may be made, on each kind in turn."""
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


def _differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), metadata))


def test_the_program_knows_its_migrations_in_order() -> None:
    walked = [script.revision for script in scripts().walk_revisions()]
    assert tuple(reversed(walked)) == REVISIONS


async def test_tables_and_migrations_agree(empty_url: str) -> None:
    await upgrade(empty_url)
    engine = create_async_engine(empty_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(_differences) == []
    await engine.dispose()


async def test_a_database_is_made_once(empty_url: str) -> None:
    assert await schema_state(empty_url) is SchemaState.MISSING
    assert (await upgrade(empty_url)).before is SchemaState.MISSING
    assert await schema_state(empty_url) is SchemaState.CURRENT
    assert (await upgrade(empty_url)).before is SchemaState.CURRENT


async def test_two_who_make_it_at_once_make_one(empty_url: str) -> None:
    await asyncio.gather(upgrade(empty_url), upgrade(empty_url))
    assert await schema_state(empty_url) is SchemaState.CURRENT


def test_killed_at_any_statement_it_leaves_the_old_or_the_new(empty_url: str) -> None:
    program = [sys.executable, "-m", "tests.store.kill_upgrades", empty_url, "7"]
    done = subprocess.run(program, cwd=PROJECT, check=True, capture_output=True, text=True)
    states = json.loads(done.stdout)
    assert len(states) > 8
    assert set(states[:-1]) == {"missing"}
    assert states[-1] == "current"


async def test_looking_makes_no_file(tmp_path: Path) -> None:
    await schema_state(f"sqlite:///{tmp_path / 'new.db'}")
    with pytest.raises(StoreError, match="db upgrade"):
        async with open_store(f"sqlite:///{tmp_path / 'new.db'}"):
            pass
    assert list(tmp_path.iterdir()) == []


async def test_only_its_owner_reads_the_file(tmp_path: Path) -> None:
    await upgrade(f"sqlite:///{tmp_path / 'new.db'}")
    assert stat.S_IMODE((tmp_path / "new.db").stat().st_mode) == 0o600


async def test_an_older_file_is_upgraded_after_a_copy_of_it(tmp_path: Path) -> None:
    url = older_file(tmp_path / "old.db")
    with pytest.raises(StoreError, match="older"):
        async with open_store(url):
            pass
    upgraded = await upgrade(url)
    assert upgraded.before is SchemaState.OLDER
    assert upgraded.copy == tmp_path / f"old.db.before-{REVISIONS[-1]}"
    assert await schema_state(f"sqlite:///{upgraded.copy}") is SchemaState.OLDER
    async with open_store(url) as store, store.read() as uow:
        coalition = await uow.of(CoalitionId("river")).load()
    assert coalition is not None
    assert coalition.name == "River"


def test_an_upgrade_killed_at_any_statement_loses_nothing(tmp_path: Path) -> None:
    url = older_file(tmp_path / "old.db")
    program = [sys.executable, "-m", "tests.store.kill_upgrades", url, "9"]
    done = subprocess.run(program, cwd=PROJECT, check=True, capture_output=True, text=True)
    states = json.loads(done.stdout)
    assert set(states[:-1]) == {"older"}
    assert states[-1] == "current"


async def test_a_newer_database_is_refused_untouched(tmp_path: Path) -> None:
    file, url = tmp_path / "newer.db", f"sqlite:///{tmp_path / 'newer.db'}"
    await upgrade(url)
    run(file, "UPDATE alembic_version SET version_num = '9999'")
    before = file.read_bytes()
    assert await schema_state(url) is SchemaState.NEWER
    with pytest.raises(StoreError, match="newer"):
        await upgrade(url)
    with pytest.raises(StoreError, match="newer"):
        async with open_store(url):
            pass
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


async def test_another_programs_database_is_refused_untouched(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    run(file, "CREATE TABLE notes (text TEXT)")
    before = file.read_bytes()
    with pytest.raises(StoreError, match="another program"):
        await upgrade(f"sqlite:///{file}")
    assert file.read_bytes() == before


async def test_a_file_that_is_no_database_is_refused_untouched(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear all, " * 500)
    with pytest.raises(StoreError, match=r"letter\.db"):
        await upgrade(f"sqlite:///{file}")
    assert file.read_text().startswith("Dear all")


async def test_where_no_file_can_be_none_is_made(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"nowhere/new\.db.*can't be written"):
        await upgrade(f"sqlite:///{tmp_path / 'nowhere' / 'new.db'}")
    with pytest.raises(StoreError, match="can't be read"):
        await upgrade(f"sqlite:///{tmp_path}")
    assert list(tmp_path.iterdir()) == []
