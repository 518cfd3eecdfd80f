"""The inbox's rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.store.claims import CLAIM_CONVERSATIONS
from ci_bot.store.codec import Codec
from ci_bot.store.session import Session
from ci_bot.store.tables.queues import arrivals
from ci_bot.store.tables.schema import one_of

_codec = Codec(Arrival, arrivals)


class SqlInbox:
    """Arrivals of one unit of work."""

    def __init__(self, session: Session) -> None:
        self._session = session

    async def add(self, new: Sequence[Arrival]) -> int:
        if not new:
            return 0
        insert = self._session.insert(arrivals).on_conflict_do_nothing()
        added = await self._session.rows(
            insert.returning(arrivals.c.seq), [_codec.row(arrival) for arrival in new]
        )
        return len(added)

    async def claim(
        self, *, now: datetime, attempt: str, leased_until: datetime, limit: int
    ) -> Sequence[Arrival]:
        given = {"now": now, "by": attempt, "until": leased_until, "most": limit}
        claimed = await self._session.rows(CLAIM_CONVERSATIONS, given)
        in_order = sorted(claimed, key=lambda r: (r["available"], r["seq"]))
        return [_codec.value(row) for row in in_order]

    async def settle(
        self,
        key: str,
        attempt: str,
        *,
        state: ArrivalState,
        available: datetime | None = None,
        reason: str = "",
    ) -> bool:
        changes: dict[str, Any] = {} if available is None else {"available": available}
        changed = await self._session.run(
            update(arrivals)
            .where(arrivals.c.key == key, arrivals.c.attempt == attempt)
            .values(state=state, reason=reason, attempt=None, leased_until=None, **changes)
        )
        return changed == 1

    async def waiting(self) -> int:
        found = await self._session.first(
            select(func.count().label("n"))
            .select_from(arrivals)
            .where(one_of(arrivals.c.state, ArrivalState.WAITING))
        )
        return int(found["n"]) if found else 0

    async def dead(self) -> Sequence[Arrival]:
        found = await self._session.rows(
            select(arrivals)
            .where(one_of(arrivals.c.state, ArrivalState.DEAD))
            .order_by(arrivals.c.seq)
        )
        return [_codec.value(row) for row in found]
