"""What people write, change and delete: in their direct message, or to the bot in a channel."""

import hashlib

from adapters.slack.inbound.fields import (
    Json,
    given_stamp,
    moment,
    needed_id,
    needed_stamp,
    part,
    words,
)
from adapters.slack.inbound.reading import seen, without_mention
from adapters.slack.inbound.scene import Scene, is_direct
from ci_bot.ports.chat import ChatEvent, MessageEdited, MessageId, MessageReceived, Removed

SAID = (None, "file_share", "thread_broadcast")


def from_direct(event: Json, scene: Scene, id: str) -> ChatEvent | None:
    """A `message` event; only direct messages are the bot's business."""
    channel = needed_id(event, "channel")
    if event.get("channel_type") != "im":
        return None
    match event.get("subtype"):
        case "message_changed":
            return _changed(event, scene, channel, id)
        case "message_deleted":
            return removed(part(event, "previous_message"), scene, channel, event)
    return received(event, scene, channel, id)


def received(message: Json, scene: Scene, channel: str, id: str) -> MessageReceived | None:
    """What somebody wrote in their direct message, from an event or from its history."""
    if message.get("subtype") not in SAID or scene.is_bots(message):
        return None
    text, addressed = without_mention(words(message, "text"), scene.bot_user)
    text = seen(message, scene.names, text)
    if not text.strip() and not addressed:
        return None
    stamp = needed_stamp(message, "ts")
    return MessageReceived(
        event=id,
        account=scene.author(message),
        room=scene.room(channel),
        at=moment(stamp),
        direct=True,
        message=MessageId(stamp),
        text=text,
        thread=_thread(message),
        addressed=addressed,
    )


def mention(event: Json, scene: Scene, id: str) -> MessageReceived | None:
    """An `app_mention`: somebody speaks to the bot in a channel."""
    channel = needed_id(event, "channel")
    if is_direct(channel) or scene.is_bots(event):
        return None
    text, _ = without_mention(words(event, "text"), scene.bot_user)
    stamp = needed_stamp(event, "ts")
    return MessageReceived(
        event=id,
        account=scene.author(event),
        room=scene.room(channel),
        at=moment(stamp),
        direct=False,
        aside=True,
        message=MessageId(stamp),
        text=seen(event, scene.names, text),
        thread=_thread(event),
        addressed=True,
    )


def edited(message: Json, scene: Scene, channel: str, id: str, at: str) -> MessageEdited | None:
    """The message as it stands after an edit; `at`: when, as Slack stamps it."""
    if message.get("subtype") not in SAID or scene.is_bots(message):
        return None
    text, _ = without_mention(words(message, "text"), scene.bot_user)
    text = seen(message, scene.names, text)
    if not text.strip():
        return None
    stamp, when = needed_stamp(message, "ts"), given_stamp(part(message, "edited"), "ts")
    unique = id
    if when:
        # The same, whether it is told once, twice or by the history. Its seconds are whole.
        digest = hashlib.sha256(text.encode(errors="replace")).hexdigest()[:12]
        unique = f"edit:{channel}:{stamp}:{when}:{digest}"
    return MessageEdited(
        event=unique,
        account=scene.author(message),
        room=scene.room(channel),
        at=moment(at),
        direct=True,
        message=MessageId(stamp),
        text=text,
    )


def removed(before: Json, scene: Scene, channel: str, event: Json) -> Removed | None:
    """The message that was there before is gone."""
    if scene.is_bots(before):
        return None
    stamp = needed_stamp(before, "ts")
    return Removed(
        event=f"gone:{channel}:{stamp}",
        account=scene.author(before),
        room=scene.room(channel),
        at=moment(needed_stamp(event, "event_ts")),
        direct=True,
        target=MessageId(stamp),
    )


def _changed(event: Json, scene: Scene, channel: str, id: str) -> ChatEvent | None:
    message, before = part(event, "message"), part(event, "previous_message")
    if message.get("subtype") == "tombstone":
        # A message with replies was deleted.
        return removed(before, scene, channel, event)
    same = words(before, "text") == words(message, "text")
    if same if before else not part(message, "edited"):
        # The preview of a link came, or a reply.
        return None
    return edited(message, scene, channel, id, needed_stamp(event, "event_ts"))


def _thread(message: Json) -> MessageId | None:
    thread = given_stamp(message, "thread_ts")
    return MessageId(thread) if thread and thread != message.get("ts") else None
