"""Inbox, outbox, calendar, and what belongs to the whole instance."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

INSTANT = sa.BigInteger().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "arrivals",
        sa.Column("seq", SEQUENCE),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("second_key", sa.Text),
        sa.Column("platform", sa.Text, nullable=False),
        sa.Column("conversation", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("received", INSTANT, nullable=False),
        sa.Column("available", INSTANT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("attempt", sa.Text),
        sa.Column("leased_until", INSTANT),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_arrivals"),
        sa.UniqueConstraint("key", name="uq_arrivals_key"),
        sa.UniqueConstraint("second_key", name="uq_arrivals_second_key"),
    )
    op.create_index(
        "ix_arrivals_available",
        "arrivals",
        ["available", "seq"],
        sqlite_where=sa.text("state IN ('waiting')"),
        postgresql_where=sa.text("state IN ('waiting')"),
    )
    op.create_index(
        "ix_arrivals_dead",
        "arrivals",
        ["seq"],
        sqlite_where=sa.text("state IN ('dead')"),
        postgresql_where=sa.text("state IN ('dead')"),
    )
    op.create_index(
        "ix_arrivals_waiting",
        "arrivals",
        ["conversation", "seq"],
        sqlite_where=sa.text("state IN ('waiting')"),
        postgresql_where=sa.text("state IN ('waiting')"),
    )
    op.create_table(
        "deliveries",
        sa.Column("seq", SEQUENCE),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("lane", sa.Text, nullable=False),
        sa.Column("due", INSTANT, nullable=False),
        sa.Column("available", INSTANT, nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("coalition_id", sa.Text),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("account", sa.Text),
        sa.Column("room", sa.Text),
        sa.Column("thread", sa.Text),
        sa.Column("thread_of", sa.Text),
        sa.Column("only", sa.Text),
        sa.Column("beside", sa.Text),
        sa.Column("reply_to", sa.Text),
        sa.Column("edits", sa.Text),
        sa.Column("emoji", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("part", sa.Integer, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("expires", INSTANT),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("attempt", sa.Text),
        sa.Column("leased_until", INSTANT),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("posted_room", sa.Text),
        sa.Column("posted_message", sa.Text),
        sa.Column("sent", INSTANT),
        sa.Column("reason", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_deliveries"),
        sa.UniqueConstraint("key", name="uq_deliveries_key"),
    )
    op.create_index(
        "ix_deliveries_ambiguous",
        "deliveries",
        ["available"],
        sqlite_where=sa.text("state IN ('ambiguous')"),
        postgresql_where=sa.text("state IN ('ambiguous')"),
    )
    op.create_index(
        "ix_deliveries_claimable",
        "deliveries",
        ["available", "due", "seq"],
        sqlite_where=sa.text("state IN ('ready', 'deferred')"),
        postgresql_where=sa.text("state IN ('ready', 'deferred')"),
    )
    op.create_index(
        "ix_deliveries_coalition_id_subject_state",
        "deliveries",
        ["coalition_id", "subject", "state"],
    )
    op.create_index(
        "ix_deliveries_posted_room_posted_message", "deliveries", ["posted_room", "posted_message"]
    )
    op.create_index(
        "ix_deliveries_sending",
        "deliveries",
        ["leased_until"],
        sqlite_where=sa.text("state IN ('sending')"),
        postgresql_where=sa.text("state IN ('sending')"),
    )
    op.create_index(
        "ix_deliveries_unfinished",
        "deliveries",
        ["lane", "due", "seq"],
        sqlite_where=sa.text("state IN ('ready', 'deferred', 'sending', 'ambiguous')"),
        postgresql_where=sa.text("state IN ('ready', 'deferred', 'sending', 'ambiguous')"),
    )
    op.create_index(
        "uq_deliveries_sending",
        "deliveries",
        ["lane"],
        unique=True,
        sqlite_where=sa.text("state IN ('sending')"),
        postgresql_where=sa.text("state IN ('sending')"),
    )
    op.create_table(
        "named_values",
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_named_values"),
    )
    op.create_table(
        "questions",
        sa.Column("account", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("data", sa.Text, nullable=False),
        sa.Column("asked", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("account", name="pk_questions"),
    )
    op.create_table(
        "schedules",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("next_due", INSTANT),
        sa.PrimaryKeyConstraint("coalition_id", "kind", "subject", name="pk_schedules"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_schedules_coalition_id"
        ),
    )
    op.create_index(
        "ix_schedules_next_due",
        "schedules",
        ["next_due"],
        sqlite_where=sa.text("next_due IS NOT NULL"),
        postgresql_where=sa.text("next_due IS NOT NULL"),
    )
