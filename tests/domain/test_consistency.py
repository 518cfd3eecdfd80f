"""A coalition fits together only if every name in it stands for something in it."""

from dataclasses import replace
from typing import Any

import pytest

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Channel, Checkin, Coalition
from ci_bot.domain.consistency import inconsistencies
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
from ci_bot.domain.measure import Measure
from ci_bot.domain.organisation import Organisation, WorkingGroup
from ci_bot.domain.person import Account, Person
from ci_bot.domain.roles import Role, RoleName

ADA, OFFICE, NOBODY = PersonId("ada"), OrganisationId("office"), "nobody"
ACTIVITY = Activity(id=ActivityId("a"), title="A", lead_organisation=OFFICE, lead_person=ADA)
WHOLE = Coalition(
    id=CoalitionId("green"),
    name="Green",
    organisations={OFFICE: Organisation(id=OFFICE, name="Office")},
    people={ADA: Person(id=ADA, name="Ada")},
    activities={ACTIVITY.id: ACTIVITY},
)
GROUP = WorkingGroup(id=GroupId("g"), name="G")
MEASURE = Measure(key="m", name="M", definition="", unit="x")


def role(**other: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {"person": ADA, "organisation": OFFICE, "role": RoleName.BACKBONE}
    return {"roles": (Role(**(facts | other)),)}


def activity(**other: Any) -> dict[str, Any]:
    return {"activities": {ACTIVITY.id: replace(ACTIVITY, **other)}}


def group(**other: Any) -> dict[str, Any]:
    return {"working_groups": {GROUP.id: replace(GROUP, **other)}}


@pytest.mark.parametrize(
    ("part", "place"),
    [
        (role(organisation=NOBODY), "role of ada"),
        (role(person=NOBODY), "role"),
        (role(scope=NOBODY), "scope of ada"),
        ({"accounts": (Account(id=AccountId("x:y"), person=PersonId(NOBODY)),)}, "account x:y"),
        (group(co_chairs=(NOBODY,)), "co-chair of g"),
        (group(organisations=(NOBODY,)), "working group g"),
        (activity(lead_organisation=NOBODY), "activity a"),
        (activity(supporting=(NOBODY,)), "activity a"),
        (activity(lead_person=NOBODY), "lead of activity a"),
        (activity(deputy_person=NOBODY), "deputy of activity a"),
        (activity(goal=GoalId(NOBODY)), "goal of activity a"),
        (activity(working_group=NOBODY), "activity a"),
        (activity(reinforces=(NOBODY,)), "activity a reinforces"),
        (activity(measures=(NOBODY,)), "activity a"),
        ({"measures": {"m": replace(MEASURE, steward=PersonId(NOBODY))}}, "steward of m"),
        (
            {"checkins": {CheckinId("c"): Checkin(id=CheckinId("c"), activities=(NOBODY,))}},  # type: ignore[arg-type]
            "check-in c",
        ),
        ({"channels": (Channel(address=RoomId("x:r"), audience=NOBODY),)}, "channel x:r"),
    ],
)
def test_a_name_that_stands_for_nothing_is_told(part: dict[str, Any], place: str) -> None:
    found = inconsistencies(replace(WHOLE, **part))
    assert found == (f"{place}: `nobody` isn't in the coalition (any more)",)


def test_a_whole_coalition_has_nothing_to_tell() -> None:
    parts = activity(reinforces=("m", "a"), measures=("m",)) | {"measures": {"m": MEASURE}}
    assert inconsistencies(replace(WHOLE, **parts)) == ()
