"""Finds a posted digest, to be written in a format, and its chart."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ci_bot.cli.coalitions import load_coalition
from ci_bot.cli.installation import Installation
from ci_bot.cli.refusals import FailedError
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.consistency import AUDIENCES
from ci_bot.domain.digest.archive import Search, Wanted, parse_wanted
from ci_bot.domain.digest.content import DigestContent
from ci_bot.domain.rhythm.period import PeriodError
from ci_bot.messages.blocks import Image
from ci_bot.ports.store import UnitOfWork
from ci_bot.runtime.clock import SystemClock
from ci_bot.services.digest.show_chart import ShowChart
from ci_bot.services.digest.show_digest import ShowDigest
from ci_bot.store import open_store
from ci_bot.views.digest.formats import DigestFormat, render_digest
from ci_bot.views.reader import Reader


async def digest_text(
    installation: Installation, slug: str | None, period: str | None, format: str, audience: str
) -> str:
    """The digest of a period, or the last, as an audience's channel gets it.

    In the coalition's first language and time zone. Raises FailedError when there isn't one such
    digest, or no such audience, and StoreError.
    """
    async with _found(installation, slug, period, audience) as (_, coalition, content):
        reader = Reader(
            language=next(iter(coalition.languages), "en"),
            zone=coalition.timezone,
            now=SystemClock().now(),
        )
        return render_digest(content, reader, DigestFormat(format))


async def chart_of(
    installation: Installation, slug: str | None, period: str | None, audience: str
) -> Image:
    """The chart of that digest; raises as `digest_text`, and FailedError where there is none."""
    async with _found(installation, slug, period, audience) as (uow, coalition, content):
        image = await ShowChart()(uow, coalition, content.period, audience)
    if image is None:
        raise FailedError(f"nobody had told how an activity stands by {content.period}: no chart")
    return image


@asynccontextmanager
async def _found(
    installation: Installation, slug: str | None, period: str | None, audience: str
) -> AsyncIterator[tuple[UnitOfWork, Coalition, DigestContent]]:
    wanted = _wanted(period)
    async with open_store(installation.url) as store, store.read() as uow:
        coalition = await load_coalition(uow, slug)
        known = (*AUDIENCES, *coalition.working_groups)
        if audience not in known:
            raise FailedError(f"`{audience}` is no audience: use one of {', '.join(known)}")
        found = await ShowDigest()(uow, coalition, wanted, audience)
        if isinstance(found, Search):
            raise FailedError(_none(coalition.id, period, found))
        yield uow, coalition, found


def _none(slug: str, period: str | None, search: Search) -> str:
    if search.found:
        several = ", ".join(digest.period for digest in search.found)
        return f"several digests of {period} were posted in {slug}: choose one of {several}"
    if search.nearest:
        nearest = " and ".join(search.nearest)
        return f"no digest of {period} was posted in {slug}; the nearest: {nearest}"
    return f"no digest was posted in {slug} yet; `ci-bot status` shows what comes next"


def _wanted(text: str | None) -> Wanted | None:
    try:
        return None if text is None else parse_wanted(text)
    except PeriodError as error:
        raise FailedError(str(error)) from None
