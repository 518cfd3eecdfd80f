"""Finds the rooms behind the addresses by which a coalition's file names its channels."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

import structlog

from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import CoalitionId, RoomId
from ci_bot.ports.chat.errors import ChatError
from ci_bot.ports.store import Store, StoreError
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.lines import Lines

_log = structlog.get_logger(__name__)


class ChannelFinder:
    """Asks the platforms until every channel's room is known."""

    def __init__(
        self, *, store: Store, lines: Lines, every: timedelta = timedelta(minutes=1)
    ) -> None:
        self._store = store
        self._lines = lines
        self._every = every
        self._ended = Bell()
        self._stopping = False

    async def run(self) -> None:
        """Looks again and again until `stop`; a file may bring new channels at any time."""
        while not self._stopping:
            await self.look()
            await self._ended.wait(self._every)

    def stop(self) -> None:
        """Looks no more."""
        self._stopping = True
        self._ended.ring()

    async def look(self) -> None:
        """One look at all coalitions; where the database is away, the next one does."""
        try:
            await self._look()
        except StoreError as error:
            _log.warning("channels_not_looked_at", error=type(error).__name__)

    async def _look(self) -> None:
        async with self._store.read() as uow:
            slugs = await uow.directory.coalitions()
            loaded = [await uow.of(slug).load() for slug in slugs]
        for coalition in loaded:
            unknown = [c for c in coalition.channels if c.room is None] if coalition else []
            rooms = {c.address: room for c in unknown if (room := await self._room(c))}
            if coalition is not None and rooms:
                await self._keep(coalition.id, rooms)

    async def _room(self, channel: Channel) -> RoomId | None:
        sender = self._lines.to(channel.address)
        if sender is None:
            return None
        try:
            return await sender.resolve(channel.address)
        except ChatError as error:
            _log.info("channel_unknown", error=type(error).__name__)
            return None

    async def _keep(self, coalition: CoalitionId, rooms: Mapping[RoomId, RoomId]) -> None:
        async with self._store.write() as uow:
            stored = await uow.of(coalition).load()
            if stored is None:
                return
            channels = tuple(
                replace(c, room=rooms[c.address]) if c.address in rooms else c
                for c in stored.channels
            )
            await uow.of(coalition).save(replace(stored, channels=channels))
            await uow.commit()
