"""Databases with the current schema, as cheap as a copy."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from ci_bot.ports.store import Store
from ci_bot.store import open_store, upgrade
from tests.support.postgres import Databases


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An upgraded file, to be copied."""
    file = tmp_path_factory.mktemp("template") / "ci-bot.db"
    asyncio.run(upgrade(f"sqlite:///{file}"))
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh SQLite database."""
    shutil.copy(sqlite_template, tmp_path / "ci-bot.db")
    return f"sqlite+aiosqlite:///{tmp_path / 'ci-bot.db'}"


@pytest.fixture
async def sqlite_store(sqlite_url: str) -> AsyncIterator[Store]:
    async with open_store(sqlite_url) as store:
        yield store


@pytest.fixture(scope="session")
def postgres_template(postgres: Databases) -> Iterator[str]:
    """The name of an upgraded database, to be copied."""
    runner = asyncio.Runner()
    database = postgres.database()
    name = runner.run(database.__aenter__())
    runner.run(upgrade(postgres.url(name)))
    yield name
    runner.run(database.__aexit__(None, None, None))
    runner.close()


@pytest.fixture
async def migrated_postgres_url(postgres: Databases, postgres_template: str) -> AsyncIterator[str]:
    """A fresh PostgreSQL database."""
    async with postgres.database(template=postgres_template) as name:
        yield postgres.url(name)


@pytest.fixture
async def postgres_store(migrated_postgres_url: str) -> AsyncIterator[Store]:
    async with open_store(migrated_postgres_url) as store:
        yield store


@pytest.fixture(params=["sqlite_store", "postgres_store"])
def database_store(request: pytest.FixtureRequest) -> Store:
    """A store on each kind of database in turn."""
    store: Store = request.getfixturevalue(request.param)
    return store
