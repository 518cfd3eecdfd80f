"""Follows a room that was replaced by another, if the two agree on it."""

import json
import logging
from collections.abc import Iterable
from typing import Any

from adapters.matrix.direct_rooms import DirectRooms
from adapters.matrix.errands import Errands
from adapters.matrix.inbound import account, moment, room_address
from adapters.matrix.link import Link
from adapters.matrix.rooms import Event, Room
from ci_bot.ports.chat import RoomLost, Vault

log = logging.getLogger(__name__)

NAME = "matrix.moves"
AT_MOST = 100


class Moves:
    """The tombstones whose successor the bot is not in yet; that may need an invite first."""

    def __init__(
        self, link: Link, vault: Vault, direct_rooms: DirectRooms, errands: Errands
    ) -> None:
        self._link = link
        self._vault = vault
        self._direct_rooms = direct_rooms
        self._errands = errands
        self._awaited: dict[str, Event] | None = None

    async def tombstone(self, room: Room, event: Event) -> RoomLost | None:
        """The loss of a room; nothing, where its sender had not the power to replace it."""
        successor = event.get("content", {}).get("replacement_room")
        if not room.may_move(event["sender"]) or not isinstance(successor, str):
            log.warning("ignored a tombstone in %s", room.id)
            return None
        awaited = await self._load()
        awaited[successor] = {**event, "room_id": room.id}
        while len(awaited) > AT_MOST:
            del awaited[next(iter(awaited))]
        await self._save()
        await self._errands.join(successor, via=event["sender"].partition(":")[2])
        return _lost(room.id, event, None)

    async def awaits(self, room_id: str) -> bool:
        """Whether a tombstone named this room, so that an invite to it is accepted."""
        return room_id in await self._load()

    async def arrived(self) -> dict[str, RoomLost]:
        """The moves whose successor the bot is in by now; `settle` it once they were told."""
        found = {}
        for successor, event in list((await self._load()).items()):
            if successor not in self._link.rooms.joined:
                continue
            old = event["room_id"]
            created = self._link.rooms.joined[successor].create.get("content", {})
            if created.get("predecessor", {}).get("room_id") == old:
                found[successor] = _lost(old, event, successor)
                if (room := self._link.rooms.joined.get(old)) is not None:
                    await self._direct_rooms.moved(room, successor)
            else:
                log.warning("%s is not the successor of %s", successor, old)
                await self._errands.leave(successor)
                await self.settle([successor])
        return found

    async def settle(self, successors: Iterable[str]) -> None:
        """Forgets moves that were told."""
        awaited = await self._load()
        told = awaited.keys() & set(successors)
        for successor in told:
            del awaited[successor]
        if told:
            await self._save()

    async def _load(self) -> dict[str, Any]:
        if self._awaited is None:
            self._awaited = json.loads(await self._vault.get(NAME) or "{}")
        return self._awaited

    async def _save(self) -> None:
        await self._vault.put(NAME, json.dumps(await self._load()))


def _lost(room_id: str, event: Event, successor: str | None) -> RoomLost:
    return RoomLost(
        event=event["event_id"] if successor is None else f"{event['event_id']}#followed",
        account=account(event["sender"]),
        room=room_address(room_id),
        at=moment(event),
        direct=False,
        reason="replaced by another room",
        successor=None if successor is None else room_address(successor),
    )
