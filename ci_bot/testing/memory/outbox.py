"""The outbox in memory."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import islice

from ci_bot.domain.delivery import ASKED, Delivery, DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, DeliveryKey, MessageId, RoomId
from ci_bot.domain.moment import aware
from ci_bot.testing.memory.state import State

_CLAIMABLE = (DeliveryState.READY, DeliveryState.DEFERRED)
_HELD = (DeliveryState.SENDING, DeliveryState.AMBIGUOUS)


class MemoryOutbox:
    """Deliveries of one unit of work."""

    def __init__(self, state: State) -> None:
        self._deliveries = state.deliveries

    async def add(self, deliveries: Sequence[Delivery]) -> int:
        before = len(self._deliveries)
        for delivery in deliveries:
            self._deliveries.setdefault(delivery.key, delivery)
        return len(self._deliveries) - before

    async def get(self, key: DeliveryKey) -> Delivery | None:
        return self._deliveries.get(key)

    async def claim(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Delivery]:
        now = aware(now)
        rows = sorted(self._deliveries.values(), key=lambda d: d.due)
        busy = {d.lane for d in rows if _holds_its_lane(d, now)}
        first: dict[str, Delivery] = {}
        for row in rows:
            if row.state in _CLAIMABLE and row.available <= now and row.lane not in busy:
                first.setdefault(row.lane, row)
        oldest = sorted(first.values(), key=lambda d: d.available)[:limit]
        return [
            self._put(
                replace(
                    row,
                    state=DeliveryState.SENDING,
                    attempt=attempt,
                    leased_until=leased_until,
                    tries=row.tries + 1,
                )
            )
            for row in oldest
        ]

    async def claim_doubtful(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Delivery]:
        now = aware(now)
        doubtful = [
            d
            for d in sorted(self._deliveries.values(), key=lambda d: d.available)
            if d.state is DeliveryState.AMBIGUOUS
            and d.available <= now
            and (d.leased_until is None or d.leased_until <= now)
        ]
        return [
            self._put(replace(d, attempt=attempt, leased_until=leased_until))
            for d in doubtful[:limit]
        ]

    async def freeze_body(
        self, key: DeliveryKey, attempt: str, body: str, *, room: RoomId | None = None
    ) -> bool:
        row = self._held(key, attempt)
        if row is None or row.state is not DeliveryState.SENDING:
            return False
        kept = body if row.body is None else row.body
        self._put(replace(row, body=kept, posted_room=room or row.posted_room))
        return True

    async def settle(
        self,
        key: DeliveryKey,
        attempt: str,
        *,
        state: DeliveryState,
        available: datetime | None = None,
        reason: str = "",
        posted: tuple[RoomId, MessageId] | None = None,
        sent: datetime | None = None,
        account: AccountId | None = None,
        body: str | None = None,
        due: datetime | None = None,
    ) -> bool:
        if state is DeliveryState.SENDING:
            raise ValueError("only a claim makes a delivery sending")
        row = self._held(key, attempt)
        if row is None:
            return False
        if row.state is DeliveryState.SENDING and state is DeliveryState.READY:
            raise ValueError("a delivery never goes from sending to ready")
        if account is not None:
            row = replace(row, account=account, room=None, lane=account, posted_room=None)
        room, message = posted or (row.posted_room, row.posted_message)
        self._put(
            replace(
                row,
                state=state,
                available=available or row.available,
                reason=reason,
                posted_room=room,
                posted_message=message,
                sent=sent or row.sent,
                body=body or row.body,
                due=due or row.due,
                attempt=None,
                leased_until=None,
            )
        )
        return True

    async def answered(self, key: DeliveryKey, *, tries: int, arrived: bool, now: datetime) -> bool:
        row = self._deliveries.get(key)
        asked = row is not None and (row.state, row.reason) == (DeliveryState.AMBIGUOUS, ASKED)
        if row is None or not asked or row.tries != tries or row.leased_until is not None:
            return False
        state = DeliveryState.SENT if arrived else DeliveryState.READY
        sent = now if arrived else None
        self._put(replace(row, state=state, reason="", available=now, sent=sent))
        return True

    async def expire_leases(self, *, now: datetime, settle_at: datetime) -> int:
        now = aware(now)
        expired = [
            d
            for d in self._deliveries.values()
            if d.state is DeliveryState.SENDING and d.leased_until and d.leased_until <= now
        ]
        for row in expired:
            self._put(
                replace(
                    row,
                    state=DeliveryState.AMBIGUOUS,
                    available=settle_at,
                    attempt=None,
                    leased_until=None,
                )
            )
        return len(expired)

    async def posted(self, room: RoomId, message: MessageId) -> Delivery | None:
        place = (room, message)
        rows = self._deliveries.values()
        return next((d for d in rows if (d.posted_room, d.posted_message) == place), None)

    async def drop(self, coalition: CoalitionId, subject: str, *, reason: str) -> int:
        untried = [
            d
            for d in await self.of_subject(coalition, subject)
            if d.state is DeliveryState.READY and d.tries == 0
        ]
        for row in untried:
            self._put(replace(row, state=DeliveryState.DROPPED, reason=reason))
        return len(untried)

    async def of_subject(self, coalition: CoalitionId, subject: str) -> Sequence[Delivery]:
        place = (coalition, subject)
        own = [d for d in self._deliveries.values() if (d.coalition, d.subject) == place]
        return sorted(own, key=lambda d: d.due)

    async def troubled(
        self, coalition: CoalitionId, *, late: datetime, since: datetime, limit: int
    ) -> Sequence[Delivery]:
        late, since = aware(late), aware(since)
        found = [
            d
            for d in reversed(self._deliveries.values())
            if d.coalition == coalition
            and (
                (d.state in (*_CLAIMABLE, *_HELD) and d.due < late)
                or (d.state is DeliveryState.FAILED and d.due >= since)
            )
        ]
        return sorted(found, key=lambda d: d.due, reverse=True)[:limit]

    async def counts(self) -> dict[DeliveryState, int]:
        found = Counter(d.state for d in self._deliveries.values())
        return {state: found[state] for state in DeliveryState}

    async def recent(self, limit: int) -> Sequence[Delivery]:
        ended = (DeliveryState.SENT, DeliveryState.FAILED)
        newest = reversed(self._deliveries.values())
        return list(islice((d for d in newest if d.state in ended), limit))

    def _held(self, key: DeliveryKey, attempt: str) -> Delivery | None:
        row = self._deliveries.get(key)
        return row if row and row.state in _HELD and row.attempt == attempt else None

    def _put(self, delivery: Delivery) -> Delivery:
        self._deliveries[delivery.key] = delivery
        return delivery


def _holds_its_lane(delivery: Delivery, now: datetime) -> bool:
    if delivery.state is DeliveryState.DEFERRED:
        return delivery.available > now
    return delivery.state in _HELD
