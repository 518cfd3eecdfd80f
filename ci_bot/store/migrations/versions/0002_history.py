"""What happened in a coalition."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

INSTANT = sa.BigInteger().with_variant(sa.TIMESTAMP(timezone=True), "postgresql")
SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "asks",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("opened", INSTANT, nullable=False),
        sa.Column("activity", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("prompt", sa.Text),
        sa.Column("source_room", sa.Text),
        sa.Column("source_message", sa.Text),
        sa.Column("closed", INSTANT),
        sa.Column("thanked", sa.Text),
        sa.Column("withdrawn", INSTANT),
        sa.Column("suggested", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "number", name="pk_asks"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_asks_coalition_id"
        ),
    )
    op.create_index("ix_asks_coalition_id_opened", "asks", ["coalition_id", "opened"])
    op.create_index("ix_asks_coalition_id_prompt", "asks", ["coalition_id", "prompt"])
    op.create_index(
        "ix_asks_coalition_id_source_room_source_message",
        "asks",
        ["coalition_id", "source_room", "source_message"],
    )
    op.create_table(
        "own_answers",
        sa.Column("seq", SEQUENCE),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("checkin", sa.Text, nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("asked", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("recorded", INSTANT, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("prompt", sa.Text),
        sa.Column("source_room", sa.Text),
        sa.Column("source_message", sa.Text),
        sa.Column("replaces", sa.Text),
        sa.Column("replaced", INSTANT),
        sa.Column("withdrawn", INSTANT),
        sa.PrimaryKeyConstraint("seq", name="pk_own_answers"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_own_answers_coalition_id"
        ),
        sa.UniqueConstraint("coalition_id", "id", name="uq_own_answers_coalition_id_id"),
    )
    op.create_index(
        "ix_own_answers_coalition_id_recorded", "own_answers", ["coalition_id", "recorded"]
    )
    op.create_index(
        "ix_own_answers_coalition_id_person_at", "own_answers", ["coalition_id", "person", "at"]
    )
    op.create_index("ix_own_answers_coalition_id_prompt", "own_answers", ["coalition_id", "prompt"])
    op.create_table(
        "relays",
        sa.Column("seq", SEQUENCE),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("ask", sa.Integer, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("helper", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("opened", INSTANT, nullable=False),
        sa.Column("closed", INSTANT),
        sa.Column("closed_by", sa.Text),
        sa.PrimaryKeyConstraint("seq", name="pk_relays"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_relays_coalition_id"
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id", "ask"],
            ["asks.coalition_id", "asks.number"],
            name="fk_relays_coalition_id_ask",
        ),
        sa.UniqueConstraint("coalition_id", "id", name="uq_relays_coalition_id_id"),
    )
    op.create_index("ix_relays_coalition_id_ask", "relays", ["coalition_id", "ask"])
    op.create_index("ix_relays_coalition_id_helper", "relays", ["coalition_id", "helper"])
    op.create_index("ix_relays_coalition_id_owner", "relays", ["coalition_id", "owner"])
    op.create_table(
        "roster_changes",
        sa.Column("seq", SEQUENCE),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("before", sa.Text, nullable=False),
        sa.Column("after", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_roster_changes"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_roster_changes_coalition_id"
        ),
        sa.UniqueConstraint("coalition_id", "id", name="uq_roster_changes_coalition_id_id"),
    )
    op.create_index("ix_roster_changes_coalition_id_at", "roster_changes", ["coalition_id", "at"])
    op.create_table(
        "digests",
        sa.Column("seq", SEQUENCE),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("since", INSTANT, nullable=False),
        sa.Column("until", INSTANT, nullable=False),
        sa.Column("due", INSTANT, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("updates", sa.Text, nullable=False),
        sa.Column("asks", sa.Text, nullable=False),
        sa.Column("intro", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("intro_by", sa.Text),
        sa.Column("dropped", sa.Text, nullable=False),
        sa.Column("lines", sa.Text, nullable=False),
        sa.Column("coverage", sa.Text, nullable=False),
        sa.Column("posted", INSTANT),
        sa.Column("posted_by", sa.Text),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_digests"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_digests_coalition_id"
        ),
        sa.UniqueConstraint("coalition_id", "id", name="uq_digests_coalition_id_id"),
        sa.UniqueConstraint("coalition_id", "period", name="uq_digests_coalition_id_period"),
    )
    op.create_index("ix_digests_coalition_id_until", "digests", ["coalition_id", "until"])
    op.create_table(
        "invitations",
        sa.Column("code_hash", sa.Text, nullable=False),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("created", INSTANT, nullable=False),
        sa.Column("expires", INSTANT, nullable=False),
        sa.Column("used", INSTANT),
        sa.Column("used_by", sa.Text),
        sa.PrimaryKeyConstraint("code_hash", name="pk_invitations"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_invitations_coalition_id"
        ),
    )
    op.create_index("ix_invitations_coalition_id", "invitations", ["coalition_id"])
    op.create_table(
        "rounds",
        sa.Column("seq", SEQUENCE),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("checkin", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("opened", INSTANT, nullable=False),
        sa.Column("closes", INSTANT, nullable=False),
        sa.Column("opened_by", sa.Text),
        sa.Column("closed", INSTANT),
        sa.PrimaryKeyConstraint("seq", name="pk_rounds"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_rounds_coalition_id"
        ),
        sa.UniqueConstraint(
            "coalition_id", "checkin", "period", name="uq_rounds_coalition_id_checkin_period"
        ),
        sa.UniqueConstraint("coalition_id", "id", name="uq_rounds_coalition_id_id"),
    )
    op.create_index("ix_rounds_coalition_id_opened", "rounds", ["coalition_id", "opened"])
    op.create_table(
        "updates",
        sa.Column("seq", SEQUENCE),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("activity", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("recorded", INSTANT, nullable=False),
        sa.Column("status", sa.Text),
        sa.Column("no_change", sa.Boolean, nullable=False),
        sa.Column("words", sa.Text, nullable=False),
        sa.Column("folded", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("contribution", sa.Boolean, nullable=False),
        sa.Column("told_by", sa.Text),
        sa.Column("confirmed", sa.Boolean, nullable=False),
        sa.Column("prompt", sa.Text),
        sa.Column("source_room", sa.Text),
        sa.Column("source_message", sa.Text),
        sa.Column("replaces", sa.Text),
        sa.Column("replaced", INSTANT),
        sa.Column("withdrawn", INSTANT),
        sa.PrimaryKeyConstraint("seq", name="pk_updates"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_updates_coalition_id"
        ),
        sa.UniqueConstraint("coalition_id", "id", name="uq_updates_coalition_id_id"),
    )
    op.create_index(
        "ix_updates_coalition_id_activity_visibility_at",
        "updates",
        ["coalition_id", "activity", "visibility", "at"],
    )
    op.create_index(
        "ix_updates_coalition_id_person_at", "updates", ["coalition_id", "person", "at"]
    )
    op.create_index("ix_updates_coalition_id_prompt", "updates", ["coalition_id", "prompt"])
    op.create_index("ix_updates_coalition_id_recorded", "updates", ["coalition_id", "recorded"])
    op.create_index(
        "ix_updates_coalition_id_source_room_source_message",
        "updates",
        ["coalition_id", "source_room", "source_message"],
    )
    op.create_table(
        "prompts",
        sa.Column("seq", SEQUENCE),
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("round", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("due", INSTANT, nullable=False),
        sa.Column("items", sa.Text, nullable=False),
        sa.Column("account", sa.Text),
        sa.Column("sent", INSTANT),
        sa.Column("asking", sa.Text, nullable=False),
        sa.Column("open_item", sa.Integer),
        sa.Column("doubt", sa.Text),
        sa.Column("card", sa.Boolean, nullable=False),
        sa.Column("ended", INSTANT),
        sa.Column("outcome", sa.Text),
        sa.Column("own", sa.Text, nullable=False),
        sa.Column("told_of", sa.Text),
        sa.Column("told", INSTANT),
        sa.PrimaryKeyConstraint("seq", name="pk_prompts"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_prompts_coalition_id"
        ),
        sa.ForeignKeyConstraint(
            ["coalition_id", "round"],
            ["rounds.coalition_id", "rounds.id"],
            name="fk_prompts_coalition_id_round",
        ),
        sa.UniqueConstraint("coalition_id", "id", name="uq_prompts_coalition_id_id"),
        sa.UniqueConstraint(
            "coalition_id", "round", "person", name="uq_prompts_coalition_id_round_person"
        ),
    )
    op.create_index(
        "ix_prompts_coalition_id_person_due", "prompts", ["coalition_id", "person", "due"]
    )
