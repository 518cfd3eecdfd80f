"""The sync loop: everything at least once, in order, whatever fails in between."""

import asyncio
import json
import logging
import random
from contextlib import suppress
from typing import Any

from adapters.matrix.errands import Errands
from adapters.matrix.homeserver import Refused, Unreachable
from adapters.matrix.invites import Invites
from adapters.matrix.link import Link
from adapters.matrix.moves import Moves
from adapters.matrix.pending import Pending
from adapters.matrix.refusals import refuses_bot
from adapters.matrix.timeline import Timelines
from ci_bot.ports.chat import Inlet, PlatformMisconfigured, PlatformStopped, Vault

log = logging.getLogger(__name__)

CURSOR = "matrix.sync"
NOTHING: dict[str, Any] = {"types": []}
STATE = [
    "m.room.create",
    "m.room.encryption",
    "m.room.member",
    "m.room.power_levels",
    "m.room.tombstone",
]
FILTER = json.dumps(
    {
        "presence": NOTHING,
        "account_data": NOTHING,
        "room": {
            "timeline": {"limit": 1000},
            "state": {"types": STATE, "lazy_load_members": False},
            "ephemeral": NOTHING,
            "account_data": NOTHING,
        },
    }
)


class Receiver:
    """Receives until cancelled; `trouble` says why it does not."""

    def __init__(
        self,
        *,
        link: Link,
        timelines: Timelines,
        pending: Pending,
        invites: Invites,
        moves: Moves,
        errands: Errands,
        vault: Vault,
    ) -> None:
        self.trouble: str | None = "not connected yet"
        self._link = link
        self._timelines = timelines
        self._pending = pending
        self._invites = invites
        self._moves = moves
        self._errands = errands
        self._vault = vault
        self._since: str | None = None

    async def run(self, inlet: Inlet) -> None:
        """Syncs for ever; raises PlatformStopped or PlatformMisconfigured when that is useless."""
        errands = asyncio.create_task(self._errands.serve())
        try:
            await self._receive(inlet)
        finally:
            errands.cancel()
            with suppress(asyncio.CancelledError):
                await errands

    async def _receive(self, inlet: Inlet) -> None:
        failures = 0
        while True:
            pause = 0.0
            try:
                await self._link.connect()
                await self._sync(inlet)
                self.trouble, failures = None, 0
            except Refused as error:
                if error.code == "M_UNKNOWN_TOKEN" or refuses_bot(error):
                    await self._renew(error)
                self.trouble, pause = str(error), error.retry_after or 0.0
            except Unreachable as error:
                self.trouble = str(error)
            except (PlatformStopped, PlatformMisconfigured):
                raise
            except Exception as error:  # noqa: BLE001 - a store that is away comes back
                # No trace: a database's exceptions quote what people wrote.
                self.trouble = f"what was received can't be stored ({type(error).__name__})"
            if self.trouble is None:
                continue
            log.warning("not receiving from Matrix: %s", self.trouble)
            timing = self._link.timing
            wait = min(timing.backoff * 2 ** min(failures, 16), timing.backoff_limit)
            failures += 1
            await asyncio.sleep(max(pause, wait * random.uniform(0.5, 1)))  # noqa: S311 - no secret

    async def _sync(self, inlet: Inlet) -> None:
        link, first = self._link, not self._link.ready.is_set()
        self._since = self._since or await self._vault.get(CURSOR)
        body = await self._ask(first=first)
        keys_came = link.crypto.absorb(body)
        link.rooms.absorb(body)
        keys_came |= await self._learn_devices()
        rooms = body.get("rooms", {})
        # Without a cursor all is history.
        events = await self._timelines.read(rooms, self._since) if self._since else []
        reread, ids = await self._timelines.retry() if keys_came or first else ([], [])
        await self._invites.answer(rooms.get("invite", {}), inlet)
        moved = await self._moves.arrived()
        await inlet.accept([*events, *reread, *moved.values()], cursor=(CURSOR, body["next_batch"]))
        self._since = body["next_batch"]
        await self._pending.drop(ids)
        await self._moves.settle(moved)
        await link.crypto.keys.upkeep()
        if first:
            await self._sign()
            link.ready.set()
        link.rooms.tell()
        await self._invites.sweep(inlet)

    async def _ask(self, *, first: bool) -> dict[str, Any]:
        query = {"filter": FILTER}
        if self._since is not None:
            query["since"] = self._since
        if first:
            # The rooms' members and encryption are kept in memory only.
            return await self._link.homeserver.call(
                "GET", "v3", "sync", query=query | {"full_state": "true"}, within=120
            )
        poll = self._link.timing.poll
        query["timeout"] = str(int(poll * 1000))
        wait = poll + self._link.homeserver.timeout
        return await self._link.homeserver.call("GET", "v3", "sync", query=query, within=wait)

    async def _learn_devices(self) -> bool:
        # Before reading: the sender may write from a device we have not met.
        try:
            return await self._link.crypto.keys.learn_devices()
        except (Refused, Unreachable) as error:
            log.warning("the devices of people could not be asked for: %s", error)
            return False

    async def _sign(self) -> None:
        try:
            await self._link.sign()
        except (Refused, Unreachable, PlatformMisconfigured) as error:
            # Most clients read an unsigned device all the same.
            log.warning("the device is not cross-signed: %s", error)

    async def _renew(self, error: Refused) -> None:
        try:
            await self._link.renew(error)
        except (Refused, Unreachable) as again:
            self.trouble = str(again)
