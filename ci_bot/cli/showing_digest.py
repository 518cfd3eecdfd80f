"""Finds a posted digest and writes it in a format."""

from ci_bot.cli.coalitions import load_coalition
from ci_bot.cli.installation import Installation
from ci_bot.cli.refusals import FailedError
from ci_bot.domain.ids import PeriodKey
from ci_bot.domain.period import PeriodError, parse_period
from ci_bot.runtime.clock import SystemClock
from ci_bot.services.show_digest import ShowDigest
from ci_bot.store import open_store
from ci_bot.views.digest_formats import DigestFormat, render_digest
from ci_bot.views.reader import Reader


async def digest_text(
    installation: Installation, slug: str | None, period: str | None, format: str
) -> str:
    """The digest of a period, or the last; in the coalition's first language and time zone.

    Raises FailedError when there is none, and StoreError.
    """
    wanted = _period(period)
    async with open_store(installation.url) as store, store.read() as uow:
        coalition = await load_coalition(uow, slug)
        content = await ShowDigest()(uow, coalition, wanted)
    if content is None:
        of = f" of {wanted}" if wanted else ""
        raise FailedError(
            f"no digest{of} was posted in {coalition.id} yet; `ci-bot status` shows what comes next"
        )
    reader = Reader(
        language=next(iter(coalition.languages), "en"),
        zone=coalition.timezone,
        now=SystemClock().now(),
    )
    return render_digest(content, reader, DigestFormat(format))


def _period(text: str | None) -> PeriodKey | None:
    try:
        return None if text is None else parse_period(text)
    except PeriodError as error:
        raise FailedError(str(error)) from None
