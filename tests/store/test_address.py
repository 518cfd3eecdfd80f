"""Database URLs that can't be right are refused with what to write instead."""

import subprocess
import sys

import pytest

from ci_bot.ports.store import StoreError
from ci_bot.store import schema_state
from ci_bot.store.address import file_of, parsed
from tests.support.server_process import PROJECT

WITHOUT_ASYNCPG = """
import asyncio, sys
sys.modules["asyncpg"] = None
from ci_bot.ports.store import StoreError
from ci_bot.store import schema_state
try:
    asyncio.run(schema_state("postgresql://localhost/x"))
except StoreError as error:
    sys.stdout.write(str(error))
"""


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///x.db", "sqlite+aiosqlite"),
        ("sqlite+aiosqlite:////var/x.db", "sqlite+aiosqlite"),
        ("postgresql://me@host/x", "postgresql+asyncpg"),
        ("postgresql+asyncpg://me@host/x", "postgresql+asyncpg"),
    ],
)
def test_the_driver_may_be_left_out(given: str, driver: str) -> None:
    assert parsed(given).drivername == driver


def test_a_file_is_where_the_url_says() -> None:
    assert str(file_of(parsed("sqlite:///x.db"))) == "x.db"
    assert str(file_of(parsed("sqlite:////var/x.db"))) == "/var/x.db"
    assert file_of(parsed("postgresql://me@host/x")) is None


@pytest.mark.parametrize(
    "url",
    ["", "ci-bot.db", "mysql://host/x", "sqlite+pysqlite:///x.db", "postgresql://host:port/x"],
)
async def test_what_is_not_understood_is_answered_with_what_is(url: str) -> None:
    with pytest.raises(StoreError, match="write sqlite"):
        await schema_state(url)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
async def test_a_database_is_kept_in_a_file(url: str) -> None:
    with pytest.raises(StoreError, match="names no file"):
        await schema_state(url)


async def test_a_password_is_never_repeated() -> None:
    with pytest.raises(StoreError) as raised:
        await schema_state("mysql://me:canary@host/x")
    assert "canary" not in str(raised.value)


def test_without_its_driver_it_says_how_to_get_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_ASYNCPG],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    assert done.stdout.endswith("pip install 'ci-bot[postgres]'")
