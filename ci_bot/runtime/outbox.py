"""The outbox worker: brings committed deliveries to their platforms, each exactly once."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.domain.ids import new_id
from ci_bot.ports.clock import Clock
from ci_bot.ports.crash import reached
from ci_bot.ports.outgoing import Outcomes, Preparer
from ci_bot.ports.store import Store
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.crew import Crew
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.outbox_attempt import Attempt
from ci_bot.runtime.outbox_reconcile import Reconciliation
from ci_bot.runtime.outbox_settlement import Settlement
from ci_bot.runtime.timing import Timing


class OutboxWorker:
    """Claims what is due, one delivery a lane, `hands` lanes at a time; settles doubts first."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        lines: Lines,
        preparer: Preparer,
        outcomes: Outcomes,
        timing: Timing,
        bell: Bell,
        hands: int = 16,
        observe: Callable[[DeliveryState], None] = lambda _: None,
    ) -> None:
        self._store = store
        self._clock = clock
        self._timing = timing
        self._swept: datetime | None = None
        self._attempt = Attempt(
            store=store, clock=clock, lines=lines, preparer=preparer, timing=timing
        )
        self._reconcile = Reconciliation(store=store, clock=clock, lines=lines, timing=timing)
        self._settle = Settlement(
            store=store,
            clock=clock,
            lines=lines,
            outcomes=outcomes,
            timing=timing,
            observe=observe,
        )
        self._crew = Crew(self._claim, self._work, size=hands, bell=bell, poll=timing.poll)

    async def run(self) -> None:
        """Works until `stop`, then finishes what it has begun."""
        await self._crew.run()

    def stop(self) -> None:
        """Claims nothing any more."""
        self._crew.stop()

    async def drain(self) -> int:
        """Works until nothing is due just now; returns how many deliveries it worked on."""
        return await self._crew.drain()

    async def _claim(self, hands: int) -> Sequence[Delivery]:
        async with self._store.write() as uow:
            # Only now, because waiting for the database may take a while.
            now, attempt = self._clock.now(), new_id()
            leased_until = now + self._timing.lease
            expired = 0
            doubtful: Sequence[Delivery] = ()
            if self._sweeps(now):
                settle_at = now + self._timing.settle
                expired = await uow.outbox.expire_leases(now=now, settle_at=settle_at)
                doubtful = await uow.outbox.claim_doubtful(
                    now=now, attempt=attempt, leased_until=leased_until, limit=hands
                )
            due = await uow.outbox.claim(
                now=now, attempt=attempt, leased_until=leased_until, limit=hands - len(doubtful)
            )
            claimed = [*doubtful, *due]
            if claimed or expired:
                reached("claim-before-commit")
                await uow.commit()
        if claimed:
            reached("claim-after-commit")
        return claimed

    def _sweeps(self, now: datetime) -> bool:
        # Doubts are rare and wait long anyway: a busy outbox does not look for them at each claim.
        if self._swept is not None and timedelta(0) <= now - self._swept < self._timing.poll:
            return False
        self._swept = now
        return True

    async def _work(self, delivery: Delivery) -> None:
        doubtful = delivery.state is DeliveryState.AMBIGUOUS
        fate = await (self._reconcile(delivery) if doubtful else self._attempt(delivery))
        if fate is not None:
            await self._settle(delivery, fate)
