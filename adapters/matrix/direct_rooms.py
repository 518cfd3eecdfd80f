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
            joined = await self._link.joined()
            # One made just before a crash is known to the homeserver, but to no sync yet.
            await self._link.told(lambda: joined <= self._link.rooms.joined.keys())
            kept = await self._vault.get(_name(user))
            if not kept or kept not in joined or not await self._will_fit(kept, user):
                room = await self._found(user) or await self._made(user)
                await self._vault.put(_name(user), room)
                if kept in joined:
                    await self._leave_behind(kept)
                kept = room
            # Only then are its messages encrypted for the person, too.
            await self._link.told(lambda: self._fits(kept, user))
            return kept

    async def adopt(self, user: str, room: str) -> None:
        """Uses a direct room that the person made, unless there is a good one already.

        Never waits for whoever asks for the room: that one waits for the next sync.
        """
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

    async def _will_fit(self, room_id: str, user: str) -> bool:
        # A sync may bring a room's first events before its last.
        room = self._link.rooms.joined.get(room_id)
        if room is None or room.moved:
            return False
        try:
            answer = await self._link.homeserver.call("GET", "v3", "rooms", room_id, "members")
        except Refused as error:
            if error.lasting:
                return False
            raise
        present = Room(room_id, self._link.me)
        for event in answer.get("chunk", []):
            present.apply(event)
        return present.is_direct_with(user)

    async def _found(self, user: str) -> str | None:
        made = [room.id for room in self._link.rooms.joined.values() if room.made_for() == user]
        listed = (await self._listed()).get(user, [])
        for room in dict.fromkeys([*made, *listed]):
            if await self._will_fit(room, user):
                return str(room)
        return None

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
