"""Takes one block apart into blocks that each fit."""

from collections.abc import Iterator
from typing import Protocol, assert_never

from ci_bot.messages.blocks import (
    Block,
    Bullets,
    Choice,
    Choices,
    Divider,
    Heading,
    Image,
    Note,
    Paragraph,
    Quote,
)
from ci_bot.messages.cuts import cuts
from ci_bot.messages.inline import Line
from ci_bot.messages.legend import legend


class Fits(Protocol):
    """Tells whether these blocks, as a message of their own, are within the budget."""

    def __call__(self, *blocks: Block) -> bool: ...


def pieces(block: Block, fits: Fits) -> Iterator[Block]:
    """The block itself if it fits, else blocks that do and together say the same."""
    if isinstance(block, Divider | Image) or fits(block):
        yield block
        return
    match block:
        case Heading() | Paragraph() | Quote() | Note():
            kind = type(block)
            for line in cuts(block.line, lambda line: fits(kind(line))):
                yield kind(line)
        case Bullets():
            yield from _list_pieces(block, fits)
        case Choices(options):
            yield from _choice_pieces(options, fits)
        case _:
            assert_never(block)


def _list_pieces(block: Bullets, fits: Fits) -> Iterator[Block]:
    """Shorter lists whose numbers go on; what an item has too much follows as paragraphs."""
    items: list[Line] = []
    start = block.start
    for item in block.items:
        if items and not fits(Bullets((*items, item), start)):
            yield Bullets(tuple(items), start)
            start, items = _after(start, items), []
        items.append(item)
        if len(items) == 1 and not fits(Bullets((item,), start)):
            yield from _item_pieces(item, start, fits)
            start, items = _after(start, items), []
    if items:
        yield Bullets(tuple(items), start)


def _item_pieces(item: Line, start: int | None, fits: Fits) -> Iterator[Block]:
    first, *others = cuts(
        item, lambda line: fits(Bullets((line,), start)) and fits(Paragraph(line))
    )
    yield Bullets((first,), start)
    yield from (Paragraph(other) for other in others)


def _after(start: int | None, items: list[Line]) -> int | None:
    return None if start is None else start + len(items)


def _choice_pieces(options: tuple[Choice, ...], fits: Fits) -> Iterator[Block]:
    for option in options:
        if fits(Choices((option,))):
            yield Choices((option,))
        else:
            yield from pieces(Paragraph(legend(option)), fits)
