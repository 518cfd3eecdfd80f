"""What the console shows of a message."""

from ci_bot.messages import plain
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import TooLong

MESSAGE_BUDGET = 20_000
"""Bytes; a terminal needs no limit, but what is shown here should also go elsewhere."""


def shown(message: Message) -> str:
    """The message as plain text; raises TooLong beyond the budget."""
    text = plain.render(message)
    if len(text.encode()) > MESSAGE_BUDGET:
        raise TooLong
    return text
