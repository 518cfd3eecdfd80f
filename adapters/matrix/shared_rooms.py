"""Makes the room of two people who help each other, each room once."""

import asyncio
from collections.abc import Sequence

from adapters.matrix.direct_rooms import ENCRYPTION, VISIBILITY
from adapters.matrix.link import Link
from adapters.matrix.rooms import SHARED_MARK
from ci_bot.ports.chat import Vault


class SharedRooms:
    """Rooms by the key they were asked for under: private, encrypted, and theirs as well."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault
        self._lock = asyncio.Lock()

    async def of(self, users: Sequence[str], name: str, *, key: str) -> str:
        """The room's id; raises Refused or Unreachable."""
        async with self._lock:
            await self._link.usable()
            kept = await self._vault.get(_name(key))
            if kept is not None:
                return kept
            joined = await self._link.joined()
            # One made just before a crash is known to the homeserver, but to no sync yet.
            await self._link.told(lambda: joined <= self._link.rooms.joined.keys())
            room = self._found(key) or await self._made(users, name, key)
            await self._vault.put(_name(key), room)
            # Only then are its messages encrypted for those who are invited, too.
            await self._link.told(lambda: self._holds(room, users))
            return room

    def _found(self, key: str) -> str | None:
        rooms = self._link.rooms.joined.values()
        return next((room.id for room in rooms if room.shared_under() == key), None)

    async def _made(self, users: Sequence[str], name: str, key: str) -> str:
        answer = await self._link.homeserver.call(
            "POST",
            "v3",
            "createRoom",
            body={
                # Those invited have the power to do in it what they like.
                "preset": "trusted_private_chat",
                "name": name,
                "invite": list(users),
                "creation_content": {SHARED_MARK: key},
                "initial_state": [ENCRYPTION, VISIBILITY],
            },
        )
        return str(answer["room_id"])

    def _holds(self, room_id: str, users: Sequence[str]) -> bool:
        room = self._link.rooms.joined.get(room_id)
        return room is not None and set(users) <= room.members.keys()


def _name(key: str) -> str:
    return f"matrix.shared.{key}"
