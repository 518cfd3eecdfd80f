"""One attempt at a delivery that was claimed: look, resolve, freeze, send."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import RoomId, platform_of
from ci_bot.messages.blocks import Message, heading
from ci_bot.messages.serial import from_json, to_json
from ci_bot.ports.chat.errors import (
    Doubtful,
    Misshapen,
    NoPicture,
    NotAccepted,
    PlatformStopped,
    TargetGone,
    TooLong,
)
from ci_bot.ports.chat.platform import Posted, Sender
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Cancel, Failure, Later, Preparer
from ci_bot.ports.store import Store, StoreError
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.outbox_errand import (
    Errand,
    ParentFailedError,
    ParentPendingError,
    errand,
    parent_of,
    run_errand,
)
from ci_bot.runtime.outbox_fate import Deferred, Doubted, Fate, Halted, Sent, Unsendable, Unwanted
from ci_bot.runtime.timing import Timing

MISTAKE = "mistake: "
"""How the reason of a try begins that ended by an error nobody foresaw."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Ready:
    sender: Sender
    errand: Errand


@dataclass(frozen=True, kw_only=True, slots=True)
class Attempt:
    """Tries one claimed delivery; None when the lease was lost, and nothing may be written."""

    store: Store
    clock: Clock
    lines: Lines
    preparer: Preparer
    timing: Timing

    async def __call__(self, delivery: Delivery) -> Fate | None:
        """How it ended."""
        try:
            ready = await self._prepared(delivery)
        except Exception as error:  # noqa: BLE001 - whatever it was, nothing has been sent
            return self._not_sent(delivery, error)
        if not isinstance(ready, _Ready):
            return ready
        if not self.timing.owns(delivery.leased_until, self.clock.now()):
            return None
        try:
            posted = await run_errand(
                ready.sender,
                ready.errand,
                key=delivery.key,
                kind=delivery.kind,
                patience=self.timing.patience,
            )
        except Exception as error:  # noqa: BLE001 - whatever it was, it may have been sent
            return self._perhaps_sent(delivery, error)
        return Sent(posted=posted)

    async def _prepared(self, delivery: Delivery) -> _Ready | Fate | None:
        if delivery.expires is not None and self.clock.now() >= delivery.expires:
            return Unsendable(failure=Failure.EXPIRED, reason="expired")
        verdict, parent = await self._looked_at(delivery)
        if isinstance(verdict, Cancel):
            return Unwanted(reason=verdict.reason)
        if isinstance(verdict, Later):
            return Deferred(until=verdict.until, reason="later")
        message = verdict if delivery.body is None else from_json(delivery.body)
        room = delivery.room if parent is None else parent.room
        address = room or delivery.account
        assert address is not None  # noqa: S101 - a delivery has one of the two
        sender = self.lines.to(address)
        if sender is None:
            line = self.lines.stopped_for(address) or platform_of(address)
            return Halted(line=line, reason="this line is stopped")
        if delivery.kind is DeliveryKind.HOME:
            # A home tab is in no room: its account stands for it.
            room = RoomId(str(delivery.account))
        elif room is None:
            room = await self._own_room(sender, delivery, message)
        what = errand(delivery, message, room=room, parent=parent)
        if not await self._frozen(delivery, message, room):
            return None
        return _Ready(sender=sender, errand=what)

    async def _looked_at(
        self, delivery: Delivery
    ) -> tuple[Message | Cancel | Later | None, Posted | None]:
        asks = delivery.kind is not DeliveryKind.REPLY and delivery.emoji is None
        if not asks and delivery.edits is None and delivery.thread_of is None:
            return None, None
        async with self.store.read() as uow:
            parent = await parent_of(uow, delivery)
            return await self.preparer(uow, delivery) if asks else None, parent

    async def _own_room(
        self, sender: Sender, delivery: Delivery, message: Message | None
    ) -> RoomId:
        assert delivery.account is not None  # noqa: S101 - it has no room
        async with asyncio.timeout(self.timing.patience.total_seconds()):
            if delivery.beside is None:
                return await sender.direct_room(delivery.account)
            two = (delivery.account, delivery.beside)
            return await sender.shared_room(two, heading(message), key=delivery.key)

    async def _frozen(self, delivery: Delivery, message: Message | None, room: RoomId) -> bool:
        known = delivery.posted_room or delivery.room
        if message is None or (delivery.body is not None and known == room):
            return True
        async with self.store.write() as uow:
            kept = await uow.outbox.freeze_body(
                delivery.key,
                delivery.attempt or "",
                delivery.body or to_json(message),
                room=room,
            )
            await uow.commit()
        return kept

    def _not_sent(self, delivery: Delivery, error: Exception) -> Fate:
        match error:
            case TargetGone():
                return Unsendable(failure=Failure.TARGET_GONE, reason=str(error))
            case ParentFailedError():
                return Unsendable(failure=Failure.ORPHANED, reason="its parent was not sent")
            case PlatformStopped():
                return self._halted(delivery, error)
            case NotAccepted() | Doubtful():
                return self._deferred(delivery, error, str(error))
            case ParentPendingError() | StoreError() | TimeoutError():
                return self._deferred(delivery, error, type(error).__name__)
        reason = MISTAKE + type(error).__name__
        # Twice in a row, so that a long series of refusals is not mistaken for one.
        if delivery.tries >= self.timing.tries and delivery.reason.startswith(MISTAKE):
            return Unsendable(failure=Failure.BROKEN, reason=reason)
        return self._deferred(delivery, error, reason)

    def _perhaps_sent(self, delivery: Delivery, error: Exception) -> Fate:
        match error:
            case TargetGone():
                return Unsendable(failure=Failure.TARGET_GONE, reason=str(error))
            case NoPicture():
                return Unwanted(reason=str(error))
            case Misshapen():
                return Unsendable(failure=Failure.BROKEN, reason=str(error))
            case TooLong():
                return Unsendable(failure=Failure.TOO_LONG, reason=str(error))
            case PlatformStopped():
                return self._halted(delivery, error)
            case NotAccepted():
                return self._deferred(delivery, error, str(error))
            case Doubtful() | TimeoutError():
                return self._doubted(type(error).__name__)
        return self._doubted(MISTAKE + type(error).__name__)

    def _deferred(self, delivery: Delivery, error: Exception, reason: str) -> Fate:
        wait: timedelta | None = error.retry_after if isinstance(error, NotAccepted) else None
        if wait is None:
            wait = self.timing.retry_in(delivery.tries)
        return Deferred(until=self.clock.now() + wait, reason=reason)

    def _doubted(self, reason: str) -> Fate:
        return Doubted(until=self._settled, reason=reason)

    def _halted(self, delivery: Delivery, error: PlatformStopped) -> Fate:
        address = delivery.account or delivery.room
        assert address is not None  # noqa: S101 - a delivery has one of the two
        return Halted(line=error.line or platform_of(address), reason=str(error))

    @property
    def _settled(self) -> datetime:
        return self.clock.now() + self.timing.settle
