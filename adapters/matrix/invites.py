"""Decides on invites: people and rooms of the coalitions, and strangers with a code."""

import asyncio
import json
import logging
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from adapters.matrix.errands import Errands
from adapters.matrix.inbound import account, room_address
from adapters.matrix.link import Link
from adapters.matrix.moves import Moves
from ci_bot.ports.chat import Inlet, Vault

log = logging.getLogger(__name__)

STRANGERS = "matrix.strangers"
STRANGERS_AT_ONCE = 10


class Invites:
    """The door: who may bring the bot into a room."""

    def __init__(
        self,
        *,
        link: Link,
        vault: Vault,
        errands: Errands,
        moves: Moves,
        patterns: Iterable[str],
    ) -> None:
        self._link = link
        self._vault = vault
        self._errands = errands
        self._moves = moves
        self._patterns = tuple(patterns)
        self._strangers: dict[str, tuple[str, float]] | None = None

    async def answer(self, invites: Mapping[str, Any], inlet: Inlet) -> None:
        """Decides on each room of a sync's invites; safe to repeat."""
        for room, info in invites.items():
            invite = _invite(self._link.me, info)
            inviter = str(invite.get("sender", ""))
            direct = bool(invite.get("content", {}).get("is_direct"))
            if not await self._welcome(inviter, room, inlet):
                if not (direct and await self._has_place(inlet)):
                    log.info("declines the invite to %s", room)
                    await self._errands.leave(room)
                    continue
                await self._expect(room, inviter)
            await self._errands.join(room, person=inviter if direct else "")

    async def sweep(self, inlet: Inlet) -> None:
        """Leaves strangers who gave no valid code in time, or brought others along."""
        strangers = await self._load()
        now = asyncio.get_running_loop().time()
        for room_id, (inviter, until) in list(strangers.items()):
            room = self._link.rooms.joined.get(room_id)
            alone = room is None or room.is_direct_with(inviter)
            welcome = await self._welcome(inviter, room_id, inlet)
            if not welcome and alone and now < until:
                continue
            if not welcome:
                log.info("leaves %s, whose inviter gave no valid code", room_id)
                await self._errands.leave(room_id)
            del strangers[room_id]
            await self._save()

    async def _welcome(self, inviter: str, room: str, inlet: Inlet) -> bool:
        if any(fnmatchcase(inviter, pattern) for pattern in self._patterns):
            return True
        if await self._moves.awaits(room):
            return True
        return await inlet.welcomes(account(inviter), room_address(room))

    async def _has_place(self, inlet: Inlet) -> bool:
        return len(await self._load()) < STRANGERS_AT_ONCE and await inlet.awaits_strangers()

    async def _expect(self, room: str, inviter: str) -> None:
        until = asyncio.get_running_loop().time() + self._link.timing.stranger
        (await self._load())[room] = inviter, until
        await self._save()

    async def _load(self) -> dict[str, tuple[str, float]]:
        if self._strangers is None:
            saved = json.loads(await self._vault.get(STRANGERS) or "{}")
            until = asyncio.get_running_loop().time() + self._link.timing.stranger
            self._strangers = {room: (inviter, until) for room, inviter in saved.items()}
        return self._strangers

    async def _save(self) -> None:
        people = {room: inviter for room, (inviter, _) in (await self._load()).items()}
        await self._vault.put(STRANGERS, json.dumps(people))


def _invite(me: str, info: Mapping[str, Any]) -> Mapping[str, Any]:
    for event in info.get("invite_state", {}).get("events", []):
        if event.get("type") == "m.room.member" and event.get("state_key") == me:
            found: Mapping[str, Any] = event
            return found
    return {}
