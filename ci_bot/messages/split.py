"""Splits a message that is too long for one, by rule: nothing lost, nothing torn."""

from ci_bot.messages import html, plain
from ci_bot.messages.blocks import Block, Choices, Heading, Message
from ci_bot.messages.pieces import Fits, pieces

MESSAGE_BUDGET = 9_000
"""UTF-8 bytes of one part: Slack has refused 11,300 characters in many blocks."""
SMALLEST_BUDGET = 256
"""Bytes. Less would leave no room for one grapheme in its markup."""
MOST_ROWS = 50
"""Blocks of a part, as the narrowest platform counts them: choices take a row for every 25."""


def split(message: Message, budget_bytes: int) -> tuple[Message, ...]:
    """The message in parts that each render, as plain text and as HTML, within the budget.

    No part has more than `MOST_ROWS`. Cut between blocks, else between list items, else at line,
    sentence or word borders, else between graphemes. A heading stays with what it heads. Raises
    ValueError when the budget is under `SMALLEST_BUDGET`.
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
    """Whether both renderings stay within that many bytes of UTF-8, and its blocks are not many."""
    if sum(_rows(block) for block in message.blocks) > MOST_ROWS:
        return False
    return rendered_size(message) <= budget_bytes


def rendered_size(message: Message) -> int:
    """Bytes of UTF-8 of its longer rendering."""
    return max(len(form.encode()) for form in (plain.render(message), html.render(message)))


def _rows(block: Block) -> int:
    # One more for words that no button has room for.
    return 1 + -(-len(block.options) // 25) if isinstance(block, Choices) else 1


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
