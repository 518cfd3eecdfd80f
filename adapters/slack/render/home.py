"""A message as a person's home tab."""

from adapters.slack.render.blocks import tappable
from adapters.slack.render.limits import VIEW_BLOCKS
from adapters.slack.render.words import Json, section
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import DeliveryKey


def home_view(message: Message, key: DeliveryKey) -> Json:
    """The home tab; what is too much for one ends in `…`."""
    blocks = tappable(message, key)
    if len(blocks) > VIEW_BLOCKS:
        more = {"type": "rich_text", "elements": [section([{"type": "text", "text": "…"}])]}
        blocks = [*blocks[: VIEW_BLOCKS - 1], more]
    return {"type": "home", "blocks": blocks}
