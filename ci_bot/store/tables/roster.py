"""The coalition and everybody in it."""

from sqlalchemy import Boolean, Column, Date, Index, Integer, Table, Time

from ci_bot.domain.activity import Milestone, Move
from ci_bot.domain.coalition import Release
from ci_bot.domain.measure import Target
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.roles import RoleName
from ci_bot.domain.status import Status, Visibility
from ci_bot.store.own_questions import own_questions
from ci_bot.store.tables.schema import metadata, owner
from ci_bot.store.types import Exact, Named, Words, decimals, records, strings_or_numbers

coalitions = Table(
    "coalitions",
    metadata,
    Column("coalition_id", Words, primary_key=True),
    Column("name", Words, nullable=False),
    Column("timezone", Words, nullable=False),
    Column("languages", strings_or_numbers(), nullable=False),
    Column("preset", Words, nullable=False),
    Column("phase", Words, nullable=False),
    Column("anchor", Date, nullable=False),
    Column("quiet_weeks", strings_or_numbers(), nullable=False),
    Column("common_agenda", Words, nullable=False),
    Column("common_agenda_version", Words, nullable=False),
    Column("visibility", Named(Visibility), nullable=False),
    Column("rhythm_checkin", Words, nullable=False),
    Column("rhythm_remind", Words, nullable=False),
    Column("rhythm_freeze", Words, nullable=False),
    Column("rhythm_digest", Words, nullable=False),
    Column("rhythm_release", Named(Release), nullable=False),
    Column("paused", Boolean, nullable=False),
    Column("revision", Integer, nullable=False),
    # The last number given to an ask, so that numbers are unique under concurrency.
    Column("last_ask", Integer, nullable=False),
)

organisations = Table(
    "organisations",
    metadata,
    owner(primary_key=True),
    Column("id", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("kind", Words, nullable=False),
    Column("country", Words),
    Column("timezone", Words),
    Column("language", Words),
    Column("in_coalition", strings_or_numbers(), nullable=False),
    Column("partnership", Named(Partnership), nullable=False),
    Column("note", Words, nullable=False),
)

people = Table(
    "people",
    metadata,
    owner(primary_key=True),
    Column("id", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("language", Words),
    Column("timezone", Words),
    Column("region", Words),
    Column("settings_timezone", Words),
    Column("settings_language", Words),
    Column("settings_hour", Time),
    Column("settings_days", strings_or_numbers(), nullable=False),
    Column("settings_every_weeks", Integer),
    Column("settings_platform", Words),
    Column("settings_remind", Boolean, nullable=False),
    Column("settings_stopped", Boolean, nullable=False),
    Column("away_until", Date),
    Column("introduced", Boolean, nullable=False),
    Column("profile_timezone", Words),
    Column("profile_language", Words),
)

roles = Table(
    "roles",
    metadata,
    owner(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("person", Words, nullable=False),
    Column("organisation", Words, nullable=False),
    Column("role", Named(RoleName), nullable=False),
    Column("scope", Words),
    Column("functions", strings_or_numbers(), nullable=False),
    Column("title", Words, nullable=False),
    Column("since", Date),
    Column("until", Date),
)

accounts = Table(
    "accounts",
    metadata,
    owner(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", Words, nullable=False),
    Column("person", Words, nullable=False),
    Index(None, "id"),
)

working_groups = Table(
    "working_groups",
    metadata,
    owner(primary_key=True),
    Column("id", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("co_chairs", strings_or_numbers(), nullable=False),
    Column("organisations", strings_or_numbers(), nullable=False),
    Column("meets", Words),
    Column("archived", Boolean, nullable=False),
)

goals = Table(
    "goals",
    metadata,
    owner(primary_key=True),
    Column("id", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("text", Words, nullable=False),
)

activities = Table(
    "activities",
    metadata,
    owner(primary_key=True),
    Column("id", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("title", Words, nullable=False),
    Column("lead_organisation", Words, nullable=False),
    Column("lead_person", Words, nullable=False),
    Column("deputy_person", Words),
    Column("supporting", strings_or_numbers(), nullable=False),
    Column("goal", Words),
    Column("working_group", Words),
    Column("reinforces", strings_or_numbers(), nullable=False),
    Column("measures", strings_or_numbers(), nullable=False),
    Column("start", Date),
    Column("end", Date),
    Column("rhythm", Words),
    Column("milestones", records(Milestone), nullable=False),
    Column("moves", records(Move), nullable=False),
    Column("final", Named(Status)),
    Column("archived", Boolean, nullable=False),
)

measures = Table(
    "measures",
    metadata,
    owner(primary_key=True),
    Column("key", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("name", Words, nullable=False),
    Column("definition", Words, nullable=False),
    Column("unit", Words, nullable=False),
    Column("level", Words, nullable=False),
    Column("direction", Words, nullable=False),
    Column("combine", Words, nullable=False),
    Column("value_kind", Words, nullable=False),
    Column("period", Words, nullable=False),
    Column("baseline_value", Exact),
    Column("baseline_date", Date),
    Column("baseline_note", Words),
    Column("targets", records(Target), nullable=False),
    Column("outcome_value", Exact),
    Column("outcome_date", Date),
    Column("outcome_note", Words),
    Column("report_only", Boolean, nullable=False),
    Column("steward", Words),
    Column("decimals", Integer, nullable=False),
    Column("plausible_range", decimals()),
    Column("limits", Words, nullable=False),
)

channels = Table(
    "channels",
    metadata,
    owner(primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("address", Words, nullable=False),
    Column("audience", Words, nullable=False),
    Column("language", Words),
    Column("chart", Boolean, nullable=False),
    Column("room", Words),
    Index(None, "room"),
    Index(None, "address"),
)

checkins = Table(
    "checkins",
    metadata,
    owner(primary_key=True),
    Column("id", Words, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("schedule", Words),
    Column("questions", own_questions(), nullable=False),
    Column("activities", strings_or_numbers(), nullable=False),
)
