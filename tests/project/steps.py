"""Takes the steps of a document as a host would: types what it says into a shell."""

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

PATIENCE = 60
# A host measures no coverage.
ENVIRONMENT = {
    **{k: v for k, v in os.environ.items() if not k.startswith("COV")},
    "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
}


def steps(text: str) -> list[str]:
    """What the text has one type."""
    return re.findall(r"```sh\n(.+?)```", text, re.DOTALL)


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


async def healthy(status: str, folder: Path) -> None:
    """Returns when the bot has said so: it gives a sign of life every few seconds."""
    async with asyncio.timeout(PATIENCE):
        while (await ended(status, folder))[0] != 0:
            pass
