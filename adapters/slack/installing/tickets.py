"""Codes that are good for one use and a while; what is kept of them is worth nothing to a thief."""

import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from adapters.slack import clock
from ci_bot.ports.chat import Vault

LONGEST = 200


class Tickets:
    """Of one kind; a name is what a code is kept under, and doesn't give it away."""

    def __init__(
        self,
        vault: Vault,
        kind: str,
        lasts: timedelta,
        now: Callable[[], datetime] = clock.now,
    ) -> None:
        self._vault = vault
        self._prefix = f"{kind}/"
        self._lasts = lasts
        self._now = now

    async def issue(self, **about: str) -> str:
        """A new code; the expired ones are forgotten meanwhile."""
        await self._sweep()
        code = secrets.token_urlsafe(24)
        await self.put_back(self.name(code), about)
        return code

    async def put_back(self, name: str, about: dict[str, Any]) -> None:
        """Good again for a whole while: what it was taken for did not happen."""
        until = (self._now() + self._lasts).isoformat()
        await self._vault.put(name, json.dumps(about | {"until": until}))

    def name(self, code: str) -> str:
        """What the code would be kept under."""
        return self._prefix + hashlib.sha256(code[:LONGEST].encode(errors="replace")).hexdigest()

    async def look(self, name: str) -> dict[str, Any] | None:
        """What it is about; None when it is unknown, used or expired."""
        kept = await self._vault.get(name)
        if kept is None:
            return None
        about: dict[str, Any] = json.loads(kept)
        return about if self._now() < datetime.fromisoformat(about["until"]) else None

    async def take(self, name: str) -> bool:
        """Uses it up; of several who try at once, one is told that it did."""
        return await self._vault.forget(name)

    async def _sweep(self) -> None:
        for name in await self._vault.names(self._prefix):
            if await self.look(name) is None:
                await self._vault.forget(name)
