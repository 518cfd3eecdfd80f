"""Splits a message that is too long for one, by rule: nothing lost, nothing torn."""

from ci_bot.messages import html, plain
from ci_bot.messages.blocks import Block, Heading, Message
from ci_bot.messages.pieces import Fits, pieces

SMALLEST_BUDGET = 256
"""Bytes. Less would leave no room for one grapheme in its markup."""


def split(message: Message, budget_bytes: int) -> tuple[Message, ...]:
    """The message in parts that each render, as plain text and as HTML, within the budget.

    Cut between blocks, else between list items, else at line, sentence or word borders, else
    between graphemes. A heading stays with what it heads. Raises ValueError when the budget is
    under `SMALLEST_BUDGET`.
    """
    if budget_bytes < SMALLEST_BUDGET:
        raise ValueError(f"a part needs a budget of at least {SMALLEST_BUDGET} bytes")

    def fits(*blocks: Block) -> bool:
        return fits_in(Message(blocks, message.language), budget_bytes)

    if fits(*message.blocks):
        return (message,)
    parts = _packed([piece for block in message.blocks for piece in pieces(block, fits)], fits)
    return tuple(Message(tuple(part), message.language) for part in parts)


def fits_in(message: Message, budget_bytes: int) -> bool:
    """Whether both renderings of the message stay within that many bytes of UTF-8."""
    forms = (plain.render(message), html.render(message))
    return all(len(form.encode()) <= budget_bytes for form in forms)


def _packed(blocks: list[Block], fits: Fits) -> list[list[Block]]:
    parts: list[list[Block]] = [[]]
    for block in blocks:
        if parts[-1] and not fits(*parts[-1], block):
            parts.append(_carried(parts[-1], block, fits))
        parts[-1].append(block)
    return parts


def _carried(part: list[Block], block: Block, fits: Fits) -> list[Block]:
    """Takes the headings off the part's end that move on with the block they head."""
    carried: list[Block] = []
    while len(part) > 1 and isinstance(part[-1], Heading) and fits(part[-1], *carried, block):
        carried.insert(0, part.pop())
    return carried
