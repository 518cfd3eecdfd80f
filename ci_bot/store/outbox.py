"""The outbox's rows, and who may change them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from ci_bot.domain.delivery import ASKED, Delivery, DeliveryState
from ci_bot.domain.ids import AccountId, CoalitionId, DeliveryKey, MessageId, RoomId
from ci_bot.store.claims import CLAIM_DOUBTFUL, CLAIM_LANES
from ci_bot.store.codec import Codec
from ci_bot.store.session import Session
from ci_bot.store.tables.queues import UNFINISHED, deliveries
from ci_bot.store.tables.schema import one_of

_codec = Codec(Delivery, deliveries, renamed={"coalition": "coalition_id"})
_cells = deliveries.c
_ENDED = (DeliveryState.SENT, DeliveryState.FAILED)
_FREED = {"attempt": None, "leased_until": None}


class SqlOutbox:
    """Deliveries of one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, new: Sequence[Delivery]) -> int:
        if not new:
            return 0
        insert = self._session.insert(deliveries).on_conflict_do_nothing(index_elements=["key"])
        added = await self._session.rows(
            insert.returning(_cells.seq), [_codec.row(delivery) for delivery in new]
        )
        return len(added)

    async def get(self, key: DeliveryKey) -> Delivery | None:
        return await self._one(_cells.key == key)

    async def claim(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Delivery]:
        given = {"now": now, "by": attempt, "until": leased_until, "most": limit}
        rows = await self._session.rows(CLAIM_LANES, given)
        in_order = sorted(rows, key=lambda r: (r["available"], r["due"], r["seq"]))
        return [_codec.value(row) for row in in_order]

    async def claim_doubtful(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Delivery]:
        given = {"now": now, "by": attempt, "until": leased_until, "most": limit}
        rows = await self._session.rows(CLAIM_DOUBTFUL, given)
        in_order = sorted(rows, key=lambda r: (r["available"], r["seq"]))
        return [_codec.value(row) for row in in_order]

    async def freeze_body(
        self, key: DeliveryKey, attempt: str, body: str, *, room: RoomId | None = None
    ) -> bool:
        changes: dict[str, Any] = {} if room is None else {"posted_room": room}
        changed = await self._session.run(
            update(deliveries)
            .where(
                _cells.key == key,
                _cells.attempt == attempt,
                one_of(_cells.state, DeliveryState.SENDING),
            )
            .values(body=func.coalesce(_cells.body, body), **changes)
        )
        return changed == 1

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
        changes: dict[str, Any] = {"state": state, "reason": reason, **_FREED}
        if available is not None:
            changes["available"] = available
        if account is not None:
            changes |= {"account": account, "room": None, "lane": account, "posted_room": None}
        if posted is not None:
            changes["posted_room"], changes["posted_message"] = posted
        given = {"sent": sent, "body": body, "due": due}
        changes |= {name: value for name, value in given.items() if value is not None}
        held = (_cells.key == key) & (_cells.attempt == attempt)
        sending = one_of(_cells.state, DeliveryState.SENDING)
        ambiguous = one_of(_cells.state, DeliveryState.AMBIGUOUS)
        may_change = ambiguous if state is DeliveryState.READY else sending | ambiguous
        changed = await self._session.run(
            update(deliveries).where(held, may_change).values(**changes)
        )
        if not changed and state is DeliveryState.READY and await self._one(held & sending):
            raise ValueError("a delivery never goes from sending to ready")
        return changed == 1

    async def answered(self, key: DeliveryKey, *, tries: int, arrived: bool, now: datetime) -> bool:
        state = DeliveryState.SENT if arrived else DeliveryState.READY
        changed = await self._session.run(
            update(deliveries)
            .where(
                _cells.key == key,
                one_of(_cells.state, DeliveryState.AMBIGUOUS),
                _cells.reason == ASKED,
                _cells.tries == tries,
                _cells.leased_until.is_(None),
            )
            .values(state=state, reason="", available=now, sent=now if arrived else None)
        )
        return changed == 1

    async def expire_leases(self, *, now: datetime, settle_at: datetime) -> int:
        return await self._session.run(
            update(deliveries)
            .where(one_of(_cells.state, DeliveryState.SENDING), _cells.leased_until <= now)
            .values(state=DeliveryState.AMBIGUOUS, available=settle_at, **_FREED)
        )

    async def posted(self, room: RoomId, message: MessageId) -> Delivery | None:
        return await self._one((_cells.posted_room == room) & (_cells.posted_message == message))

    async def drop(self, coalition: CoalitionId, subject: str, *, reason: str) -> int:
        return await self._session.run(
            update(deliveries)
            .where(
                _cells.coalition_id == coalition,
                _cells.subject == subject,
                one_of(_cells.state, DeliveryState.READY),
                _cells.tries == 0,
            )
            .values(state=DeliveryState.DROPPED, reason=reason)
        )

    async def of_subject(self, coalition: CoalitionId, subject: str) -> Sequence[Delivery]:
        rows = await self._session.rows(
            select(deliveries)
            .where(_cells.coalition_id == coalition, _cells.subject == subject)
            .order_by(_cells.due, _cells.seq)
        )
        return [_codec.value(row) for row in rows]

    async def troubled(
        self, coalition: CoalitionId, *, late: datetime, since: datetime, limit: int
    ) -> Sequence[Delivery]:
        waits = one_of(_cells.state, *UNFINISHED) & (_cells.due < late)
        failed = one_of(_cells.state, DeliveryState.FAILED) & (_cells.due >= since)
        rows = await self._session.rows(
            select(deliveries)
            .where(_cells.coalition_id == coalition, waits | failed)
            .order_by(_cells.due.desc(), _cells.seq.desc())
            .limit(limit)
        )
        return [_codec.value(row) for row in rows]

    async def counts(self) -> dict[DeliveryState, int]:
        rows = await self._session.rows(
            select(_cells.state, func.count().label("n")).group_by(_cells.state)
        )
        found = {row["state"]: int(row["n"]) for row in rows}
        return {state: found.get(state, 0) for state in DeliveryState}

    async def recent(self, limit: int) -> Sequence[Delivery]:
        rows = await self._session.rows(
            select(deliveries)
            .where(one_of(_cells.state, *_ENDED))
            .order_by(_cells.seq.desc())
            .limit(limit)
        )
        return [_codec.value(row) for row in rows]

    async def _one(self, condition: Any) -> Delivery | None:
        row = await self._session.first(
            select(deliveries).where(condition).order_by(_cells.seq).limit(1)
        )
        return None if row is None else _codec.value(row)
