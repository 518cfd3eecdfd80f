"""Finds posted digests again, by the days that somebody asks for, and as they stood."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from ci_bot.domain.activity import Activity, Milestone
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import PeriodKey
from ci_bot.domain.matching.milestone_moves import moved_within
from ci_bot.domain.rhythm.period import dates, parse_period
from ci_bot.domain.status import Status
from ci_bot.domain.visibility import BACKBONE, last_visible


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


def as_it_stood(material: Material, until: datetime) -> Material:
    """An old digest's material with its activities as far as they had come at that instant.

    Milestones have the dates that they had, and what has ended since still goes on.
    """
    activities = {
        id_: replace(
            activity,
            milestones=_dated(activity, until),
            final=_end(material, activity),
        )
        for id_, activity in material.coalition.activities.items()
    }
    return replace(material, coalition=replace(material.coalition, activities=activities))


def _dated(activity: Activity, until: datetime) -> tuple[Milestone, ...]:
    were = {(move.text, move.date): move.was for move in moved_within(activity, until)}
    return tuple(
        replace(one, date=were.get((one.text.strip(), one.date), one.date))
        for one in activity.milestones
    )


def _end(material: Material, activity: Activity) -> Status | None:
    said = (*material.before.get(activity.id, ()), *material.news_of.get(activity.id, ()))
    last = last_visible(said, activity, BACKBONE)
    status = None if last is None else last.status
    return status if status is not None and status.final else None


def _shares(digest: Digest, wanted: Wanted) -> bool:
    first, end = dates(digest.period)
    return first < wanted.end and wanted.first < end
