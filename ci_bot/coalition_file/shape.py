"""The shape of a coalition file: its sections and fields, as the surface names them."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
)

from ci_bot.coalition_file.questions import QuestionEntry, few
from ci_bot.coalition_file.words import (
    COUNTRY,
    MATRIX_ROOM,
    MATRIX_USER,
    SLACK,
    language,
    listed,
    period,
    region,
    schedule,
    schedule_or_meeting,
    some,
    time_zone,
)
from ci_bot.domain.coalition import Release
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.roles import RoleName
from ci_bot.domain.roster.slug import SLUG
from ci_bot.domain.status import Visibility

Slug = Annotated[str, StringConstraints(pattern=SLUG)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=200, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=4000, strip_whitespace=True)]
Zone = Annotated[str, AfterValidator(time_zone)]
Language = Annotated[str, AfterValidator(language)]
Region = Annotated[str, AfterValidator(region)]
When = Annotated[str, AfterValidator(schedule)]
WhenOrMeeting = Annotated[str, AfterValidator(schedule_or_meeting)]
Week = Annotated[str, AfterValidator(period)]
MatrixUser = Annotated[str, StringConstraints(pattern=MATRIX_USER)]
MatrixRoom = Annotated[str, StringConstraints(pattern=MATRIX_ROOM)]
SlackId = Annotated[str, StringConstraints(pattern=SLACK)]


class Section(BaseModel):
    """Refuses what it doesn't know."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class RhythmShape(Section):
    """When things happen."""

    checkin: WhenOrMeeting | None = None
    remind: When | None = None
    freeze: When | None = None
    digest: When | None = None
    release: Release | None = None


class AgreementShape(Section):
    """The `coalition` section."""

    name: Name
    slug: Slug
    timezone: Zone | None = None
    languages: Annotated[tuple[Language, ...], AfterValidator(some)] | None = None
    preset: Literal["pocket", "standard", "large", "office_hours", "volunteers"] | None = None
    phase: Text | None = None
    quiet_weeks: tuple[Week, ...] | None = None
    common_agenda: Text | None = None
    common_agenda_version: Text | None = None
    visibility: Visibility | None = None
    rhythm: RhythmShape | None = None


class OrganisationShape(Section):
    """One organisation."""

    id: Slug
    name: Name
    kind: Text | None = None
    country: Annotated[str, StringConstraints(pattern=COUNTRY)] | None = None
    timezone: Zone | None = None
    language: Language | None = None
    in_coalition: tuple[Literal["backbone", "partner"], ...] | None = None
    partnership: Partnership | None = None
    note: Text | None = None


class RoleShape(Section):
    """One hat of a person."""

    organisation: Slug
    role: RoleName
    scope: Slug | None = None
    functions: tuple[Text, ...] = ()
    title: Text = ""
    since: Annotated[date | None, Field(alias="from")] = None
    until: Annotated[date | None, Field(alias="to")] = None


class AccountsShape(Section):
    """Where a person is reached."""

    matrix: Annotated[tuple[MatrixUser, ...], BeforeValidator(listed)] | None = None
    slack: Annotated[tuple[SlackId, ...], BeforeValidator(listed)] | None = None


class PersonShape(Section):
    """One person."""

    id: Slug
    name: Name
    language: Language | None = None
    timezone: Zone | None = None
    region: Region | None = None
    roles: tuple[RoleShape, ...] | None = None
    accounts: AccountsShape | None = None


class WorkingGroupShape(Section):
    """One working group."""

    id: Slug
    name: Name
    co_chairs: tuple[Slug, ...] | None = None
    organisations: tuple[Slug, ...] | None = None
    meets: When | None = None
    archived: bool | None = None


class GoalShape(Section):
    """One goal."""

    id: Slug
    text: Text


class MilestoneShape(Section):
    """One dated checkpoint."""

    date: date
    text: Name


class ActivityShape(Section):
    """One activity."""

    id: Slug
    title: Name
    lead_organisation: Slug
    lead_person: Slug
    deputy_person: Slug | None = None
    supporting: tuple[Slug, ...] | None = None
    goal: Slug | None = None
    working_group: Slug | None = None
    reinforces: tuple[Slug, ...] | None = None
    measures: tuple[Slug, ...] | None = None
    start: date | None = None
    end: date | None = None
    rhythm: When | None = None
    milestones: tuple[MilestoneShape, ...] | None = None
    archived: bool | None = None


class ValueShape(Section):
    """A value with its date."""

    value: Decimal
    date: date
    note: Text = ""


class TargetShape(Section):
    """A value to reach by a date."""

    value: Decimal
    by: date


class MeasureShape(Section):
    """One shared measure."""

    key: Slug
    name: Name
    definition: Text
    unit: Name
    level: Text | None = None
    direction: Literal["higher_better", "lower_better", "neither"] | None = None
    combine: Literal["sum", "latest", "none"] | None = None
    value_kind: Text | None = None
    period: Text | None = None
    baseline: ValueShape | None = None
    targets: tuple[TargetShape, ...] | None = None
    real_outcome_later: ValueShape | None = None
    report_only: bool | None = None
    steward: Slug | None = None
    decimals: Annotated[int, Field(ge=0, le=6)] | None = None
    plausible_range: tuple[Decimal, Decimal] | None = None
    limits: Text | None = None


class ChannelShape(Section):
    """One room that receives digests."""

    matrix: MatrixRoom | None = None
    slack: SlackId | None = None
    audience: Annotated[str, Field(alias="for")] = "coalition"
    language: Language | None = None
    chart: bool | None = None


class CheckinShape(Section):
    """One kind of check-in."""

    id: Slug
    schedule: WhenOrMeeting | None = None
    questions: Annotated[tuple[QuestionEntry, ...], AfterValidator(few)] | None = None
    activities: tuple[Slug, ...] | None = None


class CoalitionShape(Section):
    """The whole file."""

    coalition: AgreementShape
    organisations: tuple[OrganisationShape, ...] | None = None
    people: tuple[PersonShape, ...] | None = None
    working_groups: tuple[WorkingGroupShape, ...] | None = None
    goals: tuple[GoalShape, ...] | None = None
    activities: tuple[ActivityShape, ...] | None = None
    measures: tuple[MeasureShape, ...] | None = None
    channels: tuple[ChannelShape, ...] | None = None
    checkins: tuple[CheckinShape, ...] | None = None
