"""A message as MediaWiki's wikitext, for digests kept on a wiki."""

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

_ACTIVE = re.compile(
    r"[&<>\[\]{}|~]"  # tags, entities, links, templates, tables, signatures
    r"|'(?=')|(?<=')'|^'|'$"  # emphasis, also with what stands next to the text
    r"|_(?=_)|(?<=_)_|^_|_$"  # magic words
    r"|:(?=\S|$)"  # addresses
    r"|(?<=RFC)\s|(?<=PMID)\s|(?<=ISBN)\s"  # magic numbers
)
_AT_START = re.compile(r"^[ :;*#=-]")


def render(message: Message) -> str:
    """The message as wikitext; a text's active characters are entities, which are never markup."""
    shown = (_block(block, message.language) for block in message.blocks)
    return "\n\n".join(block for block in shown if block) + "\n"


def _block(block: Block, language: str) -> str:
    match block:
        case Heading(line):
            return f"== {_line(line, language)} =="
        case Paragraph(line):
            return _line(line, language)
        case Note(line):
            return f"<small>{_line(line, language)}</small>"
        case Bullets(items, start):
            return _bullets([_line(item, language) for item in items], start)
        case Quote(line):
            shown = "<br>".join(_line(row, language) for row in rows(line))
            return f"<blockquote>{shown}</blockquote>"
        case Divider():
            return "----"
        case Choices(options, listed):
            if not listed:
                return ""
            return " / ".join(_line(legend(option), language) for option in options)
        case Image(alt=alt):
            return _rows(_ACTIVE.sub(_entity, alt))
        case _:
            assert_never(block)


def _bullets(items: list[str], start: int | None) -> str:
    if start is None or start == 1:
        mark = "*" if start is None else "#"
        return "\n".join(f"{mark} {item}" for item in items)
    shown = "".join(f"<li>{item}</li>" for item in items)
    return f'<ol start="{start}">{shown}</ol>'


def _line(line: Line, language: str) -> str:
    return _rows("".join(_inline(piece, language) for piece in line))


def _rows(shown: str) -> str:
    kept = (row.strip() for row in shown.split("\n"))
    return "<br>".join(_AT_START.sub(_entity, row) for row in kept if row)


def _inline(piece: Inline, language: str) -> str:
    text = _ACTIVE.sub(_entity, literal(piece, language))
    match piece:
        case Plain() | Words():
            return text
        case Strong():
            return f"'''{text}'''" if text else ""
        case Code():
            return f"<code>{text}</code>"
        case _:
            assert_never(piece)


def _entity(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"
