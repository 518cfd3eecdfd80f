"""Killed while it starts for the first time, the bot starts the next time as if for the first."""

import asyncio
import signal
import sys
from pathlib import Path

import pytest

from ci_bot.runtime.heartbeat import Heartbeat, read_heartbeat
from ci_bot.store import SchemaState, open_store, schema_state
from tests.faults.conftest import TIMES
from tests.faults.trial import PATIENCE, ended, plain_environment
from tests.support.server_process import PROJECT, free_port

pytestmark = pytest.mark.timeout(900)


async def start(folder: Path, point: str, time: int) -> asyncio.subprocess.Process:
    arguments = (point, str(time), "run", "-c", str(folder / "ci-bot.toml"))
    with (folder / "bot.log").open("ab") as log:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.doomed_command",
            *arguments,
            cwd=PROJECT,
            env=plain_environment(),
            stdout=log,
            stderr=log,
        )


async def heartbeat(url: str) -> Heartbeat:
    async with asyncio.timeout(PATIENCE):
        while True:
            if await schema_state(url) is SchemaState.CURRENT:
                async with open_store(url) as store, store.read() as uow:
                    if beat := await read_heartbeat(uow):
                        return beat
            await asyncio.sleep(0.1)


async def test_killed_while_it_starts_the_next_start_finds_all_in_order(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'ci-bot.db'}"
    secret = tmp_path / "token"
    secret.touch(mode=0o600)
    secret.write_text("nobody checks it, because nobody is there")
    (tmp_path / "ci-bot.toml").write_text(
        f'[database]\nurl = "{url}"\n'
        f'[matrix]\nhomeserver = "http://127.0.0.1:{free_port()}"\n'
        'user_id = "@bot:localhost"\naccess_token_file = "token"\n'
    )
    assert await ended(await start(tmp_path, "boot-after-config", 1)) == -signal.SIGKILL
    assert await schema_state(url) is SchemaState.MISSING
    for time in range(1, TIMES + 1):
        assert await ended(await start(tmp_path, "migrate-step", time)) == -signal.SIGKILL
        assert await schema_state(url) is SchemaState.MISSING
    process = await start(tmp_path, "never", 1)
    beat = await heartbeat(url)
    assert beat.platforms.keys() == {"matrix"}
    process.send_signal(signal.SIGTERM)
    assert await ended(process) == 0
