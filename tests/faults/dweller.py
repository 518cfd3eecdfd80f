"""Starts, kills and ends the whole bot where it lives."""

import asyncio
import json
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from ci_bot.ports.store import UnitOfWork
from ci_bot.store import open_store
from tests.faults.trial import PATIENCE, ended, plain_environment
from tests.support.matrix_house import MatrixHouse
from tests.support.server_process import PROJECT


class Dweller:
    """A bot in a process of its own, in the folder of that house."""

    def __init__(self, house: MatrixHouse) -> None:
        self.house = house

    async def start(self, point: str = "", time: int = 1) -> asyncio.subprocess.Process:
        """Starts the bot, which dies at that point; it never does without one."""
        account = self.house.account
        names = ("url", "user_id", "device_id", "token", "password")
        told = {
            "account": {name: getattr(account, name) for name in names},
            "folder": str(self.house.folder),
            "point": point,
            "time": time,
        }
        with (self.house.folder / "bot.log").open("ab") as log:
            return await asyncio.create_subprocess_exec(
                sys.executable,
                "-m",
                "tests.faults.whole_bot",
                json.dumps(told),
                cwd=PROJECT,
                env=plain_environment(),
                stdout=log,
                stderr=log,
            )

    @asynccontextmanager
    async def dying_at(self, point: str, time: int) -> AsyncIterator[None]:
        """The bot, which has died at that point when this is left."""
        process = await self.start(point, time)
        yield
        assert await ended(process) == -signal.SIGKILL, self.log()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """The bot, ended politely when this is left."""
        process = await self.start()
        try:
            yield
        finally:
            process.send_signal(signal.SIGTERM)
            async with asyncio.timeout(60):
                assert await process.wait() == 0, self.log()

    async def until(self, look: Callable[[UnitOfWork], Awaitable[bool]]) -> None:
        """Waits until the store shows it."""
        async with asyncio.timeout(PATIENCE * 2), open_store(self.house.database_url) as store:
            while True:
                async with store.read() as uow:
                    if await look(uow):
                        return
                await asyncio.sleep(0.2)

    def log(self) -> str:
        """The end of what the bot logged."""
        return (self.house.folder / "bot.log").read_text()[-3000:]
