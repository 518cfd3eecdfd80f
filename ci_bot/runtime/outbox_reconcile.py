"""Finds out what became of a delivery that may have been sent."""

import asyncio
from dataclasses import dataclass
from datetime import timedelta

from ci_bot.domain.delivery import ASKED, Delivery, DeliveryKind
from ci_bot.domain.ids import RoomId
from ci_bot.messages.serial import from_json
from ci_bot.ports.chat.errors import (
    Misshapen,
    NoPicture,
    NotAccepted,
    PlatformStopped,
    TargetGone,
    TooLong,
    Unsearchable,
)
from ci_bot.ports.chat.platform import Posted, Sender
from ci_bot.ports.clock import Clock
from ci_bot.ports.crash import reached
from ci_bot.ports.outgoing import Failure
from ci_bot.ports.store import Store
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.outbox_attempt import MISTAKE
from ci_bot.runtime.outbox_errand import errand, parent_of, run_errand
from ci_bot.runtime.outbox_fate import Absent, Asked, Doubted, Fate, Sent, Unsendable
from ci_bot.runtime.timing import Timing

_SEEN = (
    DeliveryKind.DIGEST,
    DeliveryKind.DIGEST_ADDED,
    DeliveryKind.PREVIEW,
    DeliveryKind.ANNOUNCEMENT,
)
"""What people would miss, and can find in a channel when they are asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Reconciliation:
    """Settles one doubt; None when the lease was lost, and nothing may be written.

    Where the platform itself refuses a second message with the same key, and for edits and
    reactions, which change nothing the second time, asking again is the surest way to know.
    Elsewhere the platform is searched for the key.
    """

    store: Store
    clock: Clock
    lines: Lines
    timing: Timing

    async def __call__(self, delivery: Delivery) -> Fate | None:
        """What became of it."""
        if delivery.reason == ASKED:
            return Unsendable(failure=Failure.DOUBTFUL, reason="nobody said whether it arrived")
        room = delivery.posted_room or delivery.room
        if room is None or (delivery.body is None and delivery.emoji is None):
            # Its message or room was never kept, so the attempt ended before anything was asked.
            return self._absent(delivery)
        sender = self.lines.to(room)
        if sender is None:
            return self._doubted(self.timing.paused, "this platform is stopped")
        if not self.timing.owns(delivery.leased_until, self.clock.now()):
            return None
        try:
            return await self._answered(delivery, sender, room)
        except Unsearchable as error:
            if delivery.kind in _SEEN and delivery.room is not None:
                return Asked(until=self.clock.now() + self.timing.asked)
            return Unsendable(failure=Failure.DOUBTFUL, reason=str(error))
        except (Misshapen, NoPicture, TargetGone, TooLong) as error:
            return Unsendable(failure=Failure.DOUBTFUL, reason=str(error))
        except PlatformStopped as error:
            return self._doubted(self.timing.paused, str(error))
        except NotAccepted as error:
            return self._doubted(error.retry_after or self.timing.settle, str(error))
        except Exception as error:  # noqa: BLE001 - a doubt stays one until it is answered
            return self._doubted(self.timing.settle, type(error).__name__)

    async def _answered(self, delivery: Delivery, sender: Sender, room: RoomId) -> Fate:
        failed_oddly = delivery.reason.startswith(MISTAKE)
        if not failed_oddly and self._repeatable(delivery, sender):
            return Sent(posted=await self._repeated(delivery, sender, room))
        if delivery.only is not None:
            # No history has it. Its reader sees that nothing came, and may ask again.
            raise Unsearchable
        if delivery.edits is not None:
            return self._absent(delivery)
        async with self.store.read() as uow:
            parent = await parent_of(uow, delivery)
        thread = delivery.thread if parent is None else parent.message
        reached("reconcile-before-read")
        async with asyncio.timeout(self.timing.patience.total_seconds()):
            posted = await sender.find(room, delivery.key, since=delivery.created, thread=thread)
        reached("reconcile-after-read")
        return self._absent(delivery) if posted is None else Sent(posted=posted)

    def _repeatable(self, delivery: Delivery, sender: Sender) -> bool:
        if delivery.edits is not None or delivery.kind is DeliveryKind.HOME:
            return True
        now = self.clock.now()
        if delivery.expires is not None and now >= delivery.expires:
            return False
        # No attempt was made before it was due.
        return now - max(delivery.created, delivery.due) < sender.capabilities.idempotent_for

    async def _repeated(self, delivery: Delivery, sender: Sender, room: RoomId) -> Posted | None:
        async with self.store.read() as uow:
            parent = await parent_of(uow, delivery)
        message = None if delivery.body is None else from_json(delivery.body)
        return await run_errand(
            sender,
            errand(delivery, message, room=room, parent=parent),
            key=delivery.key,
            kind=delivery.kind,
            patience=self.timing.patience,
        )

    def _absent(self, delivery: Delivery) -> Fate:
        if delivery.reason.startswith(MISTAKE) and delivery.tries >= self.timing.tries:
            return Unsendable(failure=Failure.BROKEN, reason=delivery.reason)
        return Absent()

    def _doubted(self, wait: timedelta, reason: str) -> Fate:
        return Doubted(until=self.clock.now() + wait, reason=reason)
