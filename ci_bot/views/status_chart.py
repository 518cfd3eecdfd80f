"""The words of the status chart: what stands around it, and all of it for those who hear it."""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date

from ci_bot.domain.status import Status
from ci_bot.domain.status_grid import GridRow, StatusGrid
from ci_bot.messages.chart_words import ChartWords
from ci_bot.messages.direction import isolated
from ci_bot.messages.safe import one_line
from ci_bot.views.reader import Reader
from ci_bot.views.statuses import status_name


def chart_words(grid: StatusGrid, reader: Reader) -> ChartWords:
    """Everything the chart says, in the reader's language."""
    _ = reader.gettext
    return ChartWords(
        language=str(reader.locale.language),
        heading=_("{coalition}: how the activities stand").format(
            coalition=_name(grid.coalition, reader)
        ),
        alt=alt_text(grid, reader),
        activity=_("Activity"),
        now=_("Status"),
        months=tuple(_months(grid.weeks, reader)),
        days=tuple(str(day.day) for day in grid.weeks),
        statuses={status: status_name(reader, status) for status in Status},
    )


def alt_text(grid: StatusGrid, reader: Reader) -> str:
    """The chart in words: which activities stand how, and how they stood before."""
    _ = reader.gettext
    weeks = reader.ngettext(
        "How the activities of {coalition} stand in the week from {first}.",
        "How the activities of {coalition} stand, week by week from {first} to {last}.",
        len(grid.weeks),
    ).format(
        coalition=_name(grid.coalition, reader),
        first=reader.day(grid.weeks[0]),
        last=reader.day(grid.weeks[-1]),
    )
    standing = {status: [row for row in grid.rows if row.now is status] for status in Status}
    lines = [
        _("{status}: {activities}.").format(
            status=status_name(reader, status),
            activities=reader.listed(_row(row, reader) for row in rows),
        )
        for status, rows in standing.items()
        if rows
    ]
    return "\n".join((weeks, *lines))


def _row(row: GridRow, reader: Reader) -> str:
    title = _name(row.title, reader)
    if row.before is None:
        return title
    return reader.gettext("{activity} (was {status})").format(
        activity=title, status=status_name(reader, row.before)
    )


def _name(name: str, reader: Reader) -> str:
    return isolated(one_line(name), reader.language)


def _months(weeks: tuple[date, ...], reader: Reader) -> Iterator[str]:
    before: date | None = None
    for day in weeks:
        if before is not None and (before.year, before.month) == (day.year, day.month):
            yield ""
        else:
            form = "LLL" if day.year == reader.today.year else "LLL y"
            yield format_date(day, form, locale=reader.locale)
        before = day
