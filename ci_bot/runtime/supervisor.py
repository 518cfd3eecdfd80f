"""Runs everything that moves, and ends it so that nothing is left half done."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from ci_bot.ports.chat.errors import PlatformStopped
from ci_bot.ports.chat.platform import Inlet, Platform
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Outcomes
from ci_bot.ports.store import Store, StoreError
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.timing import Timing

_log = structlog.get_logger(__name__)


class Worker(Protocol):
    """A part that runs until it is told to stop, then finishes what it has begun."""

    async def run(self) -> None: ...

    def stop(self) -> None: ...


class Supervisor:
    """Receives from every platform and runs the workers; one platform's end isn't the others'."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        platforms: Sequence[Platform],
        inlet: Callable[[Platform], Inlet],
        workers: Sequence[Worker],
        lines: Lines,
        outcomes: Outcomes,
        timing: Timing,
    ) -> None:
        self._store = store
        self._clock = clock
        self._platforms = platforms
        self._inlet = inlet
        self._workers = workers
        self._lines = lines
        self._outcomes = outcomes
        self._timing = timing

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set, then ends within `timing.stop`.

        Raises PlatformStopped when every platform has refused the bot. A delivery that is cut off
        stays as it is in the store, and is reconciled at the next start.
        """
        async with asyncio.TaskGroup() as group:
            receivers = [group.create_task(self._receive(p)) for p in self._platforms]
            workers = [group.create_task(worker.run()) for worker in self._workers]
            stopping = group.create_task(stop.wait())
            await _first_of(stopping, receivers)
            for task in (stopping, *receivers):
                task.cancel()
            for worker in self._workers:
                worker.stop()
            if workers:
                _, late = await asyncio.wait(workers, timeout=self._timing.stop.total_seconds())
                for task in late:
                    task.cancel()
        if not stop.is_set():
            raise PlatformStopped("; ".join(f"{n}: {r}" for n, r in self._lines.stopped.items()))

    async def _receive(self, platform: Platform) -> None:
        tries = 0
        while True:
            began = self._clock.now()
            try:
                await platform.receive(self._inlet(platform))
            except PlatformStopped as error:
                await self._platform_stopped(platform.name, str(error))
                return
            except Exception as error:  # noqa: BLE001 - receiving has to go on
                _log.error("receiving_failed", platform=platform.name, exc_info=error)
            lasted = self._clock.now() - began
            tries = 1 if lasted > self._timing.retry_most else tries + 1
            await self._clock.sleep(self._timing.retry_in(tries).total_seconds())

    async def _platform_stopped(self, platform: str, reason: str) -> None:
        _log.error("platform_stopped", platform=platform)
        if platform in self._lines.stopped:
            return
        self._lines.stop(platform, reason)
        try:
            async with self._store.write() as uow:
                await self._outcomes.platform_stopped(uow, platform, reason)
                await uow.commit()
        except StoreError as error:
            _log.error("outcome_failed", platform=platform, exc_info=error)


async def _first_of(stopping: asyncio.Task[bool], receivers: Sequence[asyncio.Task[None]]) -> None:
    # Until told to stop, or until no platform is left.
    while not stopping.done() and not (receivers and all(r.done() for r in receivers)):
        waiting = {stopping, *(r for r in receivers if not r.done())}
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
