"""Puts the bot together as the settings want it."""

from datetime import timedelta

from ci_bot.app import App, build_app
from ci_bot.cli.installation import Installation
from ci_bot.cli.refusals import FailedError
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.http import Listener, ListenError
from ci_bot.ports.chat import Platform
from ci_bot.ports.store import Store
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.health import Health
from ci_bot.runtime.metrics import Metrics
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.runtime.timing import Timing
from ci_bot.settings import TimingSettings


def make_bot(installation: Installation, store: Store, platforms: list[Platform]) -> App:
    """The bot, ready to run; raises FailedError when its address is taken."""
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
                brought={path: page for p in platforms for path, page in p.pages.items()},
            )
        except ListenError as error:
            raise FailedError(f"{installation.path}: {error}") from None
        return [listener]

    return build_app(
        store=store,
        clock=clock,
        platforms=platforms,
        holidays=PublicHolidays(),
        timing=_timing(installation.settings.timing),
        hours=_hours(installation.settings.timing),
        extra=listeners,
    )


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


def _hours(settings: TimingSettings) -> GoodHours:
    return GoodHours(
        quiet_from=settings.quiet_from,
        quiet_until=settings.quiet_until,
        spread=timedelta(minutes=settings.spread_minutes),
    )
