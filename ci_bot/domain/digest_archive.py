"""Finds posted digests again, by the days that somebody asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ci_bot.domain.digest import Digest, DigestState
from ci_bot.domain.ids import PeriodKey
from ci_bot.domain.period import dates, parse_period


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """The days somebody asks for, up to `end` (exclusive)."""

    first: date
    end: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Search:
    """The posted digests of the days, oldest first; where there are none, the nearest ones."""

    found: tuple[Digest, ...] = ()
    nearest: tuple[PeriodKey, ...] = ()


def parse_wanted(text: str) -> Wanted:
    """The days of `2026-W47`, `2026-11`, `2026-Q4` or `2026-11-25`; raises PeriodError."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        pass
    else:
        if "W" not in text.upper():
            return Wanted(first=day, end=day + timedelta(days=1))
    first, end = dates(parse_period(text))
    return Wanted(first=first, end=end)


def search(digests: Sequence[Digest], wanted: Wanted) -> Search:
    """What was posted for periods that share days with what is wanted."""
    posted = sorted(
        (digest for digest in digests if digest.state is DigestState.POSTED),
        key=lambda digest: digest.until,
    )
    found = tuple(digest for digest in posted if _shares(digest, wanted))
    if found:
        return Search(found=found)
    before = [d.period for d in posted if dates(d.period)[0] < wanted.first]
    after = [d.period for d in posted if dates(d.period)[0] >= wanted.first]
    return Search(nearest=(*before[-1:], *after[:1]))


def _shares(digest: Digest, wanted: Wanted) -> bool:
    first, end = dates(digest.period)
    return first < wanted.end and wanted.first < end
