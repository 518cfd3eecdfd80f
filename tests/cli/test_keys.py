"""The key of stored tokens: wrong ones end a command with 78, former ones are replaced by `run`."""

import asyncio

import pytest

from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.vault import StoreVault
from ci_bot.settings import new_key
from ci_bot.store import open_store
from tests.cli.host import CONSOLE, Host
from tests.cli.running_bot import running

SETTINGS = f'{CONSOLE}[secrets]\nkey_file = "key"\n'
TOKEN = "xoxb-1"
FORMER, NEW = new_key(), new_key()


@pytest.fixture
def keeper(host: Host) -> Host:
    """A host whose database has a token, encrypted with the former key."""
    write_keys(host, FORMER)
    assert host.types("db", "upgrade").code == 0
    asyncio.run(keep(host))
    return host


def write_keys(host: Host, *keys: str) -> None:
    host.write("ci-bot.toml", SETTINGS)
    host.write("key", "\n".join(keys))
    (host.folder / "key").chmod(0o600)


async def keep(host: Host) -> None:
    async with open_store(f"sqlite+aiosqlite:///{host.database}") as store:
        await StoreVault(store, "slack", Keyring([FORMER])).keep_secret("T1", TOKEN)


async def kept(host: Host, key: str) -> str | None:
    async with open_store(f"sqlite+aiosqlite:///{host.database}") as store:
        return await StoreVault(store, "slack", Keyring([key])).secret("T1")


def test_without_the_key_that_encrypted_a_token_nothing_runs(keeper: Host) -> None:
    write_keys(keeper, NEW)
    ended = keeper.types("run")
    assert (ended.code, ended.out) == (78, "")
    assert ended.err.startswith(f"{keeper.settings}: secrets: none of the keys in [secrets] opens")
    assert len(ended.err.splitlines()) == 1
    checked = keeper.types("check")
    assert (checked.code, "WRONG key of the tokens" in checked.out) == (1, True)
    assert asyncio.run(kept(keeper, FORMER)) == TOKEN


def test_without_any_key_the_way_to_one_is_told(keeper: Host) -> None:
    keeper.write("ci-bot.toml", CONSOLE)
    ended = keeper.types("run")
    assert (ended.code, "set key_file in [secrets]" in ended.err) == (78, True)
    checked = keeper.types("check")
    assert (checked.code, "WRONG key of the tokens" in checked.out) == (1, True)


def test_a_key_that_is_gone_is_told_and_leaves_no_database(host: Host) -> None:
    host.write("ci-bot.toml", SETTINGS)
    ended = host.types("run")
    assert (ended.code, ended.out) == (78, "")
    assert ended.err.startswith(
        f"{host.settings}: secrets.key_file: {host.folder}/key is missing; put it back"
    )
    assert not host.database.exists()


async def test_run_encrypts_anew_with_the_first_key(host: Host) -> None:
    write_keys(host, FORMER)
    assert host.starts("db", "upgrade").code == 0
    await keep(host)
    write_keys(host, NEW, FORMER)
    async with running(host.folder) as bot:
        assert await bot.end() == 0
    assert "Encrypted with the first key of [secrets] now: 1" in "".join(bot.said)
    assert await kept(host, NEW) == TOKEN
