"""Cuts a line of pieces into lines that fit, at the best border there is."""

import re
from collections.abc import Callable, Iterator

from ci_bot.messages.graphemes import border_before, is_border
from ci_bot.messages.inline import Inline, Line
from ci_bot.messages.literal import with_text

_BORDERS = (
    re.compile(r"\n"),
    re.compile(
        r"[.!?\u2026\u3002\uff01\uff1f\u061f\u0964][\"'\u201d\u2019)]*\s+|[\u3002\uff01\uff1f]"
    ),
    re.compile(r"\s+"),
)


def cuts(line: Line, fits: Callable[[Line], bool]) -> Iterator[Line]:
    """The line in parts that fit; their texts together are the line's text, to the character."""
    rest = tuple(piece for piece in line if piece.text)
    while rest and not fits(rest):
        head, rest = _cut(rest, _place(rest, fits))
        yield head
    if rest:
        yield rest


def _place(line: Line, fits: Callable[[Line], bool]) -> int:
    text = "".join(piece.text for piece in line)
    longest, too_long = 1, 64
    while too_long < len(text) and fits(_cut(line, too_long)[0]):
        longest, too_long = too_long, 2 * too_long
    too_long = min(too_long, len(text))
    while too_long - longest > 1 + longest // 32:  # exact would be twice the work
        middle = (longest + too_long) // 2
        if fits(_cut(line, middle)[0]):
            longest = middle
        else:
            too_long = middle
    for border in _BORDERS:
        # A part that is less than half full is worse than a lesser border.
        places = [found.end() for found in border.finditer(text, longest // 2, longest)]
        for place in reversed(places):
            if is_border(text, place) and fits(_cut(line, place)[0]):
                return place
    # A single grapheme longer than a whole message is no longer a character to anybody.
    place = border_before(text, longest)
    while place and not fits(_cut(line, place)[0]):
        place = border_before(text, place - 1)
    return place or longest


def _cut(line: Line, at: int) -> tuple[Line, Line]:
    head: list[Inline] = []
    tail: list[Inline] = []
    for piece in line:
        if at > 0:
            head.append(with_text(piece, piece.text[:at]))
        if at < len(piece.text):
            tail.append(with_text(piece, piece.text[max(at, 0) :]))
        at -= len(piece.text)
    return tuple(head), tuple(tail)
