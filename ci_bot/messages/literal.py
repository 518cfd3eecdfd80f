"""The characters a piece of a line shows, before any renderer escapes them."""

from typing import assert_never

from ci_bot.messages.direction import isolated
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words
from ci_bot.messages.safe import clean, one_line


def literal(piece: Inline, language: str) -> str:
    """What the piece shows in a message of that language; only `Plain` may hold line breaks."""
    match piece:
        case Plain(text):
            return clean(text)
        case Strong(text) | Words(text):
            return isolated(one_line(text), language)
        case Code(text):
            return one_line(text)
        case _:
            assert_never(piece)


def rows(line: Line) -> tuple[Line, ...]:
    """A quotation's line, one line for each line its pieces have; empty ones are left out."""
    found: list[list[Inline]] = [[]]
    for piece in line:
        first, *others = clean(piece.text).split("\n")
        found[-1].append(with_text(piece, first))
        found.extend([with_text(piece, other)] for other in others)
    return tuple(tuple(row) for row in found if any(piece.text.strip() for piece in row))


def with_text(piece: Inline, text: str) -> Inline:
    """The same kind of piece with another text."""
    match piece:
        case Plain():
            return Plain(text)
        case Strong():
            return Strong(text)
        case Words(language=language):
            return Words(text, language)
        case Code():
            return Code(text)
        case _:
            assert_never(piece)
