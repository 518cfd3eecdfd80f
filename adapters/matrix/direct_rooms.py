"""Finds or makes the room of exactly the bot and one person."""

import asyncio
import logging
from collections import defaultdict
from typing import Any

from adapters.matrix.homeserver import Refused, Unreachable
from adapters.matrix.link import Link
from adapters.matrix.rooms import DIRECT_MARK, Room
from ci_bot.ports.chat import Vault

log = logging.getLogger(__name__)

ENCRYPTION = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
# Whoever is invited later reads nothing of what was said before.
VISIBILITY = {
    "type": "m.room.history_visibility",
    "content": {"history_visibility": "invited"},
}


class DirectRooms:
    """The map of people and their direct rooms."""

    def __init__(self, link: Link, vault: Vault) -> None:
        self._link = link
        self._vault = vault
        self._locks: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)

    async def of(self, user: str) -> str:
        """The id of the person's direct room; raises Refused or Unreachable."""
        async with self._locks[user]:
            await self._link.usable()
            kept = await self._vault.get(_name(user))
            if kept and self._fits(kept, user):
                return kept
            # One made just before a crash is known to the homeserver, but to no sync yet.
            for fresh in await self._link.joined() - self._link.rooms.joined.keys():
                await self._link.enter(fresh)
            if kept and self._fits(kept, user):
                return kept
            room = await self._found(user) or await self._made(user)
            await self._vault.put(_name(user), room)
            if kept and kept != room:
                await self._leave_behind(kept)
            return room

    async def adopt(self, user: str, room: str) -> None:
        """Uses a direct room that the person made, unless there is a good one already."""
        async with self._locks[user]:
            kept = await self._vault.get(_name(user))
            if not (kept and self._fits(kept, user)):
                await self._vault.put(_name(user), room)
            await self._list(user, room)

    async def moved(self, room: Room, successor: str) -> None:
        """Follows a direct room that was replaced."""
        for user in room.members.keys() - {self._link.me}:
            if await self._vault.get(_name(user)) == room.id:
                await self.adopt(user, successor)

    def _fits(self, room_id: str, user: str) -> bool:
        room = self._link.rooms.joined.get(room_id)
        return room is not None and not room.moved and room.is_direct_with(user)

    async def _found(self, user: str) -> str | None:
        made = [room.id for room in self._link.rooms.joined.values() if room.made_for() == user]
        listed = (await self._listed()).get(user, [])
        return next((room for room in [*made, *listed] if self._fits(room, user)), None)

    async def _made(self, user: str) -> str:
        answer = await self._link.homeserver.call(
            "POST",
            "v3",
            "createRoom",
            body={
                "preset": "private_chat",
                "is_direct": True,
                "invite": [user],
                "creation_content": {DIRECT_MARK: user},
                "initial_state": [ENCRYPTION, VISIBILITY],
            },
        )
        room = str(answer["room_id"])
        await self._list(user, room)
        return room

    async def _listed(self) -> dict[str, Any]:
        try:
            return await self._link.homeserver.call("GET", *self._account_data())
        except Refused as error:
            if error.status == 404:
                return {}
            raise

    async def _list(self, user: str, room: str) -> None:
        # For people who look at the account with a client; the bot has its own map.
        try:
            listed = await self._listed()
            rooms = listed.get(user, [])
            if room not in rooms:
                body = listed | {user: [*rooms, room]}
                await self._link.homeserver.call("PUT", *self._account_data(), body=body)
        except (Refused, Unreachable) as error:
            log.warning("m.direct could not be written: %s", error)

    async def _leave_behind(self, room_id: str) -> None:
        room = self._link.rooms.joined.get(room_id)
        if room is None or room.members.keys() != {self._link.me}:
            return
        try:
            await self._link.homeserver.call("POST", "v3", "rooms", room_id, "leave", body={})
        except (Refused, Unreachable) as error:
            log.warning("an empty direct room could not be left: %s", error)

    def _account_data(self) -> tuple[str, ...]:
        return ("v3", "user", self._link.me, "account_data", "m.direct")


def _name(user: str) -> str:
    return f"matrix.direct.{user}"
