"""News above a prompt's question: what reinforces its activities, and asks whose day is over."""

from collections.abc import Iterable, Iterator, Sequence

from ci_bot.domain.activity import Move
from ci_bot.messages.blocks import Block, Paragraph
from ci_bot.messages.inline import Code, Line, Words, line
from ci_bot.messages.shorten import shorten
from ci_bot.views.reader import Reader
from ci_bot.views.sheet import Overdue, Touch
from ci_bot.views.statuses import status_name

SHOWN = 3
"""Lines in a prompt; the others are in the map."""
QUOTED = 60
"""Characters of a milestone's text."""


def touched(reader: Reader, touches: Sequence[Touch]) -> tuple[Block, ...]:
    """One line for each worsened status and each milestone with another date."""
    lines = list(_lines(reader, touches))
    shown = lines if len(lines) <= SHOWN else [*lines[:SHOWN], _more(reader, len(lines) - SHOWN)]
    return tuple(Paragraph(told) for told in shown)


def overdue(reader: Reader, found: Iterable[Overdue]) -> tuple[Block, ...]:
    """Asks of the reader whose day is over: a question, and how to say that they are settled."""
    text = reader.gettext("Your ask {number} was for {day}. Is it settled? {close}")
    return tuple(
        Paragraph(
            line(
                text,
                number=one.number,
                day=reader.day(one.day),
                close=Code(f"close {one.number}"),
            )
        )
        for one in found
    )


def _lines(reader: Reader, touches: Iterable[Touch]) -> Iterator[Line]:
    _ = reader.gettext
    for touch in touches:
        numbers = reader.listed(str(number) for number in touch.numbers)
        if touch.status is not None:
            yield line(
                _("Touches {numbers}: {title} is {status} now."),
                numbers=numbers,
                title=Words(touch.title),
                status=status_name(reader, touch.status),
            )
        for move in touch.moves:
            yield _moved(reader, touch, move, numbers)


def _moved(reader: Reader, touch: Touch, move: Move, numbers: str) -> Line:
    text, _shortened = shorten(move.text, QUOTED)
    return line(
        reader.gettext("Touches {numbers}: {title}, “{milestone}” is on {day} now (was {was})."),
        numbers=numbers,
        title=Words(touch.title),
        milestone=Words(text),
        day=reader.day(move.date),
        was=reader.day(move.was),
    )


def _more(reader: Reader, count: int) -> Line:
    text = reader.ngettext(
        "{count} more change touches yours: {command}",
        "{count} more changes touch yours: {command}",
        count,
    )
    return line(text, count=count, command=Code("status"))
