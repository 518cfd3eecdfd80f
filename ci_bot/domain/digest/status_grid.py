"""How the activities stood at the end of each week, as one audience knows it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.rhythm.cadence import instant, local_date
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import Audience, last_visible

WEEKS = 12
"""The most that fit on a page and in a head."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GridRow:
    """One activity: a status for each week, None before the first one the audience could see."""

    activity: ActivityId
    title: str
    cells: tuple[Status | None, ...]

    @property
    def now(self) -> Status:
        """The status at the end; a row always has one."""
        last = self.cells[-1]
        if last is None:
            raise ValueError(f"nothing to be seen of {self.activity}")
        return last


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusGrid:
    """Activities by weeks for one audience; `weeks` are the Mondays, oldest first."""

    coalition: str
    weeks: tuple[date, ...]
    rows: tuple[GridRow, ...]


def status_grid(
    coalition: Coalition,
    updates: Iterable[Update],
    audience: Audience,
    *,
    until: datetime,
    weeks: int = WEEKS,
) -> StatusGrid:
    """The weeks up to an instant, by the coalition's time; the last one is cut off there.

    `updates` begin with the last ones from before the first week. The order is the roster's. An
    activity of which there is nothing to see has no row, nor one that ended before these weeks.
    """
    if not 1 <= weeks <= WEEKS:
        raise ValueError(f"{weeks} weeks: a chart shows 1 to {WEEKS}")
    own: dict[ActivityId, list[Update]] = defaultdict(list)
    for update in updates:
        if update.at < until:
            own[update.activity].append(update)
    # At midnight between two weeks, it is the one that ends.
    day = local_date(until - timedelta(microseconds=1), coalition.timezone)
    monday = day - timedelta(days=day.weekday())
    mondays = tuple(monday - timedelta(weeks=back) for back in reversed(range(weeks)))
    begins = [instant(day, time(), coalition.timezone) for day in mondays]
    rows = (
        _row(activity, own[activity.id], audience, [*begins, until])
        for activity in coalition.activities.values()
        if activity.id in own and not activity.archived
    )
    return StatusGrid(
        coalition=coalition.name, weeks=mondays, rows=tuple(row for row in rows if row is not None)
    )


def _row(
    activity: Activity, updates: Sequence[Update], audience: Audience, borders: Sequence[datetime]
) -> GridRow | None:
    last = last_visible(updates, activity, audience)
    if last is None:
        return None
    # From the last one back: only where it wasn't said yet, an earlier one counts.
    known: list[Update | None] = []
    seen: Update | None = last
    for border in reversed(borders):
        while seen is not None and seen.at >= border:
            seen = last_visible((u for u in updates if u.at < border), activity, audience)
        known.insert(0, seen)
    cells = tuple(None if update is None else update.status for update in known)
    ended = cells[0] is not None and cells[0].final and len(set(cells)) == 1
    return None if ended else GridRow(activity=activity.id, title=activity.title, cells=cells[1:])
