"""A message as HTML: the tags of Matrix's subset only, and never a link."""

from html import escape
from typing import assert_never

import nh3

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
from ci_bot.messages.direction import is_right_to_left
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words
from ci_bot.messages.legend import legend
from ci_bot.messages.literal import literal, rows

TAGS = frozenset({"blockquote", "br", "code", "em", "h4", "hr", "li", "ol", "p", "strong", "ul"})
ATTRIBUTES = {"ol": {"start"}}

_GATE = nh3.Cleaner(
    tags=set(TAGS), attributes=ATTRIBUTES, url_schemes=set(), link_rel=None, strip_comments=True
)
_GAP = "\u00a0 "
"""Two spaces that a browser doesn't make one."""


def render(message: Message) -> str:
    """The message as HTML. Everything is escaped here; the sanitiser at the end finds nothing."""
    return _GATE.clean("".join(_block(block, message.language) for block in message.blocks))


def render_page(message: Message, language: str) -> str:
    """The same for a page, in an element with language (BCP 47) and direction of the bot's words.

    Chats take neither of these attributes; there as here, others' words are isolated.
    """
    direction = "rtl" if is_right_to_left(language) else "ltr"
    return f'<div lang="{escape(language)}" dir="{direction}">{render(message)}</div>'


def _block(block: Block, language: str) -> str:
    match block:
        case Heading(line):
            return f"<h4>{_line(line, language)}</h4>"
        case Paragraph(line):
            return f"<p>{_line(line, language)}</p>"
        case Note(line):
            return f"<p><em>{_line(line, language)}</em></p>"
        case Bullets(items, start):
            shown = "".join(f"<li>{_line(item, language)}</li>" for item in items)
            return f"<ul>{shown}</ul>" if start is None else f'<ol start="{start}">{shown}</ol>'
        case Quote(line):
            shown = "<br>".join(_line(row, language) for row in rows(line))
            return f"<blockquote>{shown}</blockquote>"
        case Divider():
            return "<hr>"
        case Choices(options, listed):
            if not listed:
                return ""
            shown = _GAP.join(_line(legend(option), language) for option in options)
            return f"<p>{shown}</p>"
        case Image(alt=alt):
            return f"<p>{escape(alt, quote=False)}</p>".replace("\n", "<br>")
        case _:
            assert_never(block)


def _line(line: Line, language: str) -> str:
    return "".join(_inline(piece, language) for piece in line)


def _inline(piece: Inline, language: str) -> str:
    text = escape(literal(piece, language), quote=False)
    match piece:
        case Plain():
            return text.replace("\n", "<br>")
        case Words():
            return text
        case Strong():
            return f"<strong>{text}</strong>"
        case Code():
            return f"<code>{text}</code>"
        case _:
            assert_never(piece)
