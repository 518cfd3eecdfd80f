"""Inbox, outbox and calendar: what is worked on, found by partial indexes."""

from sqlalchemy import Column, Index, Integer, Table

from ci_bot.domain.arrival import ArrivalState
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.store.tables.schema import arrival_order, metadata, one_of, owner
from ci_bot.store.types import Instant, Named, Words

CLAIMABLE = (DeliveryState.READY, DeliveryState.DEFERRED)
UNFINISHED = (*CLAIMABLE, DeliveryState.SENDING, DeliveryState.AMBIGUOUS)

arrivals = Table(
    "arrivals",
    metadata,
    arrival_order(),
    Column("key", Words, nullable=False, unique=True),
    Column("second_key", Words, unique=True),
    Column("platform", Words, nullable=False),
    Column("conversation", Words, nullable=False),
    Column("body", Words, nullable=False),
    Column("received", Instant, nullable=False),
    Column("available", Instant, nullable=False),
    Column("state", Named(ArrivalState), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("attempt", Words),
    Column("leased_until", Instant),
    Column("reason", Words, nullable=False),
)
_waiting = one_of(arrivals.c.state, ArrivalState.WAITING)
_dead = one_of(arrivals.c.state, ArrivalState.DEAD)
Index(
    "ix_arrivals_waiting",
    arrivals.c.conversation,
    arrivals.c.seq,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)
Index(
    "ix_arrivals_available",
    arrivals.c.available,
    arrivals.c.seq,
    sqlite_where=_waiting,
    postgresql_where=_waiting,
)
Index("ix_arrivals_dead", arrivals.c.seq, sqlite_where=_dead, postgresql_where=_dead)

deliveries = Table(
    "deliveries",
    metadata,
    arrival_order(),
    Column("key", Words, nullable=False, unique=True),
    Column("kind", Named(DeliveryKind), nullable=False),
    Column("lane", Words, nullable=False),
    Column("due", Instant, nullable=False),
    Column("available", Instant, nullable=False),
    Column("created", Instant, nullable=False),
    # No foreign key: what was said to people stays on record, and some is said for no coalition.
    Column("coalition_id", Words),
    Column("subject", Words, nullable=False),
    Column("account", Words),
    Column("room", Words),
    Column("thread", Words),
    Column("thread_of", Words),
    Column("only", Words),
    Column("beside", Words),
    Column("reply_to", Words),
    Column("edits", Words),
    Column("emoji", Words),
    Column("body", Words),
    Column("part", Integer, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("expires", Instant),
    Column("state", Named(DeliveryState), nullable=False),
    Column("attempt", Words),
    Column("leased_until", Instant),
    Column("tries", Integer, nullable=False),
    Column("posted_room", Words),
    Column("posted_message", Words),
    Column("sent", Instant),
    Column("reason", Words, nullable=False),
    # With the state, so that states are counted without reading messages. An index that begins
    # with the state would be taken by SQLite for claims, which then read all that was ever sent.
    Index(None, "coalition_id", "subject", "state"),
    Index(None, "posted_room", "posted_message"),
)
_claimable = one_of(deliveries.c.state, *CLAIMABLE)
_unfinished = one_of(deliveries.c.state, *UNFINISHED)
_sending = one_of(deliveries.c.state, DeliveryState.SENDING)
_ambiguous = one_of(deliveries.c.state, DeliveryState.AMBIGUOUS)
Index(
    "ix_deliveries_claimable",
    deliveries.c.available,
    deliveries.c.due,
    deliveries.c.seq,
    sqlite_where=_claimable,
    postgresql_where=_claimable,
)
Index(
    "ix_deliveries_unfinished",
    deliveries.c.lane,
    deliveries.c.due,
    deliveries.c.seq,
    sqlite_where=_unfinished,
    postgresql_where=_unfinished,
)
# Two replicas that claim at the same moment can't both send in one lane.
Index(
    "uq_deliveries_sending",
    deliveries.c.lane,
    unique=True,
    sqlite_where=_sending,
    postgresql_where=_sending,
)
Index(
    "ix_deliveries_sending",
    deliveries.c.leased_until,
    sqlite_where=_sending,
    postgresql_where=_sending,
)
Index(
    "ix_deliveries_ambiguous",
    deliveries.c.available,
    sqlite_where=_ambiguous,
    postgresql_where=_ambiguous,
)

schedules = Table(
    "schedules",
    metadata,
    owner(primary_key=True),
    Column("kind", Named(OccurrenceKind), primary_key=True),
    Column("subject", Words, primary_key=True),
    Column("next_due", Instant),
)
_planned = schedules.c.next_due.is_not(None)
Index(
    None,
    schedules.c.next_due,
    sqlite_where=_planned,
    postgresql_where=_planned,
)
