"""Writes down how an attempt ended, together with what follows from it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

import structlog

from ci_bot.domain.delivery import ASKED, Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import AccountId, on_line
from ci_bot.ports.clock import Clock
from ci_bot.ports.crash import reached
from ci_bot.ports.outgoing import Failure, Outcomes
from ci_bot.ports.store import Store, StoreError, UnitOfWork
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.outbox_division import divided
from ci_bot.runtime.outbox_fate import (
    Absent,
    Asked,
    Deferred,
    Doubted,
    Fate,
    Halted,
    Sent,
    Unsendable,
    Unwanted,
)
from ci_bot.runtime.timing import Timing

_log = structlog.get_logger(__name__)
_TRIES = 3
_QUIET = frozenset({DeliveryState.SENT, DeliveryState.READY, DeliveryState.DROPPED})


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """Ends an attempt in one transaction with its consequences; `observe` counts the states."""

    store: Store
    clock: Clock
    lines: Lines
    outcomes: Outcomes
    timing: Timing
    observe: Callable[[DeliveryState], None] = lambda _: None

    async def __call__(self, delivery: Delivery, fate: Fate) -> None:
        """Raises StoreError when it can't be written: the lease then ends by itself."""
        try:
            state = await self._written(delivery, fate)
        except StoreError:
            raise
        except Exception as error:  # noqa: BLE001 - what was sent stays sent, whoever stumbles
            _log.error("outcome_failed", key=delivery.key, error=type(error).__name__)
            state = await self._write(delivery, fate, tell=False)
        self._report(delivery, fate, state)

    async def _written(self, delivery: Delivery, fate: Fate) -> DeliveryState | None:
        for _ in range(_TRIES - 1):
            try:
                return await self._write(delivery, fate, tell=True)
            except StoreError:
                continue
        return await self._write(delivery, fate, tell=True)

    async def _write(self, delivery: Delivery, fate: Fate, *, tell: bool) -> DeliveryState | None:
        async with self.store.write() as uow:
            state = await self._settle(uow, delivery, fate, tell=tell)
            if state is None:
                return None
            reached("mark-sent-before-commit")
            await uow.commit()
            if isinstance(fate, Halted):
                # Before the next writer looks, so that it is told once.
                self.lines.stop(fate.line, fate.reason)
        reached("mark-sent-after-commit")
        return state

    async def _settle(
        self, uow: UnitOfWork, delivery: Delivery, fate: Fate, *, tell: bool
    ) -> DeliveryState | None:
        match fate:
            case Sent():
                return await self._sent(uow, delivery, fate, tell=tell)
            case Deferred():
                return await _end(
                    uow, delivery, DeliveryState.DEFERRED, available=fate.until, reason=fate.reason
                )
            case Doubted():
                return await _end(
                    uow, delivery, DeliveryState.AMBIGUOUS, available=fate.until, reason=fate.reason
                )
            case Asked():
                return await self._asked(uow, delivery, fate, tell=tell)
            case Absent():
                # Available as before: a claim whose clock lags must not take what follows it.
                return await _end(uow, delivery, DeliveryState.READY)
            case Unwanted():
                return await _end(uow, delivery, DeliveryState.DROPPED, reason=fate.reason)
            case Unsendable():
                return await self._unsendable(uow, delivery, fate, tell=tell)
            case Halted():
                return await self._halted(uow, delivery, fate, tell=tell)
            case _:
                assert_never(fate)

    async def _sent(
        self, uow: UnitOfWork, delivery: Delivery, fate: Sent, *, tell: bool
    ) -> DeliveryState | None:
        now, at = self.clock.now(), fate.posted
        if not await uow.outbox.settle(
            delivery.key,
            delivery.attempt or "",
            state=DeliveryState.SENT,
            sent=now,
            posted=None if at is None else (at.room, at.message),
        ):
            return None
        done = replace(delivery, state=DeliveryState.SENT, sent=now)
        if at is not None:
            done = replace(done, posted_room=at.room, posted_message=at.message)
        if tell:
            await self.outcomes.sent(uow, done)
        return DeliveryState.SENT

    async def _unsendable(
        self, uow: UnitOfWork, delivery: Delivery, fate: Unsendable, *, tell: bool
    ) -> DeliveryState | None:
        if fate.failure is Failure.TARGET_GONE:
            moved = await self._moved(uow, delivery, fate.reason)
            if moved is not None:
                return moved
        if fate.failure is Failure.TOO_LONG:
            smaller = await self._divided(uow, delivery)
            if smaller is not None:
                return smaller
        expired = fate.failure is Failure.EXPIRED
        state = DeliveryState.DROPPED if expired else DeliveryState.FAILED
        if await _end(uow, delivery, state, reason=fate.reason) is None:
            return None
        if tell:
            ended = replace(delivery, state=state, reason=fate.reason)
            await self.outcomes.failed(uow, ended, fate.failure)
        return state

    async def _asked(
        self, uow: UnitOfWork, delivery: Delivery, fate: Asked, *, tell: bool
    ) -> DeliveryState | None:
        state = DeliveryState.AMBIGUOUS
        ended = await _end(uow, delivery, state, available=fate.until, reason=ASKED)
        if ended is not None and tell:
            await self.outcomes.doubted(uow, delivery)
        return ended

    async def _divided(self, uow: UnitOfWork, delivery: Delivery) -> DeliveryState | None:
        """Sends what was too long in smaller pieces, in its place in the lane, if it can be."""
        stored = await uow.outbox.get(delivery.key)
        pieces = divided(stored or delivery)
        if not pieces:
            return None
        first, *others = pieces
        if not await uow.outbox.settle(
            delivery.key,
            delivery.attempt or "",
            state=DeliveryState.DEFERRED,
            available=self.clock.now(),
            reason="divided",
            body=first.body,
            due=first.due,
        ):
            return None
        await uow.outbox.add(others)
        return DeliveryState.DEFERRED

    async def _halted(
        self, uow: UnitOfWork, delivery: Delivery, fate: Halted, *, tell: bool
    ) -> DeliveryState | None:
        state = await self._moved(uow, delivery, fate.reason, avoid=fate.line)
        if state is None:
            until = self.clock.now() + self.timing.paused
            state = await _end(
                uow, delivery, DeliveryState.DEFERRED, available=until, reason=fate.reason
            )
        if state is not None and tell and fate.line not in self.lines.stopped:
            await self.outcomes.platform_stopped(uow, fate.line, fate.reason)
        return state

    async def _moved(
        self, uow: UnitOfWork, delivery: Delivery, reason: str, *, avoid: str = ""
    ) -> DeliveryState | None:
        account = await self._next_account(uow, delivery, avoid)
        if account is None:
            return None
        state, now = DeliveryState.DEFERRED, self.clock.now()
        return await _end(uow, delivery, state, available=now, reason=reason, account=account)

    async def _next_account(
        self, uow: UnitOfWork, delivery: Delivery, avoid: str
    ) -> AccountId | None:
        # Only ever forward through the person's accounts, so that it can't go round in circles.
        own_message = delivery.edits is None and delivery.thread_of is None
        own_message &= delivery.beside is None and delivery.kind is not DeliveryKind.HOME
        if delivery.only is not None and delivery.account is None:
            reached_here = not on_line(delivery.only, avoid) and self.lines.to(delivery.only)
            return delivery.only if reached_here else None
        if delivery.account is None or delivery.coalition is None or not own_message:
            return None
        coalition = await uow.of(delivery.coalition).load()
        person = None if coalition is None else coalition.person_of(delivery.account)
        if coalition is None or person is None:
            return None
        accounts = coalition.accounts_of(person)
        others = accounts[accounts.index(delivery.account) + 1 :]
        return next((a for a in others if not on_line(a, avoid) and self.lines.to(a)), None)

    def _report(self, delivery: Delivery, fate: Fate, state: DeliveryState | None) -> None:
        if state is None:
            _log.warning("attempt_fenced", key=delivery.key, kind=delivery.kind)
            return
        self.observe(state)
        say = _log.info if state in _QUIET else _log.warning
        failure = fate.failure if isinstance(fate, Unsendable) else None
        say("delivery", key=delivery.key, kind=delivery.kind, state=state, failure=failure)


async def _end(
    uow: UnitOfWork,
    delivery: Delivery,
    state: DeliveryState,
    *,
    available: datetime | None = None,
    reason: str = "",
    account: AccountId | None = None,
) -> DeliveryState | None:
    ended = await uow.outbox.settle(
        delivery.key,
        delivery.attempt or "",
        state=state,
        available=available,
        reason=reason,
        account=account,
    )
    return state if ended else None
