"""What people do in Matrix rooms, as neutral events."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from adapters.matrix.mention import cut_mention
from adapters.matrix.rooms import Event, Room
from ci_bot.ports.chat import (
    AccountId,
    ChatEvent,
    MessageEdited,
    MessageId,
    MessageReceived,
    Reacted,
    Removed,
    RoomId,
    Unreadable,
)

LAST_MOMENT = 253_402_300_799_000
QUOTE = re.compile(r"\A> (?:\* )?<[^\n]*\n(?:>[^\n]*\n)*\n?")
SKIN_AND_VARIATION = re.compile("[\U0001f3fb-\U0001f3ff\ufe0e\ufe0f]")


def account(user: str) -> AccountId:
    """A Matrix user as the core names people."""
    return AccountId(f"matrix:{user}")


def room_address(room: str) -> RoomId:
    """A Matrix room as the core names rooms."""
    return RoomId(f"matrix:{room}")


def moment(event: Event) -> datetime:
    """When the event's server says it was sent; absurd times are clamped."""
    stamp = event.get("origin_server_ts")
    milliseconds = stamp if isinstance(stamp, int) else 0
    return datetime.fromtimestamp(min(max(milliseconds, 0), LAST_MOMENT) / 1000, UTC)


def envelope(room: Room, event: Event) -> dict[str, Any]:
    """What every neutral event carries."""
    return {
        "event": event["event_id"],
        "account": account(event["sender"]),
        "room": room_address(room.id),
        "at": moment(event),
        "direct": room.is_only_for(event["sender"]),
    }


def translate(room: Room, event: Event) -> ChatEvent | None:
    """The neutral event of a decrypted one, or None where it means nothing to the core."""
    if event["sender"] == room.me or "state_key" in event:
        return None
    content = event.get("content", {})
    relation = content.get("m.relates_to", {})
    facts = envelope(room, event)
    said = _message(room, content, relation, facts) if event["type"] == "m.room.message" else None
    if room.shared_under() is not None:
        # Between the two; only what is meant for the bot goes any further.
        meant = isinstance(said, MessageReceived) and (said.addressed or said.text.startswith("!"))
        return said if meant else None
    match event["type"]:
        case "m.room.message":
            return said
        case "m.reaction" if relation.get("rel_type") == "m.annotation":
            return Reacted(
                reaction=MessageId(event["event_id"]),
                message=MessageId(relation["event_id"]),
                emoji=SKIN_AND_VARIATION.sub("", relation["key"]),
                **facts,
            )
        case "m.room.redaction":
            target = content.get("redacts") or event["redacts"]
            return Removed(target=MessageId(target), **facts)
        case "m.room.encrypted" if content:
            # Its own id: once the key came, the message itself is an event of its own.
            facts["event"] += "#unreadable"
            return Unreadable(message=MessageId(event["event_id"]), **facts)
    return None


def _message(
    room: Room, content: Mapping[str, Any], relation: Mapping[str, Any], facts: dict[str, Any]
) -> ChatEvent | None:
    if relation.get("rel_type") == "m.replace":
        fresh = content["m.new_content"]
        if fresh.get("msgtype") != "m.text":
            return None
        text, _ = cut_mention(room, fresh, QUOTE.sub("", fresh["body"], count=1))
        return MessageEdited(message=MessageId(relation["event_id"]), text=text, **facts)
    if content.get("msgtype") != "m.text":
        return None
    reply = relation.get("m.in_reply_to", {}).get("event_id")
    body = content["body"]
    text, addressed = cut_mention(room, content, QUOTE.sub("", body, count=1) if reply else body)
    in_thread = relation.get("rel_type") == "m.thread"
    if in_thread and relation.get("is_falling_back"):
        reply = None
    return MessageReceived(
        message=MessageId(facts["event"]),
        text=text,
        reply_to=None if reply is None else MessageId(reply),
        thread=MessageId(relation["event_id"]) if in_thread else None,
        addressed=addressed,
        **facts,
    )
