"""Chat events as JSON, for the row that waits to be worked on: closed and versioned."""

import json
from dataclasses import fields
from datetime import datetime
from typing import Any

from ci_bot.ports.chat.events import (
    ChatEvent,
    HomeOpened,
    MessageEdited,
    MessageReceived,
    Pressed,
    ProfileSeen,
    Reacted,
    Removed,
    RoomLost,
    Submitted,
    Unreadable,
)

VERSION = 1

_KINDS: dict[str, type[ChatEvent]] = {
    "message": MessageReceived,
    "edit": MessageEdited,
    "removal": Removed,
    "reaction": Reacted,
    "unreadable": Unreadable,
    "room_lost": RoomLost,
    "press": Pressed,
    "form": Submitted,
    "home": HomeOpened,
    "profile": ProfileSeen,
}
_NAMES = {type_: name for name, type_ in _KINDS.items()}


class UnknownEventError(ValueError):
    """What was stored is no event of this version."""


def kind_of(event: ChatEvent) -> str:
    """The short name of the event's kind."""
    return _NAMES[type(event)]


def to_json(event: ChatEvent) -> str:
    """The event as text for the inbox row."""
    values = {f.name: getattr(event, f.name) for f in fields(event)}
    values["at"] = event.at.isoformat()
    kept = {name: value for name, value in values.items() if value is not None}
    return json.dumps({"version": VERSION, "kind": kind_of(event), **kept})


def from_json(text: str) -> ChatEvent:
    """The event again, equal to what was stored; raises UnknownEventError."""
    try:
        values: dict[str, Any] = json.loads(text)
        if values.pop("version") != VERSION:
            raise UnknownEventError("an event of another version")
        kind = _KINDS[values.pop("kind")]
        return kind(**values | {"at": datetime.fromisoformat(values["at"])})
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        # What the row says are people's words: they do not belong into an error.
        raise UnknownEventError(f"not an event of version {VERSION}") from error
