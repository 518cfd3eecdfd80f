"""Synapse's own record of what it accepted: the judge of lost and doubled messages."""

import contextlib
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.synapse import DATABASE, Synapse

QUERY = """
SELECT events.event_id, events.room_id, events.type, events.sender, event_json.json, sent.txn_id
FROM events JOIN event_json USING (event_id)
LEFT JOIN event_txn_id_device_id AS sent USING (event_id)
WHERE events.state_key IS NULL AND events.sender = ? AND ? IN ('', events.room_id)
ORDER BY events.stream_ordering
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """One event that is no state; `content` is as sent, so encrypted where the room is."""

    event_id: str
    room: str
    type: str
    sender: str
    content: Mapping[str, Any]
    transaction: str | None


def accepted(synapse: Synapse, sender: str, room: str = "") -> list[Accepted]:
    """All that a sender sent to any room or one, in order; read from the database file."""
    with contextlib.closing(sqlite3.connect(synapse.folder / DATABASE)) as database:
        rows = database.execute(QUERY, (sender, room)).fetchall()
    return [
        Accepted(
            event_id=event_id,
            room=room,
            type=type_,
            sender=sender,
            content=json.loads(body)["content"],
            transaction=transaction,
        )
        for event_id, room, type_, sender, body, transaction in rows
    ]
