"""Texts in Slack's objects, in which nothing is markup, mention or emoji code."""

from typing import Any, assert_never

from adapters.slack.render.limits import escaped
from ci_bot.messages.inline import Code, Inline, Line, Plain, Strong, Words
from ci_bot.messages.literal import literal

Json = dict[str, Any]
_ANY = 10**9


def shown(line: Line, language: str) -> str:
    """The line as one text."""
    return "".join(literal(piece, language) for piece in line).strip()


def label(text: str, language: str, limit: int) -> Json:
    """A text object on one line; what is too long ends in `…`, what is empty is one."""
    return plain_text(literal(Words(text), language) or "…", limit)


def capital(text: str) -> str:
    """The text as Slack's own buttons and menus begin: with a capital letter."""
    first = text[:1].upper()
    return f"{first}{text[1:]}" if len(first) == 1 else text


def fitting(text: str, limit: int) -> Json:
    """A text object of the whole text; empty where there is none, or too much."""
    return plain_text(text, limit) if text and escaped(text, limit) == escaped(text, _ANY) else {}


def plain_text(text: str, limit: int) -> Json:
    """A text object; `emoji` off: `:x:` stays what somebody wrote."""
    return {"type": "plain_text", "text": escaped(text, limit), "emoji": False}


def elements(line: Line, language: str, *, bold: bool = False) -> list[Json]:
    """The line as elements of rich text; none where there is nothing to show."""
    if not shown(line, language):
        return []
    found = (_element(piece, language, bold=bold) for piece in line)
    return [element for element in found if element["text"]]


def section(inside: list[Json]) -> Json:
    """A paragraph of rich text."""
    return {"type": "rich_text_section", "elements": inside}


def _element(piece: Inline, language: str, *, bold: bool) -> Json:
    element: Json = {"type": "text", "text": literal(piece, language)}
    match piece:
        case Plain() | Words():
            style = {"bold": True} if bold else {}
        case Strong():
            style = {"bold": True}
        case Code():
            style = {"code": True}
        case _:
            assert_never(piece)
    return element | ({"style": style} if style else {})
