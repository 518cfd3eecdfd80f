"""Outboxes with one bug each, to show that the checker would notice."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

from ci_bot.domain.delivery import DeliveryState
from ci_bot.domain.ids import AccountId, DeliveryKey, MessageId, RoomId, new_id
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Capabilities, ChatEvent, Posted, Sender
from ci_bot.runtime.inlet import StoreInlet
from ci_bot.testing.memory.outbox import MemoryOutbox
from ci_bot.testing.memory_store import MemoryStore, MemoryUnitOfWork


class ReadyAgainOutbox(MemoryOutbox):
    """What a dead process was sending is simply sent again."""

    async def expire_leases(self, *, now: datetime, settle_at: datetime) -> int:
        expired = [
            row
            for row in self._deliveries.values()
            if row.state is DeliveryState.SENDING and row.leased_until and row.leased_until <= now
        ]
        for row in expired:
            self._put(replace(row, state=DeliveryState.READY, attempt=None, leased_until=None))
        return len(expired)


class UnfencedOutbox(MemoryOutbox):
    """Whoever comes last is right."""

    async def settle(self, key: DeliveryKey, attempt: str, **ending: Any) -> bool:
        row = self._deliveries[key]
        self._put(replace(row, state=DeliveryState.AMBIGUOUS, attempt=attempt))
        return await super().settle(key, attempt, **ending)


class BuggyStore(MemoryStore):
    """A memory store with that outbox."""

    def __init__(self, outbox: type[MemoryOutbox]) -> None:
        super().__init__()
        self._outbox = outbox

    def _open(self, *, reading: bool) -> MemoryUnitOfWork:
        outbox = self._outbox

        class BuggyUnit(MemoryUnitOfWork):
            @property
            def outbox(self) -> MemoryOutbox:
                return outbox(self._state)

        return BuggyUnit(self, reading=reading)


class RandomKeySender:
    """Names each attempt anew, so that nobody can tell two attempts at one delivery."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender

    @property
    def capabilities(self) -> Capabilities:
        return self._sender.capabilities

    def __getattr__(self, name: str) -> Any:
        return getattr(self._sender, name)

    async def send(
        self,
        room: RoomId,
        message: Message,
        *,
        key: DeliveryKey,
        thread: MessageId | None = None,
        reply_to: MessageId | None = None,
        only: AccountId | None = None,
    ) -> Posted:
        fresh = DeliveryKey(new_id())
        return await self._sender.send(
            room, message, key=fresh, thread=thread, reply_to=reply_to, only=only
        )


class AcknowledgingInlet(StoreInlet):
    """Lets the platform forget an event before it is kept."""

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        with suppress(Exception):
            await super().accept(events, cursor=cursor)
