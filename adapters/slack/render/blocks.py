"""A neutral message as Slack's blocks; people's words only where nothing of them can be live."""

import itertools
from collections.abc import Iterable, Iterator
from typing import assert_never

from adapters.slack.render.choices import is_cut, rows
from adapters.slack.render.ids import block_id
from adapters.slack.render.limits import ALT, HEADER, NOTE, cut
from adapters.slack.render.words import Json, elements, fitting, section, shown
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
from ci_bot.messages.inline import Line, Plain, Words
from ci_bot.messages.legend import legend
from ci_bot.messages.literal import rows as lines_of
from ci_bot.ports.chat import DeliveryKey


def tappable(message: Message, key: DeliveryKey) -> list[Json]:
    """The message's blocks; the key comes back with the taps on its choices."""
    made: list[Json] = []
    asked = 0
    for block in message.blocks:
        if isinstance(block, Choices):
            made.extend(_choices(block, message.language, key, asked, len(made)))
            asked += 1
        else:
            made.extend(_block(block, message.language))
    return _named(made, key)


def readable(message: Message, key: DeliveryKey) -> list[Json]:
    """The message's blocks with its choices in words."""
    made = [one for block in message.blocks for one in _block(block, message.language)]
    return _named(made, key)


def pictured(image: Image, file: str, key: DeliveryKey) -> list[Json]:
    """The one block of an uploaded picture; what its words have too much is in the text."""
    shown = {"type": "image", "slack_file": {"id": file}, "alt_text": cut(image.alt, ALT)}
    return _named([shown], key)


def _named(made: list[Json], key: DeliveryKey) -> list[Json]:
    return [{"block_id": block_id(key, number)} | block for number, block in enumerate(made)]


def _block(block: Block, language: str) -> Iterator[Json]:
    match block:
        case Heading(line):
            title = fitting(shown(line, language).replace("\n", " "), HEADER)
            if title:
                yield {"type": "header", "text": title}
            else:
                yield from _rich(section(elements(line, language, bold=True)))
        case Paragraph(line):
            yield from _rich(section(elements(line, language)))
        case Note(line):
            note = fitting(shown(line, language), NOTE)
            if note:
                yield {"type": "context", "elements": [note]}
            else:
                yield from _rich(section(elements(line, language)))
        case Bullets():
            yield from _rich(*_list(block, language))
        case Quote(line):
            yield from _rich(_rows(lines_of(line), language) | {"type": "rich_text_quote"})
        case Divider():
            yield {"type": "divider"}
        case Choices(options, listed):
            if not listed:
                return
            yield from _rich(_rows((legend(option) for option in options), language))
        case Image(alt=alt):
            yield from _rich(_rows(((Words(row),) for row in alt.split("\n")), language))
        case _:
            assert_never(block)


def _choices(
    block: Choices, language: str, key: DeliveryKey, asked: int, number: int
) -> Iterator[Json]:
    cut = [option for option in block.options if is_cut(option, language)]
    if cut:
        # What a button can't show in full stands above it.
        lines = tuple(legend(option) for option in cut)
        yield from _rich(*_list(Bullets(lines), language))
        number += 1
    for row in rows(block, language):
        yield {
            "type": "actions",
            "block_id": block_id(key, number, choices=asked),
            "elements": row,
        }
        number += 1


def _list(block: Bullets, language: str) -> Iterator[Json]:
    items = [section(elements(item, language)) for item in block.items]
    if block.start is None:
        kept = [item for item in items if item["elements"]]
        if kept:
            yield {"type": "rich_text_list", "style": "bullet", "elements": kept}
    elif block.start == 1 and all(item["elements"] for item in items):
        yield {"type": "rich_text_list", "style": "ordered", "elements": items}
    else:
        # Slack numbers from 1 on, and without gaps.
        numbers = (Plain(f"{number}. ") for number in itertools.count(block.start))
        lines = zip(numbers, block.items, strict=False)
        yield _rows(((number, *item) for number, item in lines), language)


def _rows(lines: Iterable[Line], language: str) -> Json:
    """Lines below each other; Slack begins none by itself."""
    inside: list[Json] = []
    for line in lines:
        found = elements(line, language)
        if inside and found:
            inside.append({"type": "text", "text": "\n"})
        inside.extend(found)
    return section(inside)


def _rich(*parts: Json) -> Iterator[Json]:
    kept = [part for part in parts if part["elements"]]
    if kept:
        yield {"type": "rich_text", "elements": kept}
