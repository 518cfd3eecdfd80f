"""Walks a room's messages back from its end."""

import json
from collections.abc import AsyncIterator
from typing import Any

from adapters.matrix.homeserver import Homeserver

TYPES = (
    "m.room.message",
    "m.room.encrypted",
    "m.reaction",
    "m.room.redaction",
    "m.room.member",
    "m.room.tombstone",
)


async def pages(
    homeserver: Homeserver,
    room: str,
    *,
    start: str | None = None,
    stop: str | None = None,
    sender: str | None = None,
) -> AsyncIterator[list[dict[str, Any]]]:
    """Pages of events, newest first, from the token `start` (else now) back to `stop`."""
    wanted: dict[str, Any] = {"types": TYPES, "lazy_load_members": False}
    if sender is not None:
        wanted["senders"] = [sender]
    query = {"dir": "b", "limit": "500", "filter": json.dumps(wanted)}
    if stop is not None:
        query["to"] = stop
    while True:
        if start is not None:
            query["from"] = start
        answer = await homeserver.call("GET", "v3", "rooms", room, "messages", query=query)
        yield answer.get("chunk", [])
        following = answer.get("end")
        if following is None or following == start:
            return
        start = following
