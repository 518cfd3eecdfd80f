"""Neutral messages as the content of Matrix events."""

import json
from typing import Any

from ci_bot.messages import html, plain
from ci_bot.messages.blocks import Message, picture
from ci_bot.ports.chat import DeliveryKey, MessageId, NoPicture, TooLong

KEY = "org.ci_bot.key"
PNG = "image/png"
# An event may have 65,536 bytes; encryption adds a third, relations and the server their fields.
ROOM_FOR_TEXT = 44_000


Media = dict[str, Any]
"""Where an uploaded picture is: its `url`, or the `file` with its keys."""


def posting(
    message: Message,
    key: DeliveryKey,
    *,
    thread: MessageId | None,
    reply_to: MessageId | None,
    media: Media | None = None,
) -> dict[str, Any]:
    """A new message: both bodies, a notice, mentioning nobody; a picture where `media` has one."""
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
    return _content(message, media) | more


def editing(
    target: MessageId, message: Message, key: DeliveryKey, media: Media | None = None
) -> dict[str, Any]:
    """A message's replacement; clients that know no edits see one plain line."""
    fresh = _content(message, media)
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


def _content(message: Message, media: Media | None) -> dict[str, Any]:
    image = picture(message)
    if media is None or image is None:
        return _text(message)
    across, down = image.pixels
    content: dict[str, Any] = {
        "msgtype": "m.image",
        # Without a file name beside it, this is what is read aloud in place of the picture.
        "body": image.alt,
        "info": {"mimetype": PNG, "size": len(image.png), "w": across, "h": down},
        "m.mentions": {},
        **media,
    }
    if _size(content) > ROOM_FOR_TEXT:
        raise NoPicture("the words for the picture are too long for a Matrix event")
    return content


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
