"""The claims, each one statement that two replicas may run at the same moment.

Made once: to put one together takes longer than to run it. They are given `now`, `by` (the
attempt), `until` (the end of the lease) and `most`.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    Executable,
    Integer,
    Select,
    Table,
    and_,
    bindparam,
    or_,
    select,
    update,
)

from ci_bot.domain.arrival import ArrivalState
from ci_bot.domain.delivery import DeliveryState
from ci_bot.store.tables.queues import CLAIMABLE, UNFINISHED, arrivals, deliveries
from ci_bot.store.tables.schema import one_of

_NOW: BindParameter[Any] = bindparam("now")


def _free_lanes() -> CTE:
    """The first available delivery of each free lane.

    In order of availability across lanes, so that a long queue is read only as far as needed.
    """
    row, other = deliveries.alias("row"), deliveries.alias("other")
    first = or_(
        other.c.due < row.c.due,
        and_(other.c.due == row.c.due, other.c.seq < row.c.seq),
    )
    held_up = select(other.c.seq).where(
        other.c.lane == row.c.lane,
        one_of(other.c.state, *UNFINISHED),
        or_(
            one_of(other.c.state, DeliveryState.SENDING, DeliveryState.AMBIGUOUS),
            and_(one_of(other.c.state, DeliveryState.DEFERRED), other.c.available > _NOW),
            and_(one_of(other.c.state, *CLAIMABLE), other.c.available <= _NOW, first),
        ),
    )
    return _chosen(
        select(row.c.seq)
        .where(one_of(row.c.state, *CLAIMABLE), row.c.available <= _NOW, ~held_up.exists())
        .order_by(row.c.available, row.c.due, row.c.seq)
    )


def _doubtful() -> CTE:
    """Ambiguous deliveries that nobody looks into yet."""
    row = deliveries.alias("row")
    return _chosen(
        select(row.c.seq)
        .where(
            one_of(row.c.state, DeliveryState.AMBIGUOUS),
            row.c.available <= _NOW,
            or_(row.c.leased_until.is_(None), row.c.leased_until <= _NOW),
        )
        .order_by(row.c.available, row.c.seq)
    )


def _free_conversations() -> CTE:
    """The first available arrival of each conversation that nobody works on."""
    row, other = arrivals.alias("row"), arrivals.alias("other")
    earlier = and_(other.c.seq < row.c.seq, other.c.available <= _NOW)
    held_up = select(other.c.seq).where(
        other.c.conversation == row.c.conversation,
        one_of(other.c.state, ArrivalState.WAITING),
        or_(earlier, other.c.leased_until > _NOW),
    )
    return _chosen(
        select(row.c.seq)
        .where(
            one_of(row.c.state, ArrivalState.WAITING),
            row.c.available <= _NOW,
            or_(row.c.leased_until.is_(None), row.c.leased_until <= _NOW),
            ~held_up.exists(),
        )
        .order_by(row.c.available, row.c.seq)
    )


def _chosen(query: Select[Any]) -> CTE:
    limited = query.limit(bindparam("most", type_=Integer))
    return limited.with_for_update(skip_locked=True).cte("free")


def _lease(table: Table, free: CTE, **values: Any) -> Executable:
    return (
        update(table)
        .where(table.c.seq.in_(select(free.c.seq)))
        .values(attempt=bindparam("by"), leased_until=bindparam("until"), **values)
        .returning(table)
    )


CLAIM_LANES = _lease(
    deliveries, _free_lanes(), state=DeliveryState.SENDING, tries=deliveries.c.tries + 1
)
CLAIM_DOUBTFUL = _lease(deliveries, _doubtful())
CLAIM_CONVERSATIONS = _lease(arrivals, _free_conversations(), tries=arrivals.c.tries + 1)
