"""The whole bot on Slack in a process of its own, which may be told when to kill itself."""

import asyncio
import multiprocessing
import os
import signal
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from slack_sdk.http_retry.builtin_async_handlers import async_default_handlers

from adapters.slack.platform import SlackPlatform
from adapters.slack.plugin import SlackPlugin
from adapters.slack.settings import SlackSettings
from adapters.slack.timing import ReadingTiming, SocketTiming
from adapters.slack.timing import Timing as SlackTiming
from ci_bot.app import build_app
from ci_bot.ports.chat import Platform
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.logs import set_up_logs
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.runtime.timing import Timing
from ci_bot.runtime.vault import StoreVault
from ci_bot.store import open_store
from tests.faults.death import die_at

# Fractions of the real ones, in the same order of size.
TIMING = Timing(
    poll=timedelta(milliseconds=200),
    request=timedelta(seconds=1),
    patience=timedelta(seconds=3),
    settle=timedelta(seconds=1.5),
    lease=timedelta(seconds=4),
    retry_first=timedelta(milliseconds=100),
)
ON_SLACK = SlackTiming(
    request=1.0,
    backoff=0.05,
    backoff_limit=0.2,
    pace=0.0,
    sockets=SocketTiming(apart=0.05, backoff=0.05, backoff_limit=0.2, farewell=0.2),
    reading=ReadingTiming(between=0.0),
)


@dataclass(frozen=True, kw_only=True)
class Orders:
    """Where everything is; at which point to die, and at the how-manieth time; and a seeded bug.

    `bug`: `blind` never finds what it has sent, `sdk` lets Slack's own client try again.
    """

    database: str
    folder: Path
    settings: SlackSettings
    point: str = ""
    time: int = 1
    bug: str = ""


class Blind:
    """A platform whose sender finds nothing of what was sent."""

    def __init__(self, wrapped: Any) -> None:
        self._wrapped = wrapped

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wrapped, name)

    @property
    def sender(self) -> Any:
        return Blind(self._wrapped.sender)

    async def find(self, *_: object, **__: object) -> None:
        """Nothing is there."""


def seeded(platform: Platform, bug: str) -> Platform:
    """The platform with that bug, or as it is."""
    if bug == "blind":
        return Blind(platform)
    if bug == "sdk":
        assert isinstance(platform, SlackPlatform)
        for workspace in platform._workspaces.here:  # noqa: SLF001 - nobody else may get there
            workspace.client.retry_handlers = async_default_handlers()
    return platform


def process(orders: Orders) -> multiprocessing.Process:
    """A process that lives by these orders; forked from one that has loaded everything."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    # Whoever is killed has no coverage to give.
    environment = {k: os.environ.pop(k) for k in list(os.environ) if k.startswith("COV")}
    try:
        child = context.Process(target=_main, args=(orders,), daemon=True)
        child.start()
    finally:
        os.environ.update(environment)
    return child  # type: ignore[return-value]


async def ended(child: multiprocessing.Process, patience: float = 60.0) -> int | None:
    """The exit code, negative for a signal; None when it didn't end."""
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_reader(child.sentinel, over.set)
    try:
        async with asyncio.timeout(patience):
            await over.wait()
    except TimeoutError:
        return None
    finally:
        loop.remove_reader(child.sentinel)
    child.join()
    return child.exitcode


def _main(orders: Orders) -> None:
    with (orders.folder / "bot.log").open("ab") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
    set_up_logs()
    asyncio.run(_live(orders))


async def _live(orders: Orders) -> None:
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    if orders.point:
        die_at(orders.point, orders.time)
    async with (
        open_store(orders.database) as store,
        SlackPlugin(ON_SLACK).open(
            orders.settings, StoreVault(store, "slack"), orders.folder
        ) as platform,
    ):
        app = build_app(
            store=store,
            clock=SystemClock(),
            platforms=(seeded(platform, orders.bug),),
            holidays=PublicHolidays(),
            timing=TIMING,
        )
        await app.run(stop)
