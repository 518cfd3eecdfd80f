"""Opens everything the bot needs and runs it until a signal comes."""

import asyncio
import signal
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import timedelta

import structlog

from ci_bot.app import build_app
from ci_bot.cli.database import opened
from ci_bot.cli.installation import Installation
from ci_bot.cli.refusals import FailedError
from ci_bot.http import Listener, ListenError
from ci_bot.ports.chat import Platform, PlatformMisconfigured
from ci_bot.ports.crash import reached
from ci_bot.ports.store import Store
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.health import Health
from ci_bot.runtime.metrics import Metrics
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.runtime.timing import Timing
from ci_bot.runtime.vault import StoreVault
from ci_bot.settings import SettingsError, TimingSettings

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
    async with opened(installation, upgrading=True) as database, AsyncExitStack() as stack:
        platforms = await _platforms(installation, database.store, stack)
        database.keep = True
        await _serve(installation, database.store, platforms, ending)


async def _platforms(
    installation: Installation, store: Store, stack: AsyncExitStack
) -> list[Platform]:
    platforms = []
    for name, plugin in installation.plugins.items():
        table = installation.settings.adapters[name]
        opening = plugin.open(table, StoreVault(store, name), installation.folder)
        try:
            platforms.append(await stack.enter_async_context(opening))
        except PlatformMisconfigured as error:
            raise SettingsError(f"{installation.path}: {name}: {error}") from None
    return platforms


async def _serve(
    installation: Installation, store: Store, platforms: list[Platform], ending: _Ending
) -> None:
    clock = SystemClock()
    web = installation.settings.web

    def listeners(health: Health, metrics: Metrics) -> list[Listener]:
        if web is None:
            return []
        try:
            listener = Listener(
                web.listen,
                reasons=lambda: health.reasons,
                exposition=lambda: metrics.exposition(store, clock),
            )
        except ListenError as error:
            raise FailedError(f"{installation.path}: {error}") from None
        return [listener]

    app = build_app(
        store=store,
        clock=clock,
        platforms=platforms,
        holidays=PublicHolidays(),
        timing=_timing(installation.settings.timing),
        extra=listeners,
    )
    ending.opening = False
    _log.info("started", count=len(platforms))
    await app.run(ending.stop)
    _log.info("ended")


def _timing(settings: TimingSettings) -> Timing:
    """The runtime's durations; whoever waits longer for a platform owns what it claims longer."""
    request = timedelta(seconds=settings.http_timeout_seconds)
    usual = Timing()
    return Timing(
        request=request,
        settle=timedelta(seconds=settings.settle_seconds),
        patience=max(usual.patience, 3 * request),
        lease=max(usual.lease, 5 * request),
    )
