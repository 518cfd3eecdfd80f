"""The outbox's claims, each one statement that two replicas may run at the same moment."""

from datetime import datetime
from typing import Any

from sqlalchemy import CTE, Executable, and_, or_, select, update

from ci_bot.domain.delivery import DeliveryState
from ci_bot.store.tables.queues import CLAIMABLE, UNFINISHED, deliveries
from ci_bot.store.tables.schema import one_of


def claim_free_lanes(
    *, now: datetime, attempt: str, leased_until: datetime, limit: int
) -> Executable:
    """Makes the first available delivery of each free lane sending.

    In order of availability across lanes, so that a long queue is read only as far as needed.
    """
    row, other = deliveries.alias("row"), deliveries.alias("other")
    first = or_(
        other.c.due < row.c.due,
        and_(other.c.due == row.c.due, other.c.seq < row.c.seq),
    )
    deferred = one_of(other.c.state, DeliveryState.DEFERRED)
    held_up = select(other.c.seq).where(
        other.c.lane == row.c.lane,
        one_of(other.c.state, *UNFINISHED),
        or_(
            one_of(other.c.state, DeliveryState.SENDING, DeliveryState.AMBIGUOUS),
            and_(deferred, other.c.available > now),
            and_(one_of(other.c.state, *CLAIMABLE), other.c.available <= now, first),
        ),
    )
    free = (
        select(row.c.seq)
        .where(one_of(row.c.state, *CLAIMABLE), row.c.available <= now, ~held_up.exists())
        .order_by(row.c.available, row.c.due, row.c.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("free")
    )
    return _lease(
        free,
        state=DeliveryState.SENDING,
        attempt=attempt,
        leased_until=leased_until,
        tries=deliveries.c.tries + 1,
    )


def claim_doubtful(
    *, now: datetime, attempt: str, leased_until: datetime, limit: int
) -> Executable:
    """Leases ambiguous deliveries that nobody looks into yet."""
    row = deliveries.alias("row")
    free = (
        select(row.c.seq)
        .where(
            one_of(row.c.state, DeliveryState.AMBIGUOUS),
            row.c.available <= now,
            or_(row.c.leased_until.is_(None), row.c.leased_until <= now),
        )
        .order_by(row.c.available, row.c.seq)
        .limit(limit)
        .with_for_update(skip_locked=True)
        .cte("free")
    )
    return _lease(free, attempt=attempt, leased_until=leased_until)


def _lease(free: CTE, **values: Any) -> Executable:
    return (
        update(deliveries)
        .where(deliveries.c.seq.in_(select(free.c.seq)))
        .values(**values)
        .returning(deliveries)
    )
