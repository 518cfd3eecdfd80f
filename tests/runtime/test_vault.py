"""Secrets are encrypted wherever the database is written, and need a key."""

from pathlib import Path

import pytest

from ci_bot.ports.chat import PlatformMisconfigured
from ci_bot.ports.store import Store
from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.vault import StoreVault
from ci_bot.settings import new_key
from ci_bot.store import backup, open_store, upgrade
from ci_bot.testing.memory_store import MemoryStore

CANARY = "xoxb-canary-3141592653"
KEY = new_key()


def vault(store: Store, platform: str = "slack", *keys: str) -> StoreVault:
    return StoreVault(store, platform, Keyring(keys or (KEY,)))


async def test_a_secret_is_got_back_and_belongs_to_its_platform(store: MemoryStore) -> None:
    assert await vault(store).secret("T1") is None
    await vault(store).keep_secret("T1", CANARY)
    await vault(store).keep_secret("T1", f"{CANARY}, again")
    assert await vault(store).secret("T1") == f"{CANARY}, again"
    assert await vault(store, "matrix").secret("T1") is None


async def test_a_secret_is_no_value_and_a_value_no_secret(store: MemoryStore) -> None:
    await vault(store).keep_secret("T1", CANARY)
    assert await vault(store).get("T1") is None
    assert await vault(store).names("") == []
    await vault(store).put("T1", "public")
    assert await vault(store).secret("T1") == CANARY


async def test_what_is_forgotten_is_gone_and_told_once(store: MemoryStore) -> None:
    await vault(store).put("T1", "public")
    await vault(store).keep_secret("T1", CANARY)
    await vault(store).keep_secret("T2", CANARY)
    await vault(store, "matrix").put("T1", "theirs")
    assert [await vault(store).forget("T1") for _ in range(2)] == [True, False]
    assert (await vault(store).get("T1"), await vault(store).secret("T1")) == (None, None)
    assert await vault(store).secret("T2") == CANARY
    assert await vault(store, "matrix").get("T1") == "theirs"


async def test_without_a_key_no_secret_is_kept_nor_asked_for(store: MemoryStore) -> None:
    keyless = StoreVault(store, "slack")
    with pytest.raises(PlatformMisconfigured, match="set key_file in \\[secrets\\]"):
        await keyless.keep_secret("T1", CANARY)
    with pytest.raises(PlatformMisconfigured, match="set key_file in \\[secrets\\]"):
        await keyless.secret("T1")
    assert await vault(store).secret("T1") is None


async def test_with_another_key_a_secret_stays_closed(store: MemoryStore) -> None:
    await vault(store).keep_secret("T1", CANARY)
    other = vault(store, "slack", new_key())
    with pytest.raises(PlatformMisconfigured, match="further line of the key file"):
        await other.secret("T1")
    assert await vault(store, "slack", new_key(), KEY).secret("T1") == CANARY


async def test_neither_database_nor_backup_tells_a_token(tmp_path: Path) -> None:
    file, copy = tmp_path / "ci-bot.db", tmp_path / "copy.db"
    url = f"sqlite+aiosqlite:///{file}"
    await upgrade(url)
    async with open_store(url) as store:
        await vault(store).put("T1", "in the clear")
        await vault(store).keep_secret("T1", CANARY)
        await backup(url, copy)
        written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert {name for name, raw in written.items() if b"in the clear" in raw} >= {"copy.db"}
    assert {"ci-bot.db", "ci-bot.db-wal", "copy.db"} <= set(written)
    assert [name for name, raw in written.items() if CANARY.encode() in raw] == []
