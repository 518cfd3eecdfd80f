"""Neutral messages as the content of Matrix events."""

import json
from typing import Any

from ci_bot.messages import html, plain
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import DeliveryKey, MessageId, TooLong

KEY = "org.ci_bot.key"
# An event may have 65,536 bytes; encryption adds a third, and the server its own fields.
ROOM_FOR_CONTENT = 45_000


def posting(
    message: Message, key: DeliveryKey, *, thread: MessageId | None, reply_to: MessageId | None
) -> dict[str, Any]:
    """A new message: both bodies, a notice, mentioning nobody."""
    content = _text(message) | {KEY: key}
    if thread is not None:
        content["m.relates_to"] = {
            "rel_type": "m.thread",
            "event_id": thread,
            "is_falling_back": reply_to is None,
            "m.in_reply_to": {"event_id": reply_to or thread},
        }
    elif reply_to is not None:
        content["m.relates_to"] = {"m.in_reply_to": {"event_id": reply_to}}
    return _fitting(content)


def editing(target: MessageId, message: Message, key: DeliveryKey) -> dict[str, Any]:
    """A message's replacement; clients that know no edits see one plain line."""
    fresh = _text(message)
    return _fitting(
        {
            "msgtype": "m.notice",
            "body": "* " + fresh["body"].strip().partition("\n")[0][:500],
            "m.mentions": {},
            "m.new_content": fresh,
            "m.relates_to": {"rel_type": "m.replace", "event_id": target},
            KEY: key,
        }
    )


def reaction(target: MessageId, emoji: str, key: DeliveryKey) -> dict[str, Any]:
    """An emoji under a message."""
    return {
        "m.relates_to": {"rel_type": "m.annotation", "event_id": target, "key": emoji},
        KEY: key,
    }


def _text(message: Message) -> dict[str, Any]:
    return {
        "msgtype": "m.notice",
        "body": plain.render(message),
        "format": "org.matrix.custom.html",
        "formatted_body": html.render(message),
        # Without it, servers look for names and @room in the body.
        "m.mentions": {},
    }


def _fitting(content: dict[str, Any]) -> dict[str, Any]:
    if len(json.dumps(content, ensure_ascii=False).encode()) > ROOM_FOR_CONTENT:
        raise TooLong("the message is larger than a Matrix event may be")
    return content
