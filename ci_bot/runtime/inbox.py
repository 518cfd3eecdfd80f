"""The inbox worker: from committed arrivals to their effects, each exactly once."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import structlog

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.domain.ids import new_id
from ci_bot.ports.chat.events import ChatEvent
from ci_bot.ports.clock import Clock
from ci_bot.ports.crash import reached
from ci_bot.ports.outgoing import Outcomes
from ci_bot.ports.store import ConflictError, Store, StoreError, UnitOfWork
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.crew import Crew
from ci_bot.runtime.event_codec import from_json
from ci_bot.runtime.timing import Timing

Handle = Callable[[UnitOfWork, ChatEvent, datetime], Awaitable[None]]
"""What an event means; its effects are committed together with the arrival's end."""

_log = structlog.get_logger(__name__)
_CONFLICTS = 3
# Whatever was merely claimed when a process was killed has lost a try, too.
_INTERRUPTIONS = 4
_STORE_AWAY = "the database could not be written"
"""The reason of a try that says nothing about its event, and so is not held against it."""


class LeaseLostError(Exception):
    """Another worker has this arrival now; nothing of this try may stay."""


class InboxWorker:
    """Works on `hands` conversations at a time, in each on one arrival after the other."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        handle: Handle,
        outcomes: Outcomes,
        timing: Timing,
        bell: Bell,
        done: Callable[[], None] = lambda: None,
        hands: int = 8,
    ) -> None:
        self._store = store
        self._clock = clock
        self._handle = handle
        self._outcomes = outcomes
        self._timing = timing
        self._done = done
        self._crew = Crew(self._claim, self._work, size=hands, bell=bell, poll=timing.poll)

    async def run(self) -> None:
        """Works until `stop`, then finishes what it has begun."""
        await self._crew.run()

    def stop(self) -> None:
        """Claims nothing any more."""
        self._crew.stop()

    async def drain(self) -> int:
        """Works until nothing is waiting just now; returns how many tries that took."""
        return await self._crew.drain()

    async def _claim(self, hands: int) -> Sequence[Arrival]:
        async with self._store.write() as uow:
            now = self._clock.now()
            claimed = await uow.inbox.claim(
                now=now, attempt=new_id(), leased_until=now + self._timing.lease, limit=hands
            )
            if claimed:
                await uow.commit()
        return claimed

    async def _work(self, arrival: Arrival) -> None:
        try:
            await self._tried(arrival)
        except LeaseLostError:
            _log.warning("arrival_fenced", platform=arrival.platform)
        self._done()

    async def _tried(self, arrival: Arrival) -> None:
        if arrival.tries > _INTERRUPTIONS * self._timing.tries and arrival.reason != _STORE_AWAY:
            # It takes the whole process down, as it seems.
            await self._bury(arrival, "interrupted")
            return
        reached("after-ack")
        try:
            await self._handled(arrival)
        except LeaseLostError:
            raise
        except Exception as error:  # noqa: BLE001 - a poisonous event must not stop the others
            reason = type(error).__name__
            _log.error("arrival_failed", platform=arrival.platform, error=reason)
            if isinstance(error, StoreError) and not isinstance(error, ConflictError):
                await self._later(arrival, _STORE_AWAY)
            elif arrival.tries >= self._timing.tries and arrival.reason:
                await self._bury(arrival, reason)
            else:
                # Tries without a reason ended with their process, which may not be its fault.
                await self._later(arrival, reason)

    async def _handled(self, arrival: Arrival) -> None:
        # Whoever came first is done by now; waiting would let later words overtake these.
        for _ in range(_CONFLICTS):
            try:
                await self._once(arrival)
            except ConflictError:
                continue
            return
        await self._once(arrival)

    async def _once(self, arrival: Arrival) -> None:
        event = from_json(arrival.body)
        async with (
            asyncio.timeout(self._timing.handle.total_seconds()),
            self._store.write() as uow,
        ):
            await self._handle(uow, event, self._clock.now())
            reached("inbox-process-mid")
            await self._end(uow, arrival, ArrivalState.DONE)
            await uow.commit()

    async def _later(self, arrival: Arrival, reason: str) -> None:
        until = self._clock.now() + self._timing.retry_in(arrival.tries)
        async with self._store.write() as uow:
            await self._end(uow, arrival, ArrivalState.WAITING, available=until, reason=reason)
            await uow.commit()

    async def _bury(self, arrival: Arrival, reason: str) -> None:
        try:
            await self._dead(arrival, reason, tell=True)
        except (LeaseLostError, StoreError):
            raise
        except Exception as error:  # noqa: BLE001 - it is dead, whoever stumbles over that
            _log.error("outcome_failed", error=type(error).__name__)
            await self._dead(arrival, reason, tell=False)

    async def _dead(self, arrival: Arrival, reason: str, *, tell: bool) -> None:
        async with self._store.write() as uow:
            await self._end(uow, arrival, ArrivalState.DEAD, reason=reason)
            if tell:
                await self._outcomes.arrival_dead(uow, arrival)
            await uow.commit()

    async def _end(
        self,
        uow: UnitOfWork,
        arrival: Arrival,
        state: ArrivalState,
        *,
        available: datetime | None = None,
        reason: str = "",
    ) -> None:
        if not await uow.inbox.settle(
            arrival.key, arrival.attempt or "", state=state, available=available, reason=reason
        ):
            raise LeaseLostError
