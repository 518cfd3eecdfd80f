"""The inbox's rows."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update

from ci_bot.domain.arrival import Arrival, ArrivalState
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
        row, other = arrivals.alias("row"), arrivals.alias("other")
        earlier = (other.c.seq < row.c.seq) & (other.c.available <= now)
        held_up = select(other.c.seq).where(
            other.c.conversation == row.c.conversation,
            one_of(other.c.state, ArrivalState.WAITING),
            or_(earlier, other.c.leased_until > now),
        )
        free = (
            select(row.c.seq)
            .where(
                one_of(row.c.state, ArrivalState.WAITING),
                row.c.available <= now,
                or_(row.c.leased_until.is_(None), row.c.leased_until <= now),
                ~held_up.exists(),
            )
            .order_by(row.c.seq)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("free")
        )
        claimed = await self._session.rows(
            update(arrivals)
            .where(arrivals.c.seq.in_(select(free.c.seq)))
            .values(attempt=attempt, leased_until=leased_until, tries=arrivals.c.tries + 1)
            .returning(arrivals)
        )
        return [_codec.value(r) for r in sorted(claimed, key=lambda r: int(r["seq"]))]

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
