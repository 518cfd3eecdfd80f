"""`ci-bot run` as a process, as long as a test needs it."""

import asyncio
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

STARTED = "event=started"


@dataclass
class RunningBot:
    """The process, and what it said so far."""

    process: asyncio.subprocess.Process
    said: list[str] = field(default_factory=list)

    async def hear(self, words: str) -> str:
        """The next line with these words."""
        assert self.process.stderr is not None
        async for raw in self.process.stderr:
            line = raw.decode()
            self.said.append(line)
            if words in line:
                return line
        raise AssertionError(f"never said {words!r}, but:\n{''.join(self.said)}")

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """The exit code after a signal, which has to come within 30 s."""
        self.process.send_signal(number)
        async with asyncio.timeout(30):
            return await self.process.wait()


async def start(folder: Path) -> RunningBot:
    """The bot of that folder, just started."""
    process = await asyncio.create_subprocess_exec(
        Path(sys.executable).with_name("ci-bot"),
        "run",
        cwd=folder,
        stderr=asyncio.subprocess.PIPE,
    )
    return RunningBot(process)


@asynccontextmanager
async def running(folder: Path) -> AsyncIterator[RunningBot]:
    """The bot of that folder, running."""
    bot = await start(folder)
    try:
        await bot.hear(STARTED)
        yield bot
    finally:
        if bot.process.returncode is None:
            bot.process.kill()
            await bot.process.wait()
