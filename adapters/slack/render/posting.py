"""What a message, an edit and an answer to a tap are called with."""

from adapters.slack.render.blocks import pictured, readable, tappable
from adapters.slack.render.limits import ALL_BLOCKS, BLOCKS, EDITED_TEXT, TEXT, escaped, size
from adapters.slack.render.words import Json
from ci_bot.messages import plain
from ci_bot.messages.blocks import Message, picture
from ci_bot.ports.chat import DeliveryKey, TooLong

EVENT_TYPE = "ci_bot_delivery"


def posting(message: Message, key: DeliveryKey, file: str | None = None) -> Json:
    """A new message: blocks, the same in words, the key, and no previews of addresses.

    `file`: the id of its picture, which was uploaded.
    """
    return _content(message, key, file) | {
        "text": escaped(plain.render(message), TEXT) or "…",
        "metadata": {"event_type": EVENT_TYPE, "event_payload": {"key": key}},
        # Previews would fetch what somebody wrote, and show it.
        "unfurl_links": False,
        "unfurl_media": False,
    }


def editing(message: Message, key: DeliveryKey, file: str | None = None) -> Json:
    """What replaces a message; its words are for clients without blocks, which get fewer."""
    return _content(message, key, file) | {
        "text": escaped(plain.render(message), EDITED_TEXT) or "…"
    }


def key_of(metadata: object) -> str | None:
    """The key in a message's metadata."""
    if not isinstance(metadata, dict) or metadata.get("event_type") != EVENT_TYPE:
        return None
    payload = metadata.get("event_payload")
    return str(payload.get("key")) if isinstance(payload, dict) else None


def _content(message: Message, key: DeliveryKey, file: str | None) -> Json:
    image = picture(message)
    if file is not None and image is not None:
        return {"blocks": pictured(image, file, key), "parse": "none", "link_names": False}
    for shown in (tappable(message, key), readable(message, key)):
        if len(shown) <= BLOCKS and letters(shown) <= ALL_BLOCKS:
            # What is edited would else be read as if somebody had typed it: @here and all.
            return {"blocks": shown, "parse": "none", "link_names": False}
    raise TooLong("the message is larger than Slack's blocks may be")


def letters(value: object) -> int:
    """How much text there is in blocks, the way Slack counts it."""
    if isinstance(value, list):
        return sum(letters(one) for one in value)
    if isinstance(value, dict):
        return sum(
            size(one) if name == "text" and isinstance(one, str) else letters(one)
            for name, one in value.items()
        )
    return 0
