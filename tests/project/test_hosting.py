"""The steps that lead a host to Matrix, taken as they are written."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from tests.conftest import NewPerson
from tests.project.sources import ROOT
from tests.support.person import Person

STEPS = re.findall(r"```sh\n(.+?)```", (ROOT / "docs/hosting.md").read_text(), re.DOTALL)
PATIENCE = 60
ENVIRONMENT = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}


async def typed(commands: str, folder: Path, stdin: str = "") -> str:
    """What the commands print; all have to succeed."""
    code, printed = await ended(commands, folder, stdin)
    assert code == 0, printed
    return printed


async def ended(commands: str, folder: Path, stdin: str = "") -> tuple[int | None, str]:
    """The exit code of the first that fails, or 0, and what they printed."""
    process = await asyncio.create_subprocess_exec(
        *("bash", "-euc", commands),
        cwd=folder,
        env=ENVIRONMENT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    async with asyncio.timeout(PATIENCE):
        printed, _ = await process.communicate(stdin.encode())
    return process.returncode, printed.decode()


def edit(path: Path, *changes: tuple[str, str]) -> None:
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[None]:
    """`ci-bot run`, which has to end by itself on SIGTERM."""
    log = folder / "run.log"
    with log.open("wb") as out:
        bot = await asyncio.create_subprocess_exec(
            "ci-bot", "run", cwd=folder, env=ENVIRONMENT, stdout=out, stderr=out
        )
    try:
        yield
    finally:
        if bot.returncode is None:
            bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            await bot.wait()
    assert bot.returncode == 0, log.read_text()


async def answers(bot: Person, room: str, person: Person, words: str) -> None:
    heard = await person.hears(
        room, lambda event: event["sender"] == bot.user_id and words in str(event["content"])
    )
    assert heard


async def healthy(status: str, folder: Path) -> None:
    """Returns when the bot has said so: it gives a sign of life every few seconds."""
    async with asyncio.timeout(PATIENCE):
        while (await ended(status, folder))[0] != 0:
            pass


async def test_the_steps_lead_to_a_bot_that_answers(new_person: NewPerson, tmp_path: Path) -> None:
    bot, ines = await new_person("bot"), await new_person("ines")
    start, apply, log_in, check, status = STEPS
    await typed(start, tmp_path, stdin=f"{bot.password}\n")
    folder = tmp_path / "ci-bot"
    edit(
        folder / "ci-bot.toml",
        ("https://matrix.example.org", bot.url),
        ("@ci-bot:example.org", bot.user_id),
    )
    edit(
        folder / "coalition.yaml",
        (
            '    # accounts: {matrix: "@ines:example.org", slack',
            f'    accounts: {{matrix: "{ines.user_id}", slack',
        ),
    )
    assert "Done." in await typed(apply, folder)
    assert "Nothing changes" in await typed("ci-bot coalition apply coalition.yaml", folder)
    assert "cross-signed" in await typed(log_in, folder)
    assert "WRONG" not in await typed(check, folder)
    async with running(folder):
        room = await ines.create_room(bot, direct=True)
        await answers(bot, room, ines, "")
        await ines.say(room, "!ci whoami")
        await answers(bot, room, ines, "Ines B.")
        await healthy(status, folder)
    assert "backup.db" in await typed("ci-bot db backup backup.db", folder)
