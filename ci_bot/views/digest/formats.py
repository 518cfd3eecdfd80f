"""The same digest in each format it is asked for."""

from enum import StrEnum
from typing import assert_never

from ci_bot.domain.digest.budget import fit
from ci_bot.domain.digest.content import DigestContent
from ci_bot.messages import html, markdown, plain, wikitext
from ci_bot.messages.blocks import Divider, Message
from ci_bot.messages.shorten import shorten
from ci_bot.views.digest.json import digest_json
from ci_bot.views.digest.messages import digest_details, digest_top
from ci_bot.views.reader import Reader


class DigestFormat(StrEnum):
    """How a digest may be shown outside a chat."""

    TEXT = "text"
    MARKDOWN = "markdown"
    WIKITEXT = "wikitext"
    HTML = "html"
    JSON = "json"


def render_digest(content: DigestContent, reader: Reader, format: DigestFormat) -> str:
    """The digest (as composed, not yet fitted) in that format, ending in a line break."""
    message = digest_message(content, reader)
    match format:
        case DigestFormat.TEXT:
            return plain.render(message).rstrip("\n") + "\n"
        case DigestFormat.MARKDOWN:
            return markdown.render(message)
        case DigestFormat.WIKITEXT:
            return wikitext.render(message)
        case DigestFormat.HTML:
            return html.render_page(message, reader.locale_tag) + "\n"
        case DigestFormat.JSON:
            return digest_json(content)
        case _:
            assert_never(format)


def digest_message(content: DigestContent, reader: Reader, *, numbered: bool = False) -> Message:
    """Top and details in one message, a visible break between them."""
    fitted = fit(content, shorten)
    top = digest_top(fitted, reader, numbered=numbered)
    details = digest_details(fitted, reader, numbered=numbered)
    if not details:
        return top
    blocks = (block for message in details for block in message.blocks)
    return Message((*top.blocks, Divider(), *blocks), reader.language)
