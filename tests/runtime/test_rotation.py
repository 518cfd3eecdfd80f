"""Keys are changed while the bot runs, and nothing is lost whenever it is killed."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ci_bot.ports.chat import PlatformMisconfigured
from ci_bot.ports.store import Store
from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.rotation import inspect, rotate
from ci_bot.runtime.vault import SECRETS, StoreVault, secret_name
from ci_bot.settings import new_key
from ci_bot.store import open_store, upgrade
from ci_bot.testing.memory_store import MemoryStore
from tests.project.sources import ROOT

OLD, NEW = new_key(), new_key()
MANY = 800


async def fill(store: Store, count: int, keyring: Keyring) -> None:
    async with store.write() as uow:
        for number in range(count):
            sealed = keyring.seal(f"token {number}")
            await uow.values.put(secret_name("slack", str(number)), sealed)
        await uow.commit()


async def everything(store: Store, keyring: Keyring) -> dict[str, str]:
    async with store.read() as uow:
        sealed = await uow.values.beginning(SECRETS)
    return {name: keyring.open(value) for name, value in sealed.items()}


async def test_after_it_the_former_key_is_not_needed(store: MemoryStore) -> None:
    await fill(store, 120, Keyring([OLD]))
    assert await rotate(store, Keyring([NEW, OLD])) == 120
    assert await rotate(store, Keyring([NEW, OLD])) == 0
    told = await everything(store, Keyring([NEW]))
    assert told == {secret_name("slack", str(n)): f"token {n}" for n in range(120)}


async def test_what_no_key_opens_is_told_and_left_as_it_is(store: MemoryStore) -> None:
    await fill(store, 3, Keyring([OLD]))
    for keyring, words in ((Keyring([NEW]), "further line"), (Keyring(), "set key_file")):
        with pytest.raises(PlatformMisconfigured, match=words):
            await rotate(store, keyring)
        with pytest.raises(PlatformMisconfigured, match=words):
            await inspect(store, keyring)
    assert len(await everything(store, Keyring([OLD]))) == 3


async def test_without_secrets_no_key_is_needed(store: MemoryStore) -> None:
    await StoreVault(store, "matrix").put("since", "s73")
    assert await rotate(store, Keyring()) == 0
    await inspect(store, Keyring())


async def test_killed_in_the_middle_under_load_nothing_is_lost(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'ci-bot.db'}"
    await upgrade(url)
    async with open_store(url) as store:
        await fill(store, MANY, Keyring([OLD]))
    for count in (1, 8):
        assert doomed(url, count).returncode == -signal.SIGKILL
        async with open_store(url) as store:
            assert len(await everything(store, Keyring([NEW, OLD]))) == MANY
    # Seven batches were done before it died in the next one.
    ended = doomed(url, 0)
    assert ended.returncode == 0
    assert int(ended.stdout) <= MANY - 7 * 50
    async with open_store(url) as store:
        told = await everything(store, Keyring([NEW]))
    tokens = {secret_name("slack", str(n)): f"token {n}" for n in range(MANY)}
    assert told == {**tokens, secret_name("slack", "7"): "reinstalled"}


def doomed(url: str, count: int) -> subprocess.CompletedProcess[str]:
    program = [sys.executable, "-m", "tests.runtime.doomed_rotation", url, str(count), NEW, OLD]
    return subprocess.run(
        program, cwd=ROOT, capture_output=True, text=True, check=False, timeout=110
    )
