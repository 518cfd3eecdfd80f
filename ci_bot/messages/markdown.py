"""A message as CommonMark, for digests that move on to another page."""

import re
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
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words
from ci_bot.messages.legend import legend
from ci_bot.messages.literal import literal, rows

_ACTIVE = re.compile(r"[\\`*_{}\[\]<>#|~&$@]|:(?=//|/?$)|(?<=www)\.", re.IGNORECASE)
_AT_START = re.compile(r"^(\d*)([.)+:=-])")


def render(message: Message) -> str:
    """The message as CommonMark; no character of a text is markup or part of a link."""
    shown = (_block(block, message.language) for block in message.blocks)
    return "\n\n".join(block for block in shown if block) + "\n"


def _block(block: Block, language: str) -> str:
    match block:
        case Heading(line):
            return f"## {_line(line, language)}"
        case Paragraph(line) | Note(line):
            return _line(line, language)
        case Bullets(items, start):
            first = 0 if start is None else start
            shown = (_line(item, language) for item in items)
            return "\n".join(
                f"- {item}" if start is None else f"{number}. {item}"
                for number, item in enumerate(shown, first)
            )
        case Quote(line):
            return "\\\n".join(f"> {_line(row, language)}" for row in rows(line))
        case Divider():
            return "---"
        case Choices(options, listed):
            if not listed:
                return ""
            return " / ".join(_line(legend(option), language) for option in options)
        case Image(alt=alt):
            return _rows(_escaped(alt))
        case _:
            assert_never(block)


def _line(line: Line, language: str) -> str:
    return _rows("".join(_inline(piece, language) for piece in line))


def _rows(shown: str) -> str:
    kept = (row.strip() for row in shown.split("\n"))
    return "\\\n".join(_AT_START.sub(r"\1\\\2", row) for row in kept if row)


def _inline(piece: Inline, language: str) -> str:
    text = literal(piece, language)
    match piece:
        case Plain() | Words():
            return _escaped(text)
        case Strong():
            return f"**{_escaped(text)}**" if text else ""
        case Code():
            return _code(text)
        case _:
            assert_never(piece)


def _escaped(text: str) -> str:
    return _ACTIVE.sub(r"\\\g<0>", text)


def _code(text: str) -> str:
    """In a fence longer than any run of backticks inside."""
    if not text:
        return ""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    gap = " " if "`" in (text[0], text[-1]) else ""
    return f"{fence}{gap}{text}{gap}{fence}"
