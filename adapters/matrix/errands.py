"""Joins and leaves rooms besides the sync, which must not wait for other people's servers."""

import asyncio
import json
import logging
from typing import Any

from adapters.matrix.direct_rooms import DirectRooms
from adapters.matrix.homeserver import Refused, Unreachable
from adapters.matrix.link import Link
from ci_bot.ports.chat import Vault

log = logging.getLogger(__name__)

NAME = "matrix.errands"
TRIES = 20


class Errands:
    """A durable list of rooms to join or leave; each is done, or given up after some tries."""

    def __init__(self, link: Link, vault: Vault, direct_rooms: DirectRooms) -> None:
        self._link = link
        self._vault = vault
        self._direct_rooms = direct_rooms
        self._waiting: dict[str, dict[str, Any]] | None = None
        self._new = asyncio.Event()

    async def join(self, room: str, *, via: str = "", person: str = "") -> None:
        """Joins, over the server `via` if need be; `person`: it is the direct room with them."""
        await self._add(room, {"join": True, "via": via, "person": person})

    async def leave(self, room: str) -> None:
        """Leaves, or declines an invite."""
        await self._add(room, {"join": False})

    async def serve(self) -> None:
        """Runs until cancelled."""
        timing, failures = self._link.timing, 0
        await self._link.ready.wait()
        while True:
            try:
                failures = failures + 1 if await self._round() else 0
            except Exception as error:  # noqa: BLE001 - a store that is away comes back
                log.warning("rooms can't be joined or left now (%s)", type(error).__name__)
                failures += 1
            if failures:
                await asyncio.sleep(
                    min(timing.backoff * 2 ** min(failures, 16), timing.backoff_limit)
                )
            else:
                await self._new.wait()

    async def _round(self) -> bool:
        self._new.clear()
        waiting = await self._load()
        for room, errand in list(waiting.items()):
            if await self._done(room, errand):
                del waiting[room]
                await self._vault.put(NAME, json.dumps(waiting))
        return bool(waiting)

    async def _done(self, room: str, errand: dict[str, Any]) -> bool:
        path = ("join", room) if errand["join"] else ("rooms", room, "leave")
        query = {"via": errand["via"]} if errand.get("via") else None
        try:
            await self._link.homeserver.call("POST", "v3", *path, query=query, body={})
        except (Refused, Unreachable) as error:
            errand["tries"] = errand.get("tries", 0) + 1
            lasting = isinstance(error, Refused) and error.lasting
            log.info("%s could not be joined or left: %s", room, error)
            return lasting or errand["tries"] >= TRIES
        if errand.get("person"):
            await self._direct_rooms.adopt(errand["person"], room)
        return True

    async def _add(self, room: str, errand: dict[str, Any]) -> None:
        waiting = await self._load()
        waiting[room] = errand
        await self._vault.put(NAME, json.dumps(waiting))
        self._new.set()

    async def _load(self) -> dict[str, dict[str, Any]]:
        if self._waiting is None:
            self._waiting = json.loads(await self._vault.get(NAME) or "{}")
        return self._waiting
