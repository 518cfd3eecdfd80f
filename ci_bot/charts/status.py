"""The status chart: a row for each activity, a column for each week."""

from collections.abc import Iterator
from html import escape

from ci_bot.charts.lettering import families, fitted, lettering, width
from ci_bot.charts.signs import INK, patterns, sign
from ci_bot.domain.digest.status_grid import GridRow, StatusGrid
from ci_bot.domain.status import Status
from ci_bot.messages.chart_words import ChartWords
from ci_bot.messages.direction import isolated
from ci_bot.messages.safe import one_line

_MARGIN = 16
# As narrow as it can be, so that its letters are not too small where all of it is on a phone.
_SIZE = 15
_HEADING = 18
_TITLE = 250
"""How wide the column of the activities is."""
_CELL, _ROW, _GAP = 32, 30, 14
_TOP = 92
"""Where the first row begins, below heading and dates."""
_LEGEND = 24


def status_chart(grid: StatusGrid, words: ChartWords) -> str | None:
    """The chart as SVG, nobody's words in it as markup; None where there is nothing to show."""
    if not grid.rows:
        return None
    widest = max(width(word, _SIZE) for word in (words.now, *words.statuses.values()))
    cells = _MARGIN + _TITLE + _GAP + widest + _GAP
    across = cells + len(grid.weeks) * _CELL + _MARGIN
    legend_top = _TOP + len(grid.rows) * _ROW + _GAP
    legend, down = _legend(words, legend_top, across)
    size = f"{across:g} {down:g}"
    frame = f'viewBox="0 0 {size}" width="{across:g}" height="{down:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {frame} role="img" lang="{words.language}">',
        f"<title>{escape(words.heading)}</title><desc>{escape(words.alt)}</desc>",
        f"<defs>{patterns()}{_clip(down)}</defs>",
        f'<rect width="{across:g}" height="{down:g}" fill="#ffffff"/>',
        f'<g font-family="{families()}" font-size="{_SIZE}" fill="{INK}">',
        *_head(words, cells, across),
        *(
            _row(row, words, _TOP + number * _ROW, cells, across)
            for number, row in enumerate(grid.rows)
        ),
        *legend,
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _head(words: ChartWords, cells: float, across: float) -> Iterator[str]:
    heading = fitted(words.heading, across - 2 * _MARGIN, _HEADING)
    yield _text(heading, _MARGIN, 34, f' font-size="{_HEADING}" font-weight="700"')
    yield _text(words.activity, _MARGIN, _TOP - 10, ' font-weight="700"')
    yield _text(words.now, _MARGIN + _TITLE + _GAP, _TOP - 10, ' font-weight="700"')
    for number, (month, day) in enumerate(zip(words.months, words.days, strict=True)):
        left = cells + number * _CELL
        if month:
            yield _text(month, left + 3, _TOP - 28, ' font-size="12"')
        yield _text(day, left + _CELL / 2, _TOP - 10, ' text-anchor="middle"')


def _row(row: GridRow, words: ChartWords, top: float, cells: float, across: float) -> str:
    title = one_line(row.title)
    line = top + _ROW / 2 + _SIZE * 0.36
    shown = isolated(fitted(title, _TITLE, _SIZE), words.language)
    drawn = (
        sign(status, cells + number * _CELL, top + 1, _CELL - 2, _ROW - 2)
        for number, status in enumerate(row.cells)
        if status is not None
    )
    return "".join(
        [
            f"<g><title>{escape(title)}</title>",
            f'<path d="M{_MARGIN} {top:g}H{across - _MARGIN:g}" stroke="#dddddd"/>',
            _text(shown, _MARGIN, line, ' clip-path="url(#titles)"'),
            _text(words.statuses[row.now], _MARGIN + _TITLE + _GAP, line),
            *drawn,
            "</g>",
        ]
    )


def _clip(down: float) -> str:
    # How wide a text gets is the font's secret: what is wider than thought is cut off.
    column = f'x="{_MARGIN}" width="{_TITLE}" height="{down:g}"'
    return f'<clipPath id="titles"><rect {column}/></clipPath>'


def _legend(words: ChartWords, top: float, across: float) -> tuple[list[str], float]:
    """Its entries in as many lines as they need, and where the chart ends."""
    drawn: list[str] = []
    left = float(_MARGIN)
    for status in Status:
        word = words.statuses[status]
        needed = 28 + 6 + width(word, _SIZE) + _GAP
        if left > _MARGIN and left + needed > across - _MARGIN:
            left, top = float(_MARGIN), top + _LEGEND
        drawn.append(sign(status, left, top, 28, 18))
        drawn.append(_text(word, left + 34, top + 14))
        left += needed
    return drawn, top + _LEGEND + _MARGIN


def _text(text: str, x: float, y: float, more: str = "") -> str:
    return f'<text x="{x:g}" y="{y:g}"{more}>{lettering(text)}</text>'
