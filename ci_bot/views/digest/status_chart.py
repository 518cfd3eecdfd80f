"""The words of the status chart: what stands around it, and all of it for those who hear it."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from babel.dates import format_date

from ci_bot.domain.digest.status_grid import GridRow, StatusGrid
from ci_bot.domain.status import Status
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
    """The whole chart in words: how many stand how, then each activity with all its weeks."""
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
    counts = Counter(row.now for row in grid.rows)
    now = _("Now: {counts}.").format(
        counts=reader.listed(
            _("{number} {status}").format(
                number=reader.number(counts[status]), status=status_name(reader, status)
            )
            for status in Status
            if counts[status]
        )
    )
    return "\n".join((weeks, now, *(_row(row, grid.weeks, reader) for row in grid.rows)))


def _row(row: GridRow, weeks: Sequence[date], reader: Reader) -> str:
    _ = reader.gettext
    stretches: list[str] = []
    before: Status | None = None
    for week, status in zip(weeks, row.cells, strict=True):
        if status is not None and status is not before:
            said = _("{status} from {day}").format(
                status=status_name(reader, status), day=reader.day(week)
            )
            stretches.append(said)
        before = status
    return _("{activity}: {statuses}.").format(
        activity=_name(row.title, reader), statuses=reader.listed(stretches)
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
