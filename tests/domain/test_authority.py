"""Each role allows what it should, from its first day to its last, and nothing else."""

from dataclasses import replace
from datetime import date

import pytest

from ci_bot.domain.authority import Right, may
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.roles import Role, RoleName
from tests.support.lakeland import lakeland

TODAY = date(2026, 11, 19)


def role(name: RoleName) -> Role:
    return Role(person=PersonId("sam"), organisation=OrganisationId("eastwater"), role=name)


ALLOWED = {
    RoleName.REPRESENTATIVE: {Right.ROSTER, Right.PARTNER, Right.REPRESENTATIVE},
    RoleName.DEPUTY: {Right.ROSTER, Right.PARTNER, Right.REPRESENTATIVE},
    RoleName.BACKBONE: {Right.ROSTER, Right.PARTNER, Right.BACKBONE},
    RoleName.STEERING_COMMITTEE: {Right.ROSTER},
    RoleName.OBSERVER: {Right.ROSTER},
}


@pytest.mark.parametrize("right", Right)
@pytest.mark.parametrize("name", RoleName)
def test_each_role_allows_exactly_this(name: RoleName, right: Right) -> None:
    coalition = replace(lakeland(), roles=(role(name),))
    assert may(coalition, PersonId("sam"), right, TODAY) is (right in ALLOWED[name])


@pytest.mark.parametrize("right", Right)
def test_who_wears_no_hat_may_do_nothing_even_when_an_activity_names_them(right: Right) -> None:
    coalition = replace(lakeland(), roles=())
    assert not may(coalition, PersonId("marek-o"), right, TODAY)


def test_backbone_staff_who_lead_an_activity_answer_for_it() -> None:
    coalition = lakeland()
    activity = replace(
        coalition.activities["label-translation"],  # type: ignore[index]
        lead_person=PersonId("ines-b"),
    )
    led = replace(coalition, activities={**coalition.activities, activity.id: activity})
    assert not may(coalition, PersonId("ines-b"), Right.REPRESENTATIVE, TODAY)
    assert may(led, PersonId("ines-b"), Right.REPRESENTATIVE, TODAY)


def test_a_hat_is_worn_from_its_first_day_until_before_its_last() -> None:
    hat = replace(role(RoleName.BACKBONE), since=date(2026, 11, 1), until=date(2026, 11, 20))
    coalition = replace(lakeland(), roles=(hat,))

    def allowed(day: int) -> bool:
        return may(coalition, PersonId("sam"), Right.BACKBONE, date(2026, 11, day))

    assert [allowed(day) for day in (1, 19, 20)] == [True, True, False]
    assert not may(coalition, PersonId("sam"), Right.BACKBONE, date(2026, 10, 31))
