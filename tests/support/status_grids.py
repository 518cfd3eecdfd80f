"""Grids of activities by weeks, made by hand."""

from collections.abc import Sequence
from datetime import date, timedelta

from ci_bot.domain.digest.status_grid import GridRow, StatusGrid
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.status import Status


def grid_of(*titles: str, cells: Sequence[tuple[Status | None, ...]] = ()) -> StatusGrid:
    """A row for each title, on track for four weeks unless `cells` says otherwise."""
    rows = tuple(
        GridRow(activity=ActivityId(f"a{number}"), title=title, cells=own)
        for number, title in enumerate(titles)
        for own in [cells[number] if cells else 4 * (Status.ON_TRACK,)]
    )
    weeks = len(rows[0].cells)
    last = date(2025, 6, 16)
    mondays = tuple(last - timedelta(weeks=back) for back in reversed(range(weeks)))
    return StatusGrid(coalition="Open Lakeland", weeks=mondays, rows=rows)
