"""Builds the bot from its parts, and runs it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.app.use_cases import Composition, compose
from ci_bot.commands.dispatch import Dispatch
from ci_bot.commands.registry import REGISTRY
from ci_bot.commands.routing import Route
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.ports.chat.platform import Inlet, Platform
from ci_bot.ports.clock import Clock
from ci_bot.ports.holidays import Holidays
from ci_bot.ports.store import Store
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.channels import ChannelFinder
from ci_bot.runtime.flood import FloodGate
from ci_bot.runtime.health import Health
from ci_bot.runtime.inbox import InboxWorker
from ci_bot.runtime.inlet import StoreInlet
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.metrics import Metrics
from ci_bot.runtime.outbox import OutboxWorker
from ci_bot.runtime.supervisor import Supervisor, Worker
from ci_bot.runtime.ticker import Ticker
from ci_bot.runtime.timing import Timing


@dataclass(frozen=True, kw_only=True)
class App:
    """The bot, ready to run; its parts are open to whoever turns the clock by hand."""

    composition: Composition
    inbox: InboxWorker
    outbox: OutboxWorker
    ticker: Ticker
    health: Health
    metrics: Metrics
    inlet: Callable[[Platform], Inlet]
    channels: ChannelFinder
    supervisor: Supervisor

    async def run(self, stop: asyncio.Event) -> None:
        """Runs until `stop` is set; raises PlatformStopped when every platform refuses the bot."""
        # Before the first invite to a channel that is known by its alias alone.
        await self.channels.look()
        await self.supervisor.run(stop)

    async def settle(self) -> None:
        """Does all that is due just now, and all that follows from it; nothing runs meanwhile."""
        await self.ticker.once()
        while await self.inbox.drain() + await self.outbox.drain():
            pass


def build_app(
    *,
    store: Store,
    clock: Clock,
    platforms: Sequence[Platform],
    holidays: Holidays,
    timing: Timing | None = None,
    hours: GoodHours | None = None,
    extra: Callable[[Health, Metrics], Sequence[Worker]] = lambda _health, _metrics: (),
) -> App:
    """The bot over ready parts; `extra` makes further workers, such as the HTTP listener."""
    timing = timing or Timing()
    senders = {platform.name: platform.sender for platform in platforms}
    lines = Lines(senders)
    metrics = Metrics()
    health = Health(
        store=store,
        clock=clock,
        platforms=platforms,
        lines=lines,
        timing=timing,
        lagged=metrics.loop_lag,
    )
    composition = compose(
        store=store,
        clock=clock,
        holidays=holidays,
        hours=hours or GoodHours(),
        reactions=lambda name: senders[name].capabilities.reactions,
        taps=lambda name: name in senders and senders[name].capabilities.taps,
        rooms=lambda name: name in senders and senders[name].capabilities.shared_rooms,
        troubles=health.troubles_of,
        clock_back=lambda: health.clock_back,
        here=lambda name: name in senders,
    )
    arrived, due = Bell(), Bell()
    gate = FloodGate()
    use = composition.use_cases
    route = Route(use=use, dispatch=Dispatch(use=use, registry=REGISTRY))
    inbox = InboxWorker(
        store=store,
        clock=clock,
        handle=route,
        outcomes=composition.outcomes,
        timing=timing,
        bell=arrived,
        done=due.ring,
    )
    outbox = OutboxWorker(
        store=store,
        clock=clock,
        lines=lines,
        preparer=composition.preparer,
        outcomes=composition.outcomes,
        timing=timing,
        bell=due,
        observe=metrics.delivery,
    )

    async def tick(now: datetime) -> None:
        await composition.tick(now)
        due.ring()

    ticker = Ticker(tick, clock=clock)
    channels = ChannelFinder(store=store, lines=lines)

    def inlet(platform: Platform) -> StoreInlet:
        return StoreInlet(
            store=store,
            clock=clock,
            platform=platform.name,
            gate=gate,
            bell=arrived,
            timing=timing,
            forms=composition.forms,
            lines=lines,
            outcomes=composition.outcomes,
        )

    supervisor = Supervisor(
        store=store,
        clock=clock,
        platforms=platforms,
        inlet=inlet,
        workers=(inbox, outbox, ticker, channels, health, *extra(health, metrics)),
        lines=lines,
        outcomes=composition.outcomes,
        timing=timing,
    )
    return App(
        composition=composition,
        inbox=inbox,
        outbox=outbox,
        ticker=ticker,
        health=health,
        metrics=metrics,
        inlet=inlet,
        channels=channels,
        supervisor=supervisor,
    )
