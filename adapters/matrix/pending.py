"""Keeps what could not be decrypted until its key comes, also across restarts."""

import json
from typing import Any

from adapters.matrix.rooms import Event
from ci_bot.ports.chat import Vault

NAME = "matrix.unreadable"
AT_MOST = 500
CHARACTERS_AT_MOST = 2_000_000


class Pending:
    """Events as they came, still encrypted, by their ids."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._events: dict[str, dict[str, Any]] | None = None

    async def all(self) -> list[tuple[str, dict[str, Any]]]:
        """Rooms and their waiting events, the oldest first."""
        return [(kept["room"], kept["event"]) for kept in (await self._load()).values()]

    async def keep(self, room: str, events: list[Event]) -> list[Event]:
        """Saves them durably, and returns those that are new; the oldest make place."""
        kept = await self._load()
        new = [event for event in events if event["event_id"] not in kept]
        for event in new:
            kept[event["event_id"]] = {"room": room, "event": event}
        if new:
            sizes = {event_id: len(json.dumps(entry)) for event_id, entry in kept.items()}
            size = sum(sizes.values())
            for oldest in list(kept):
                if len(kept) <= AT_MOST and size <= CHARACTERS_AT_MOST:
                    break
                del kept[oldest]
                size -= sizes[oldest]
            await self._vault.put(NAME, json.dumps(kept))
        return new

    async def drop(self, ids: list[str]) -> None:
        """Forgets events that were read at last."""
        kept = await self._load()
        for event_id in ids:
            kept.pop(event_id, None)
        if ids:
            await self._vault.put(NAME, json.dumps(kept))

    async def _load(self) -> dict[str, dict[str, Any]]:
        if self._events is None:
            self._events = json.loads(await self._vault.get(NAME) or "{}")
        return self._events
