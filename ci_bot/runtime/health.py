"""How the bot is: platforms, database, event loop; and its heartbeat."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

import structlog

from ci_bot.domain.ids import on_line
from ci_bot.ports.chat.platform import Platform
from ci_bot.ports.clock import Clock
from ci_bot.ports.store import Store, StoreError
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.heartbeat import Heartbeat, read_heartbeat, write_heartbeat
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.timing import Timing

LAG_LIMIT = timedelta(seconds=2)
JUMP_LIMIT = timedelta(minutes=2)

_log = structlog.get_logger(__name__)


class Health:
    """Beats while the bot runs, and collects what is wrong."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        platforms: Sequence[Platform],
        lines: Lines,
        timing: Timing,
        lagged: Callable[[timedelta], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._platforms = platforms
        self._lines = lines
        self._timing = timing
        self._lagged = lagged
        self._started = clock.now()
        self._lag = timedelta(0)
        self._database = ""
        self._clock_back = False
        self._ended = Bell()
        self._stopping = False

    async def run(self) -> None:
        """Beats until `stop`."""
        loop = asyncio.get_running_loop()
        while not self._stopping:
            await self.beat()
            before = loop.time()
            await self._ended.wait(self._timing.beat)
            late = timedelta(seconds=loop.time() - before) - self._timing.beat
            self._lag = max(late, timedelta(0))
            self._lagged(self._lag)

    def stop(self) -> None:
        """Beats no more."""
        self._stopping = True
        self._ended.ring()

    async def beat(self) -> None:
        """Writes the heartbeat, and notices a database that can't be written."""
        now = self._clock.now()
        platforms = {p.name: self._trouble(p) for p in self._platforms}
        try:
            async with self._store.write() as uow:
                self._look_at_clock(await read_heartbeat(uow), now)
                beat = Heartbeat(at=now, started=self._started, platforms=platforms)
                await write_heartbeat(uow, beat)
                await uow.commit()
        except StoreError as error:
            self._database = str(error)
            _log.error("database_away", error=type(error).__name__)
        else:
            self._database = ""

    @property
    def reasons(self) -> Sequence[str]:
        """What is wrong just now, for staff; empty while all is well."""
        found = [f"{p.name}: {trouble}" for p in self._platforms if (trouble := self._trouble(p))]
        if self._database:
            found.append(f"database: {self._database}")
        if self._lag > LAG_LIMIT:
            found.append(f"event loop: {self._lag.total_seconds():.1f} s late")
        if self._clock_back:
            found.append("clock: it went back; check the system's time")
        return tuple(found)

    @property
    def clock_back(self) -> bool:
        """Whether the machine's clock went back."""
        return self._clock_back

    def troubles_of(self, addresses: Collection[str]) -> Sequence[str]:
        """What keeps those who use these addresses from being reached, and nothing of others'."""
        stopped = self._lines.stopped.items()
        found = [
            f"{line.rstrip('/')}: {why}"
            for line, why in stopped
            if any(on_line(address, line) for address in addresses)
        ]
        # What a platform says of itself may name others' workspaces; its host can look.
        found += [
            f"{p.name}: ci-bot status"
            for p in self._platforms
            if p.trouble and any(on_line(address, p.name) for address in addresses)
        ]
        return tuple(found)

    def _trouble(self, platform: Platform) -> str | None:
        return self._lines.trouble(platform.name) or platform.trouble

    def _look_at_clock(self, last: Heartbeat | None, now: datetime) -> None:
        # Schedules are rows with unique keys, so a wrong clock doubles nothing; it may delay all.
        self._clock_back = last is not None and now < last.at - JUMP_LIMIT
        if self._clock_back:
            _log.error("clock_went_back")
