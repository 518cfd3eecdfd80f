"""The rhythm over weeks, on both platforms: presets, meetings, holidays, one ask a week."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from ci_bot.domain.coalition import Checkin, Coalition
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import CheckinId, CoalitionId, GroupId, PersonId
from ci_bot.domain.own_question import OwnQuestion, QuestionKind
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.presets import grown
from ci_bot.testing.fake_holidays import FakeHolidays
from tests.support.card_house import DAYS, EVENINGS, TOOLKIT
from tests.support.two_platforms import TwoPlatforms, spread_out

SLUG = CoalitionId("open-lakeland")
MAREK, SANNA, INES, JONAS = "marek-o", "sanna-h", "ines-b", "jonas-r"


async def house_of(coalition: Coalition, *, taps: bool = False, **more: object) -> TwoPlatforms:
    house = TwoPlatforms(taps=taps, **more)  # type: ignore[arg-type]
    people = {p.id: replace(p, introduced=True) for p in coalition.people.values()}
    await house.apply(replace(coalition, people=people))
    return house


async def pass_days(house: TwoPlatforms, days: float, *, step: float = 6) -> None:
    """Lets time pass by `step` hours."""
    for _ in range(int(days * 24 / step)):
        house.clock.advance(timedelta(hours=step))
        await house.settle()


async def prompts(house: TwoPlatforms, person: str) -> list[Prompt]:
    async with house.store.read() as uow:
        found = await uow.of(SLUG).prompts_of_person(PersonId(person), limit=100)
    return sorted((p for p in found if p.sent is not None), key=lambda p: p.due)


def checkins(coalition: Coalition, *own: Checkin) -> Coalition:
    return replace(coalition, checkins={checkin.id: checkin for checkin in own})


def often(coalition: Coalition) -> Coalition:
    """Where no activity has a rhythm of its own."""
    plain = {a: replace(x, rhythm=None) for a, x in coalition.activities.items()}
    return replace(coalition, activities=plain)


MAIN = Checkin(id=CheckinId("main"), schedule="weekly thu 09:30")
SURVEY = Checkin(
    id=CheckinId("survey"),
    schedule="monthly first tue 09:00",
    questions=(OwnQuestion(id="visitors", text="How many visitors?", kind=QuestionKind.NUMBER),),
)


async def test_however_many_check_ins_there_are_nobody_is_asked_twice_in_a_week() -> None:
    schools = Checkin(
        id=CheckinId("schools"), schedule="weekly mon 15:00", activities=(DAYS, TOOLKIT)
    )
    house = await house_of(checkins(often(spread_out()), MAIN, SURVEY, schools))
    await pass_days(house, 42)
    for person in (MAREK, SANNA, JONAS, "petr-v", "aino-k", "kaisa-n"):
        weeks = Counter(p.due.isocalendar()[:2] for p in await prompts(house, person))
        assert set(weeks.values()) <= {1}
        assert len(weeks) >= 5


async def test_what_two_check_ins_ask_in_one_week_comes_in_the_first_of_their_messages() -> None:
    coalition = often(spread_out())
    evenings = replace(coalition.activities[EVENINGS], lead_person=PersonId(MAREK))
    coalition = replace(coalition, activities={**coalition.activities, EVENINGS: evenings})
    first = Checkin(id=CheckinId("days"), schedule="weekly mon 15:00", activities=(DAYS,))
    house = await house_of(checkins(coalition, MAIN, first))
    await pass_days(house, 21)
    asked = await prompts(house, MAREK)
    assert {p.due.isoweekday() for p in asked} == {1}
    assert [{i.activity for i in p.items if i.due} for p in asked] == [{DAYS, EVENINGS}] * 3


async def test_the_questions_of_a_monthly_check_in_come_with_the_weeks_prompt_once_a_month() -> (
    None
):
    house = await house_of(checkins(often(spread_out()), MAIN, SURVEY))
    await pass_days(house, 63)
    asked = [p for p in await prompts(house, SANNA) if p.own]
    assert [p.due.date().month for p in asked] == [12, 1]
    assert [i.question for p in asked for i in p.own] == ["visitors", "visitors"]
    # The week of the first Tuesday has its one message on the Thursday.
    assert asked[0].due.date() == date(2026, 12, 3)
    assert len(await prompts(house, SANNA)) == 9


async def test_a_check_in_that_names_activities_asks_about_those_alone() -> None:
    own = Checkin(id=CheckinId("evenings"), schedule="weekly mon 10:00", activities=(EVENINGS,))
    house = await house_of(checkins(often(spread_out()), MAIN, own))
    await pass_days(house, 21)
    asked = {i.activity for p in await prompts(house, SANNA) for i in p.items if i.due}
    assert asked == {EVENINGS}
    assert {p.due.isoweekday() for p in await prompts(house, SANNA)} == {1}
    assert {p.due.isoweekday() for p in await prompts(house, JONAS)} == {4}


async def test_a_check_in_comes_two_days_before_the_groups_meeting_with_its_question() -> None:
    coalition = often(spread_out())
    schools = replace(coalition.working_groups[GroupId("schools")], meets="every 2 weeks wed 17:00")
    before = Checkin(
        id=CheckinId("before"),
        schedule="meeting schools -2 days 09:30",
        activities=(EVENINGS,),
        questions=(OwnQuestion(id="topic", text="What should we talk about?"),),
    )
    coalition = replace(coalition, working_groups={**coalition.working_groups, schools.id: schools})
    house = await house_of(checkins(coalition, before))
    await pass_days(house, 1)
    said = await house.says(INES, "rhythm")
    assert "meeting schools -2 days 09:30" in said
    await pass_days(house, 30)
    days = [p.due.date() for p in await prompts(house, SANNA)]
    assert len(days) >= 2
    assert {day.isoweekday() for day in days} == {1}
    assert {b - a for a, b in pairwise(days)} == {timedelta(weeks=2)}
    assert all([i.question for i in p.own] == ["topic"] for p in await prompts(house, SANNA))


async def test_a_holiday_of_a_region_moves_only_those_who_live_there() -> None:
    thursday = date(2026, 11, 19)
    holidays = FakeHolidays(frozenset({("DE-BY", thursday)}))
    coalition = checkins(often(spread_out()), MAIN)
    sanna = replace(coalition.people[PersonId(SANNA)], region="DE-BY")
    coalition = replace(coalition, people={**coalition.people, sanna.id: sanna})
    house = await house_of(coalition, holidays=holidays)
    await pass_days(house, 6)
    assert [p.due.date() for p in await prompts(house, SANNA)] == [thursday + timedelta(days=1)]
    assert [p.due.date() for p in await prompts(house, "petr-v")] == [thursday]


@pytest.mark.parametrize("taps", [False, True])
async def test_a_pocket_coalition_asks_once_a_month_and_one_question_alone(
    taps: bool,
) -> None:
    house = await house_of(grown(often(spread_out()), "pocket"), taps=taps)
    await pass_days(house, 35)
    (prompt,) = await prompts(house, SANNA)
    assert prompt.due.date() == date(2026, 12, 3)
    said = await house.says(SANNA, "1: 1")
    assert "Anything you need" not in said
    assert "What I understood" in said
    assert "Offer" in await house.says(SANNA, "o a projector")


async def test_volunteers_hear_from_the_bot_in_the_evening() -> None:
    coalition = grown(often(spread_out()), "volunteers")
    house = await house_of(coalition)
    await pass_days(house, 21, step=1)
    async with house.store.read() as uow:
        asked = [
            d
            for p in await prompts(house, SANNA)
            for d in await uow.outbox.of_subject(SLUG, p.id)
            if d.kind is DeliveryKind.PROMPT and d.state is DeliveryState.SENT
        ]
    assert asked
    assert all(17 <= d.sent.astimezone(UTC).hour <= 19 for d in asked if d.sent is not None)


async def test_a_coalition_grows_by_chat_and_keeps_what_it_set() -> None:
    house = await house_of(grown(spread_out(), "pocket"))
    said = await house.says(INES, "rhythm")
    assert "All of it is the preset pocket." in said
    await house.write(INES, "rhythm digest monthly 15 09:00")
    said = await house.says(INES, "rhythm preset large")
    assert "The preset is large; your own: digest." in said
    assert "every 2 weeks thu 09:30" in said
    assert "monthly 15 09:00" in said
    assert "No channel yet for" in said
    said = await house.says(INES, "rhythm digest preset")
    assert "weekly wed 10:00" in said
    assert "Write: rhythm" in await house.says(INES, "rhythm preset enormous")


async def test_a_quiet_week_and_a_pause_pass_without_a_word() -> None:
    coalition = checkins(often(spread_out()), MAIN)
    house = await house_of(replace(coalition, quiet_weeks=("2026-W48",)))
    await pass_days(house, 14)
    assert [p.due.date() for p in await prompts(house, SANNA)] == [date(2026, 11, 19)]
    await house.write(INES, "pause")
    await pass_days(house, 14)
    assert len(await prompts(house, SANNA)) == 1
    await house.write(INES, "resume")
    await pass_days(house, 7)
    assert house.clock.now() < datetime(2026, 12, 22, tzinfo=UTC)
    assert [p.due.date() for p in await prompts(house, SANNA)][1:] == [date(2026, 12, 17)]
