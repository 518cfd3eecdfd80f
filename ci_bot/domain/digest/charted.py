"""Which updates the chart of a digest is drawn from: what that digest and earlier ones tell."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.material import followed, told_in
from ci_bot.domain.digest.status_grid import WEEKS
from ci_bot.domain.update import Update

_BEFORE = "activity:"


def chart_end(digest: Digest) -> datetime:
    """Up to when its chart reaches: when it was posted, or should be."""
    return digest.posted or digest.due


def chart_begin(digest: Digest) -> datetime:
    """Before that, only the last word on each activity is of interest."""
    return chart_end(digest) - timedelta(weeks=WEEKS + 1)


def charted(digest: Digest, updates: Sequence[Update]) -> Iterator[Update]:
    """The updates in their present forms, without what the digest doesn't tell.

    What was said since its freeze is there only where the digest was edited for it, and belongs
    to the digest's own week. A line that the backbone left out changes nothing in the chart.
    """
    told = told_in(updates, digest.updates)
    left_out = _left_out(digest)
    known = [
        update
        for update in updates
        if (update.id in told and update.activity not in left_out)
        or (update.id not in told and update.recorded < digest.until)
    ]
    gone = followed(known)
    last = chart_end(digest) - timedelta(microseconds=1)
    for update in known:
        if update.withdrawn is None and update.id not in gone:
            yield replace(update, replaced=None, at=min(update.at, last))


def _left_out(digest: Digest) -> frozenset[str]:
    """The activities whose lines the backbone dropped from it."""
    numbered = enumerate(digest.lines, 1)
    dropped = (line for number, line in numbered if number in digest.dropped)
    return frozenset(line.removeprefix(_BEFORE) for line in dropped if line.startswith(_BEFORE))
