"""What else works toward the same: one line at a check-in's end, which gives something back."""

from ci_bot.domain.matching.companions import Tie
from ci_bot.messages.blocks import Block, Paragraph
from ci_bot.messages.inline import Line, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Beside
from ci_bot.views.statuses import status_name

QUOTED = 60
"""Characters of a goal, measure or group."""


def companion_told(reader: Reader, beside: Beside | None) -> tuple[Block, ...]:
    """The last that this reader may know of it; silence and "no change" look the same."""
    if beside is None:
        return ()
    short, cut = shorten(beside.by, QUOTED)
    by = Words(f"{short} ..." if cut else short)
    return (Paragraph(line(_text(reader, beside.tie), by=by, activity=_of(reader, beside))),)


def _of(reader: Reader, beside: Beside) -> Line:
    _ = reader.gettext
    title, organisation = Words(beside.title), Words(beside.organisation)
    last = beside.last
    if last is None or last.status is None:
        return line(_("{title} ({organisation})"), title=title, organisation=organisation)
    return line(
        _("{title} ({organisation}): {status}, {day}"),
        title=title,
        organisation=organisation,
        status=status_name(reader, last.status),
        day=reader.day(last.day),
    )


def _text(reader: Reader, tie: Tie) -> str:
    _ = reader.gettext
    match tie:
        case Tie.REINFORCES:
            return _("“{by}” is reinforced by {activity}.")
        case Tie.MEASURE | Tie.GOAL:
            return _("Also working toward “{by}”: {activity}.")
        case Tie.GROUP:
            return _("Also in {by}: {activity}.")
