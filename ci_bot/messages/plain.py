"""A message as plain text: for a Matrix body, a terminal, a mail, and to be read aloud."""

from typing import assert_never

from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Choices,
    Divider,
    Heading,
    Image,
    Message,
    Note,
    Paragraph,
    Quote,
)
from ci_bot.messages.inline import Line
from ci_bot.messages.legend import legend
from ci_bot.messages.literal import literal, rows

_INDENT = "    "


def render(message: Message) -> str:
    """The message as plain text, without a line break at its end.

    Blocks stand apart by an empty line; only a heading stands right above what it heads.
    """
    text = ""
    for block in message.blocks:
        shown = _block(block, message.language)
        if shown:
            text += shown + ("\n" if isinstance(block, Heading) else "\n\n")
    return text.rstrip("\n")


def _block(block: Block, language: str) -> str:
    match block:
        case Heading(line) | Paragraph(line) | Note(line):
            return _line(line, language)
        case Bullets(items, start):
            marks = ["-"] * len(items) if start is None else _numbers(start, len(items))
            shown = (_line(item, language) for item in items)
            return "\n".join(f"{mark} {item}" for mark, item in zip(marks, shown, strict=True))
        case Quote(line):
            # Indented, each of a person's lines is seen as theirs, and heard without any sign.
            return "\n".join(_INDENT + _line(row, language) for row in rows(line))
        case Divider():
            return "---"
        case Choices(options, listed):
            if not listed:
                return ""
            return "  ".join(_line(legend(option), language) for option in options)
        case Image(alt=alt):
            return alt
        case _:
            assert_never(block)


def _line(line: Line, language: str) -> str:
    return "".join(literal(piece, language) for piece in line).strip()


def _numbers(start: int, count: int) -> list[str]:
    return [f"{number}." for number in range(start, start + count)]
