"""Neutral messages as the content of Matrix events."""

import json
from typing import Any

from ci_bot.messages import html, plain
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import DeliveryKey, MessageId, TooLong

KEY = "org.ci_bot.key"
# An event may have 65,536 bytes; encryption adds a third, relations and the server their fields.
ROOM_FOR_TEXT = 44_000


def posting(
    message: Message, key: DeliveryKey, *, thread: MessageId | None, reply_to: MessageId | None
) -> dict[str, Any]:
    """A new message: both bodies, a notice, mentioning nobody."""
    more: dict[str, Any] = {KEY: key}
    if thread is not None:
        more["m.relates_to"] = {
            "rel_type": "m.thread",
            "event_id": thread,
            "is_falling_back": reply_to is None,
            "m.in_reply_to": {"event_id": reply_to or thread},
        }
    elif reply_to is not None:
        more["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
    return _text(message) | more


def editing(target: MessageId, message: Message, key: DeliveryKey) -> dict[str, Any]:
    """A message's replacement; clients that know no edits see one plain line."""
    fresh = _text(message)
    return {
        "msgtype": "m.notice",
        "body": "* " + fresh["body"].strip().partition("\n")[0][:500],
        "m.mentions": {},
        "m.new_content": fresh,
        "m.relates_to": {"rel_type": "m.replace", "event_id": target},
        KEY: key,
    }


def reaction(target: MessageId, emoji: str, key: DeliveryKey) -> dict[str, Any]:
    """An emoji under a message."""
    return {
        "m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": emoji},
        KEY: key,
    }


def _text(message: Message) -> dict[str, Any]:
    content: dict[str, Any] = {
        "msgtype": "m.notice",
        "body": plain.render(message),
        # Without it, servers look for names and @room in the body.
        "m.mentions": {},
    }
    markup = {"format": "org.matrix.custom.html", "formatted_body": html.render(message)}
    if _size(content | markup) <= ROOM_FOR_TEXT:
        return content | markup
    # The markup may be several times as long as its words, which count.
    if _size(content) <= ROOM_FOR_TEXT:
        return content
    raise TooLong("the message is larger than a Matrix event may be")


def _size(content: dict[str, Any]) -> int:
    return len(json.dumps(content, ensure_ascii=False).encode())
