"""The next public holidays, where the coalition's people are, and what they move."""

from dataclasses import replace
from datetime import date

import pytest

from ci_bot.domain.ids import PersonId
from ci_bot.services.roster.show_holidays import ShowHolidays
from ci_bot.testing.fake_holidays import FakeHolidays
from ci_bot.views.holidays import Moved
from tests.support.chat_house import MONDAY, ChatHouse
from tests.support.lakeland import lakeland

THURSDAY = date(2026, 11, 19)
"""Everybody is asked on that day."""
FRIDAY = date(2026, 11, 20)


def test_holidays_are_told_by_region_with_the_check_ins_they_move() -> None:
    plan = ShowHolidays(holidays=FakeHolidays({("DE", THURSDAY), ("FI", date(2026, 12, 6))}))(
        lakeland(), MONDAY
    )
    assert plan.days == [(THURSDAY, {"DE": 6}), (date(2026, 12, 6), {"FI": 1})]
    assert plan.moved == (Moved(day=THURSDAY, to=FRIDAY, region="DE", people=4),)
    assert (plan.nowhere, plan.unknown) == ((), ())


def test_ones_own_region_and_days_count() -> None:
    known = lakeland()
    petr = replace(known.people[PersonId("petr-v")], region="DE-BY")
    sat = replace(petr.settings, days=(6,))
    people = {**known.people, petr.id: replace(petr, settings=sat)}
    saturday = date(2026, 11, 21)
    plan = ShowHolidays(holidays=FakeHolidays({("DE-BY", THURSDAY), ("DE-BY", saturday)}))(
        replace(known, people=people), MONDAY
    )
    assert plan.moved == (Moved(day=THURSDAY, to=date(2026, 11, 28), region="DE-BY", people=1),)


def test_a_coalition_that_rests_moves_nothing() -> None:
    holidays = FakeHolidays({("DE", THURSDAY)})
    plan = ShowHolidays(holidays=holidays)(replace(lakeland(), paused=True), MONDAY)
    assert plan.moved == ()
    assert plan.days


def test_what_is_not_known_is_told() -> None:
    known = lakeland()
    nowhere = {k: replace(o, country=None) for k, o in known.organisations.items()}
    plan = ShowHolidays(holidays=FakeHolidays())(replace(known, organisations=nowhere), MONDAY)
    assert (plan.days, len(plan.nowhere)) == ([], 8)
    plan = ShowHolidays(holidays=FakeHolidays(unknown={"LT"}))(known, MONDAY)
    assert plan.unknown == ("LT",)


@pytest.fixture
def plain() -> ChatHouse:
    return ChatHouse()


async def test_the_answer_has_counts_and_no_names(plain: ChatHouse) -> None:
    holidays = FakeHolidays({("DE", THURSDAY), ("FI", THURSDAY)}, unknown={"LT"})
    house = ChatHouse(holidays=holidays)
    known = lakeland()
    people = {**known.people, PersonId("sanna-h"): known.people[PersonId("sanna-h")]}
    await house.apply(replace(known, people=people))
    said = await house.says("ines-b", "holidays")
    assert "- Thu 19 Nov. Finland: 1 person; Germany: 6 people" not in said
    assert "- Thu 19 Nov. Germany: 6 people; Finland: 1 person" in said
    assert "- Check-in of Thu 19 Nov: 4 people in Germany are asked on Fri 20 Nov." in said
    assert "- Check-in of Thu 19 Nov: 1 person in Finland is asked on Fri 20 Nov." in said
    assert "I know no holidays of LT." in said
    assert not [person.name for person in known.people.values() if person.name in said]
    none = await plain.apply()
    assert none.id == "open-lakeland"
    assert "No public holiday in the next 60 days." in await plain.says("ines-b", "holidays")


async def test_what_is_free_anyway_moves_nothing_and_who_is_nowhere_is_named() -> None:
    house = ChatHouse(holidays=FakeHolidays({("FI", date(2026, 12, 6))}))
    known = lakeland()
    bare = {
        k: replace(o, country=None) for k, o in known.organisations.items() if o.country != "FI"
    }
    await house.apply(replace(known, organisations={**known.organisations, **bare}))
    said = await house.says("ines-b", "holidays")
    assert "They move no check-in." in said
    assert "I don't know in which country these people are: Ines B., Marek O." in said
