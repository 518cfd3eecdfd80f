"""Opens the platforms and the database, and runs the bot until a signal comes."""

import asyncio
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

import structlog

from ci_bot.cli.database import Database, LateVault, database
from ci_bot.cli.installation import Installation
from ci_bot.ports.chat import Platform, PlatformMisconfigured
from ci_bot.ports.crash import reached
from ci_bot.settings import SettingsError

_log = structlog.get_logger(__name__)


async def run_bot(installation: Installation) -> None:
    """Returns after a signal, with nothing left half done.

    Raises SettingsError, PlatformStopped when every platform refuses the bot, and StoreError.
    """
    reached("boot-after-config")
    ending = _Ending()
    running = asyncio.create_task(_run(installation, ending))
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, ending.begin, running)
    try:
        await running
    except asyncio.CancelledError:
        if not ending.stop.is_set():
            raise


@dataclass
class _Ending:
    """What a signal does: cancels what is still being opened, stops what runs."""

    stop: asyncio.Event = field(default_factory=asyncio.Event)
    opening: bool = True

    def begin(self, running: asyncio.Task[None]) -> None:
        self.stop.set()
        if self.opening:
            running.cancel()


async def _run(installation: Installation, ending: _Ending) -> None:
    async with database(installation, upgrading=True) as rows, AsyncExitStack() as stack:
        # What is wrong with the settings shows before the database is touched, and before the bot
        # is loaded, which takes a while.
        platforms = await _platforms(installation, rows, stack)
        from ci_bot.cli.serving import make_bot

        app = make_bot(installation, await rows.store(), platforms)
        ending.opening = False
        _log.info("started", count=len(platforms))
        await app.run(ending.stop)
        _log.info("ended")


async def _platforms(
    installation: Installation, rows: Database, stack: AsyncExitStack
) -> list[Platform]:
    platforms = []
    for name, plugin in installation.plugins.items():
        table = installation.settings.adapters[name]
        opening = plugin.open(table, LateVault(rows, name), installation.folder)
        try:
            platforms.append(await stack.enter_async_context(opening))
        except PlatformMisconfigured as error:
            raise SettingsError(f"{installation.path}: {name}: {error}") from None
    return platforms
