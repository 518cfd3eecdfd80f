"""The coalition and everybody in it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "coalitions",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("timezone", sa.Text, nullable=False),
        sa.Column("languages", sa.Text, nullable=False),
        sa.Column("preset", sa.Text, nullable=False),
        sa.Column("phase", sa.Text, nullable=False),
        sa.Column("anchor", sa.Date, nullable=False),
        sa.Column("quiet_weeks", sa.Text, nullable=False),
        sa.Column("common_agenda", sa.Text, nullable=False),
        sa.Column("common_agenda_version", sa.Text, nullable=False),
        sa.Column("visibility", sa.Text, nullable=False),
        sa.Column("rhythm_checkin", sa.Text, nullable=False),
        sa.Column("rhythm_remind", sa.Text, nullable=False),
        sa.Column("rhythm_freeze", sa.Text, nullable=False),
        sa.Column("rhythm_digest", sa.Text, nullable=False),
        sa.Column("rhythm_release", sa.Text, nullable=False),
        sa.Column("paused", sa.Boolean, nullable=False),
        sa.Column("revision", sa.Integer, nullable=False),
        sa.Column("last_ask", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", name="pk_coalitions"),
    )
    op.create_table(
        "accounts",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "position", name="pk_accounts"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_accounts_coalition_id"
        ),
    )
    op.create_index("ix_accounts_id", "accounts", ["id"])
    op.create_table(
        "activities",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("lead_organisation", sa.Text, nullable=False),
        sa.Column("lead_person", sa.Text, nullable=False),
        sa.Column("deputy_person", sa.Text),
        sa.Column("supporting", sa.Text, nullable=False),
        sa.Column("goal", sa.Text),
        sa.Column("working_group", sa.Text),
        sa.Column("reinforces", sa.Text, nullable=False),
        sa.Column("measures", sa.Text, nullable=False),
        sa.Column("start", sa.Date),
        sa.Column("end", sa.Date),
        sa.Column("rhythm", sa.Text),
        sa.Column("milestones", sa.Text, nullable=False),
        sa.Column("moves", sa.Text, nullable=False),
        sa.Column("final", sa.Text),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "id", name="pk_activities"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_activities_coalition_id"
        ),
    )
    op.create_table(
        "channels",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("audience", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("chart", sa.Boolean, nullable=False),
        sa.Column("room", sa.Text),
        sa.PrimaryKeyConstraint("coalition_id", "position", name="pk_channels"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_channels_coalition_id"
        ),
    )
    op.create_index("ix_channels_address", "channels", ["address"])
    op.create_index("ix_channels_room", "channels", ["room"])
    op.create_table(
        "checkins",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("schedule", sa.Text),
        sa.Column("questions", sa.Text, nullable=False),
        sa.Column("activities", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "id", name="pk_checkins"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_checkins_coalition_id"
        ),
    )
    op.create_table(
        "goals",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "id", name="pk_goals"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_goals_coalition_id"
        ),
    )
    op.create_table(
        "measures",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("definition", sa.Text, nullable=False),
        sa.Column("unit", sa.Text, nullable=False),
        sa.Column("level", sa.Text, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("combine", sa.Text, nullable=False),
        sa.Column("value_kind", sa.Text, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("baseline_value", sa.Text),
        sa.Column("baseline_date", sa.Date),
        sa.Column("baseline_note", sa.Text),
        sa.Column("targets", sa.Text, nullable=False),
        sa.Column("outcome_value", sa.Text),
        sa.Column("outcome_date", sa.Date),
        sa.Column("outcome_note", sa.Text),
        sa.Column("report_only", sa.Boolean, nullable=False),
        sa.Column("steward", sa.Text),
        sa.Column("decimals", sa.Integer, nullable=False),
        sa.Column("plausible_range", sa.Text),
        sa.Column("limits", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "key", name="pk_measures"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_measures_coalition_id"
        ),
    )
    op.create_table(
        "organisations",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("country", sa.Text),
        sa.Column("timezone", sa.Text),
        sa.Column("language", sa.Text),
        sa.Column("in_coalition", sa.Text, nullable=False),
        sa.Column("partnership", sa.Text, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "id", name="pk_organisations"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_organisations_coalition_id"
        ),
    )
    op.create_table(
        "people",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("language", sa.Text),
        sa.Column("timezone", sa.Text),
        sa.Column("region", sa.Text),
        sa.Column("settings_timezone", sa.Text),
        sa.Column("settings_language", sa.Text),
        sa.Column("settings_hour", sa.Time),
        sa.Column("settings_days", sa.Text, nullable=False),
        sa.Column("settings_every_weeks", sa.Integer),
        sa.Column("settings_platform", sa.Text),
        sa.Column("settings_remind", sa.Boolean, nullable=False),
        sa.Column("settings_stopped", sa.Boolean, nullable=False),
        sa.Column("away_until", sa.Date),
        sa.Column("introduced", sa.Boolean, nullable=False),
        sa.Column("profile_timezone", sa.Text),
        sa.Column("profile_language", sa.Text),
        sa.PrimaryKeyConstraint("coalition_id", "id", name="pk_people"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_people_coalition_id"
        ),
    )
    op.create_table(
        "roles",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("person", sa.Text, nullable=False),
        sa.Column("organisation", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("scope", sa.Text),
        sa.Column("functions", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("since", sa.Date),
        sa.Column("until", sa.Date),
        sa.PrimaryKeyConstraint("coalition_id", "position", name="pk_roles"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_roles_coalition_id"
        ),
    )
    op.create_table(
        "working_groups",
        sa.Column("coalition_id", sa.Text, nullable=False),
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("co_chairs", sa.Text, nullable=False),
        sa.Column("organisations", sa.Text, nullable=False),
        sa.Column("meets", sa.Text),
        sa.Column("archived", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("coalition_id", "id", name="pk_working_groups"),
        sa.ForeignKeyConstraint(
            ["coalition_id"], ["coalitions.coalition_id"], name="fk_working_groups_coalition_id"
        ),
    )
