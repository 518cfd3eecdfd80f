"""Fixtures that all tests may ask for; nothing starts unless somebody asks."""

import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import aiohttp
import pytest
from hypothesis import is_hypothesis_test, settings

from tests.support.person import Person
from tests.support.postgres import ENVIRONMENT, Databases, Postgres
from tests.support.synapse import Synapse
from tests.support.synapse_admin import SynapseAdmin

pytest.register_assert_rewrite("ci_bot.testing.contracts")

# Cores are shared, so time says nothing; and a check of a change must say the same twice.
settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("project")

NUMBERS = itertools.count(1)

# They wait for processes and sockets on cores that others use, too.
REAL_SERVERS = ("adapters", "cli", "faults", "project", "scenarios")

NewPerson = Callable[[str], Awaitable[Person]]


def pytest_report_header() -> str:
    """Says aloud what is only a sample."""
    kills = os.environ.get("CI_BOT_TEST_KILLS", "1")
    weeks = os.environ.get("CI_BOT_TEST_WEEKS", "2")
    return (
        f"kills at each point: {kills} of 5, weeks over real adapters: {weeks} of 8 (make faults)"
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What waits for real servers is tried once more when it fails; the summary counts it.

    Examples drawn at random prove promises, not coverage: chance would have a part in it, and
    being traced makes them take three times as long.
    """
    here = Path(__file__).parent
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.no_cover)
        if item.path.is_relative_to(here) and item.path.relative_to(here).parts[0] in REAL_SERVERS:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def synapse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """The homeserver of the whole run: make your own people and rooms on it, and let it live.

    A test that kills its server starts one of its own, or a copy of this one.
    """
    server = Synapse(tmp_path_factory.mktemp("synapse"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def new_person(synapse: Synapse, http: aiohttp.ClientSession) -> NewPerson:
    """Registers somebody: `await new_person("mara")` is `@mara-7:localhost`."""
    return lambda name: synapse.register(http, f"{name}-{next(NUMBERS)}")


@pytest.fixture
async def synapse_admin(synapse: Synapse, http: aiohttp.ClientSession) -> SynapseAdmin:
    return SynapseAdmin(await synapse.register(http, f"admin-{next(NUMBERS)}", admin=True))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Databases]:
    """The PostgreSQL of the whole run; `async with postgres.database() as name` is a fresh one."""
    if ENVIRONMENT in os.environ:
        yield Databases(os.environ[ENVIRONMENT])
        return
    # Not below pytest's folder, which other users may not enter: PostgreSQL never runs as root.
    folder = Path(tempfile.mkdtemp(prefix="ci-bot-postgres-"))
    server = Postgres(folder)
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture
async def postgres_url(postgres: Databases) -> AsyncIterator[str]:
    """A fresh, empty database, as the settings file names it."""
    async with postgres.database() as name:
        yield postgres.url(name)
