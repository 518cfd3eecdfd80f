"""Lead and acting deputy judge, supporting partners add words, and everybody in one hat."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.person import PersonalSettings
from ci_bot.domain.standing import Standing, hat, standing
from tests.domain.answering.conversing import TODAY
from tests.support.small_coalition import BRIDGE, IDA, MARA, MUSEUM, OTTO, PUPILS, TOOLKIT
from tests.support.talking_coalition import LENA, LIBRARY, talking_coalition

COALITION = talking_coalition()


@pytest.mark.parametrize(
    ("person", "activity", "speaks"),
    [
        (MARA, PUPILS, Standing.LEAD),
        (OTTO, PUPILS, Standing.SUPPORTING),
        (LENA, PUPILS, Standing.SUPPORTING),
        (IDA, PUPILS, Standing.NONE),
        (OTTO, TOOLKIT, Standing.SUPPORTING),
        (LENA, TOOLKIT, Standing.NONE),
        (PersonId("nobody"), PUPILS, Standing.NONE),
    ],
)
def test_who_speaks_how(person: PersonId, activity: ActivityId, speaks: Standing) -> None:
    known = COALITION.activities[activity]
    assert standing(COALITION, known, person, TODAY) is speaks


def test_who_was_asked_in_the_leads_place_judges() -> None:
    toolkit = COALITION.activities[TOOLKIT]
    speaks = standing(COALITION, toolkit, OTTO, TODAY, stands_in=True)
    assert (speaks, speaks.sets_status) == (Standing.DEPUTY, True)


AWAY = replace(COALITION.people[MARA], away_until=TODAY + timedelta(days=3))
STOPPED = replace(COALITION.people[MARA], settings=PersonalSettings(stopped=True))


@pytest.mark.parametrize(
    "changed",
    [
        {"people": {**COALITION.people, MARA: AWAY}},
        {"people": {**COALITION.people, MARA: STOPPED}},
        {"accounts": tuple(a for a in COALITION.accounts if a.person != MARA)},
        {"roles": tuple(r for r in COALITION.roles if r.person != MARA)},
    ],
    ids=["away", "stopped", "unreachable", "left"],
)
def test_a_deputy_judges_while_the_lead_can_not_be_asked(changed: dict[str, Any]) -> None:
    coalition = replace(COALITION, **changed)
    speaks = standing(coalition, coalition.activities[PUPILS], OTTO, TODAY)
    assert (speaks, speaks.sets_status) == (Standing.DEPUTY, True)


def test_a_deputy_who_does_not_act_adds_words_for_the_leading_organisation() -> None:
    pupils = COALITION.activities[PUPILS]
    assert not standing(COALITION, pupils, OTTO, TODAY).sets_status
    back = {**COALITION.people, MARA: replace(COALITION.people[MARA], away_until=TODAY)}
    assert not standing(replace(COALITION, people=back), pupils, OTTO, TODAY).sets_status
    assert hat(COALITION, pupils, OTTO, TODAY, Standing.SUPPORTING) == MUSEUM


def test_who_left_speaks_for_nobody_any_more() -> None:
    roles = tuple(
        replace(role, until=TODAY) if role.person == MARA else role for role in COALITION.roles
    )
    left = replace(COALITION, roles=roles)
    assert standing(left, left.activities[PUPILS], MARA, TODAY) is Standing.NONE


def test_a_lead_who_went_to_another_organisation_adds_nothing_for_the_old_one() -> None:
    role = next(role for role in COALITION.roles if role.person == MARA)
    others = tuple(other for other in COALITION.roles if other is not role)
    roles = (*others, replace(role, until=TODAY), replace(role, organisation=BRIDGE))
    moved = replace(COALITION, roles=roles)
    pupils = moved.activities[PUPILS]
    assert standing(moved, pupils, MARA, TODAY) is Standing.NONE
    assert standing(moved, pupils, OTTO, TODAY) is Standing.DEPUTY


def test_the_hat_is_the_leading_organisation_or_the_supporting_one() -> None:
    pupils = COALITION.activities[PUPILS]
    assert hat(COALITION, pupils, OTTO, TODAY, Standing.DEPUTY) == MUSEUM
    assert hat(COALITION, pupils, LENA, TODAY, Standing.SUPPORTING) == LIBRARY
    assert hat(COALITION, pupils, IDA, TODAY, Standing.SUPPORTING) == MUSEUM
