"""A coalition to store, with something in every field of every part."""

from datetime import date, time
from decimal import Decimal

from ci_bot.domain.activity import Activity, Milestone, Move
from ci_bot.domain.coalition import Channel, Checkin, Coalition, Release, Rhythm
from ci_bot.domain.ids import (
    AccountId,
    ActivityId,
    CheckinId,
    CoalitionId,
    GoalId,
    GroupId,
    OrganisationId,
    PersonId,
    RoomId,
)
from ci_bot.domain.measure import Baseline, Measure, Target
from ci_bot.domain.organisation import Goal, Organisation, Partnership, WorkingGroup
from ci_bot.domain.own_question import FollowUp, OwnQuestion, QuestionKind
from ci_bot.domain.person import Account, Person, PersonalSettings
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Status, Visibility
from ci_bot.testing.contracts.store_samples import BRIDGE, MARA, NOW, ORG, RIVER, ROOM


def full_coalition(id_: CoalitionId = RIVER) -> Coalition:
    """A coalition with something in every field of every part."""
    return Coalition(
        id=id_,
        name=f"The {id_}",
        timezone="Europe/Berlin",
        languages=("en", "de"),
        preset="light",
        phase="organizing for impact",
        anchor=date(2025, 12, 29),
        quiet_weeks=("2026-W52", "2026-W53"),
        common_agenda="https://example.org/agenda",
        common_agenda_version="2",
        visibility=Visibility.WORKING_GROUP,
        rhythm=Rhythm(
            checkin="weekly fri 16:00",
            remind="mon 11:00",
            freeze="mon 16:00",
            digest="weekly tue 09:00",
            release=Release.MANUAL,
        ),
        paused=True,
        organisations={ORG: _organisation(), OrganisationId("a"): Organisation(id="a", name="A")},  # type: ignore[arg-type]
        people={MARA: _person(), PersonId("ben"): Person(id=PersonId("ben"), name="Ben")},
        roles=(_role(), Role(person=MARA, organisation=ORG, role=RoleName.BACKBONE)),
        accounts=(
            Account(id=AccountId("slack:T1/U1"), person=MARA),
            Account(id=AccountId("matrix:@mara:example.org"), person=MARA),
        ),
        working_groups={
            GroupId("water"): WorkingGroup(
                id=GroupId("water"),
                name="Water",
                co_chairs=(MARA,),
                organisations=(ORG,),
                meets="monthly first tue 17:00",
                archived=True,
            )
        },
        goals={GoalId("clean"): Goal(id=GoalId("clean"), text="Clean water by 2030")},
        activities={BRIDGE: _activity(), ActivityId("a"): _plain_activity()},
        measures={"bathing-days": _measure()},
        channels=(
            Channel(
                address=RoomId("matrix:#river:example.org"),
                audience="water",
                language="de",
                chart=True,
                room=ROOM,
            ),
            Channel(address=RoomId("slack:T1/C1"), audience="backbone"),
        ),
        checkins={
            CheckinId("main"): Checkin(
                id=CheckinId("main"),
                schedule="monthly",
                questions=(
                    OwnQuestion(id="changed", text="What changed?"),
                    OwnQuestion(
                        id="venue",
                        text="A venue?",
                        kind=QuestionKind.CHOICE,
                        options=("yes", "not yet"),
                        translations={"de": "Ein Ort?"},
                        visibility=Visibility.COALITION,
                        follow_up=FollowUp(when="not yet", text="What is missing?"),
                    ),
                ),
                activities=(BRIDGE,),
            )
        },
    )


def _organisation() -> Organisation:
    return Organisation(
        id=ORG,
        name="Org e. V.",
        kind="association",
        country="DE",
        timezone="Europe/Berlin",
        language="de",
        in_coalition=("partner", "steering_committee"),
        partnership=Partnership.PAUSED,
        note="since 2020",
    )


def _person() -> Person:
    return Person(
        id=MARA,
        name="Mara Östlund 🌊",
        language="sv",
        timezone="Europe/Stockholm",
        region="SE",
        settings=PersonalSettings(
            timezone="America/New_York",
            language="en",
            hour=time(19, 5),
            days=(4, 6),
            every_weeks=4,
            platform="slack",
            remind=False,
            stopped=True,
        ),
        away_until=date(2026, 12, 1),
        introduced=True,
        profile_timezone="Europe/Oslo",
        profile_language="de",
    )


def _role() -> Role:
    return Role(
        person=MARA,
        organisation=ORG,
        role=RoleName.REPRESENTATIVE,
        scope=GroupId("water"),
        functions=("shared measurement",),
        title="Head of water",
        since=date(2025, 1, 1),
        until=date(2027, 1, 1),
    )


def _plain_activity() -> Activity:
    return Activity(id=ActivityId("a"), title="A", lead_organisation=ORG, lead_person=MARA)


def _activity() -> Activity:
    return Activity(
        id=BRIDGE,
        title="The bridge",
        lead_organisation=ORG,
        lead_person=MARA,
        deputy_person=PersonId("ben"),
        supporting=(OrganisationId("a"),),
        goal=GoalId("clean"),
        working_group=GroupId("water"),
        reinforces=("clean", "a"),
        measures=("bathing-days",),
        start=date(2025, 3, 1),
        end=date(2027, 3, 1),
        rhythm="monthly first tue 10:00",
        milestones=(
            Milestone(date=date(2026, 5, 1), text="Permit"),
            Milestone(date=date(2026, 9, 1), text="Opening"),
        ),
        moves=(Move(text="Opening", was=date(2026, 8, 1), date=date(2026, 9, 1), at=NOW),),
        final=Status.DONE,
        archived=True,
    )


def _measure() -> Measure:
    return Measure(
        key="bathing-days",
        name="Bathing days",
        definition="Days on which bathing is allowed",
        unit="days",
        level="shared",
        direction="up",
        combine="sum",
        value_kind="count",
        period="year",
        baseline=Baseline(value=Decimal("12.50"), date=date(2024, 1, 1), note="a wet year"),
        targets=(Target(value=Decimal("1E+2"), by=date(2030, 1, 1)),),
        outcome=Baseline(value=Decimal("80.10"), date=date(2030, 2, 1), note="dry"),
        report_only=True,
        steward=MARA,
        decimals=2,
        plausible_range=(Decimal(0), Decimal("366.00")),
        limits="river only",
    )
