"""What reinforces what is felt: the leads that a worry or a moved milestone touches hear of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest

from ci_bot.domain.activity import Activity, Milestone
from ci_bot.domain.ids import ActivityId, GoalId, RoomId
from ci_bot.domain.measure import Measure
from tests.support.card_house import MAREK, SLUG, CardHouse
from tests.support.lakeland import lakeland

SANNA, KAISA, AINO, PETR = "sanna-h", "kaisa-n", "aino-k", "petr-v"
EVENINGS = ActivityId("teacher-evenings")
DAYS = ActivityId("heritage-days")
WEEK = timedelta(weeks=1)
FREEZE = datetime(2026, 11, 17, 15, tzinfo=UTC)
POSTED = datetime(2026, 11, 18, 9, tzinfo=UTC)


class Weeks(CardHouse):
    """Open Lakeland over weeks; a round a week, opened by hand."""

    all: RoomId

    async def changes(self, id_: ActivityId, change: Callable[[Activity], Activity]) -> None:
        """The file is applied with one activity changed."""
        coalition = await self.coalition()
        activities = {**coalition.activities, id_: change(coalition.activities[id_])}
        await self.app.composition.apply_coalition(
            SLUG, lambda stored: replace(stored or coalition, activities=activities)
        )

    async def moves(self, to: date) -> None:
        """The programme of the Heritage Days is printed on another day."""
        milestone = Milestone(date=to, text="Programme printed")
        await self.changes(DAYS, lambda a: replace(a, milestones=(milestone,)))

    async def asked(self, *people: str) -> list[str]:
        """What the next round's prompts say to these people."""
        await self.write("ines-b", "checkin close")
        for person in people:
            await self.heard_by(person)
        self.clock.advance(WEEK)
        await self.settle()
        await self.write("ines-b", "checkin open")
        return [await self.heard_by(person) for person in people]

    async def turn(self, to: datetime) -> None:
        """Lets what is due until then happen."""
        self.clock.turn_to(to)
        await self.settle()
        await self.settle()


@pytest.fixture
async def weeks() -> Weeks:
    """Everybody has been asked once, and Marek's activity stood well."""
    weeks = Weeks()
    weeks.all = weeks.channel("all", MAREK, SANNA)
    weeks.channel("backbone", "ines-b")
    await weeks.apply(lakeland())
    await weeks.write("ines-b", "checkin open")
    await weeks.write(MAREK, "1 six schools")
    weeks.clock.advance(timedelta(minutes=5))
    return weeks


async def test_a_worry_is_in_the_next_prompt_of_whoever_it_touches_and_in_no_later_one(
    weeks: Weeks,
) -> None:
    await weeks.write(MAREK, "1: 2 printer cancelled")
    await weeks.write(MAREK, "1")
    (sanna, kaisa) = await weeks.asked(SANNA, KAISA)
    assert "Touches 1: Pupils' Heritage Days is at risk now." in sanna
    assert "Touches" not in kaisa
    (again,) = await weeks.asked(SANNA)
    assert "1. Teacher evenings" in again
    assert "Touches" not in again


async def test_a_worry_the_lead_may_not_read_is_not_in_their_prompt(weeks: Weeks) -> None:
    await weeks.write(MAREK, "1: 2 printer cancelled")
    await weeks.write(MAREK, "3")
    (sanna,) = await weeks.asked(SANNA)
    assert "Heritage" not in sanna


async def test_a_milestone_that_moved_is_told_once_with_both_dates(weeks: Weeks) -> None:
    await weeks.moves(date(2026, 12, 7))
    (sanna,) = await weeks.asked(SANNA)
    moved = "Pupils' Heritage Days, “Programme printed” is on 7 Dec now (was 30 Nov)."
    assert f"Touches 1: {moved}" in sanna
    (again,) = await weeks.asked(SANNA)
    assert "Touches" not in again


async def test_a_milestone_that_came_back_to_its_day_has_not_moved(weeks: Weeks) -> None:
    await weeks.moves(date(2026, 12, 7))
    weeks.clock.advance(timedelta(hours=1))
    await weeks.moves(date(2026, 11, 30))
    (sanna,) = await weeks.asked(SANNA)
    assert "Touches" not in sanna


async def test_what_reinforces_a_goal_or_a_measure_touches_those_who_work_on_it(
    weeks: Weeks,
) -> None:
    measure = Measure(key="pupils", name="Pupils reached", definition="Counted", unit="pupils")
    coalition = replace(await weeks.coalition(), measures={"pupils": measure})
    await weeks.apply(replace(coalition, revision=(await weeks.coalition()).revision))
    await weeks.changes(ActivityId("lesson-plans"), lambda a: replace(a, measures=("pupils",)))
    await weeks.changes(
        DAYS, lambda a: replace(a, reinforces=("pupils", GoalId("open-collections")))
    )
    await weeks.moves(date(2026, 12, 7))
    told = await weeks.asked(SANNA, KAISA, AINO, PETR)
    assert ["Touches 1: Pupils' Heritage Days" in text for text in told] == [
        False, True, True, True
    ]  # fmt: skip
    await weeks.turn(FREEZE + WEEK)
    await weeks.turn(POSTED + WEEK)
    digest = await weeks.heard(weeks.all)
    assert "“Programme printed”: 7 Dec (was 30 Nov)." in digest
    assert "Touches: Pupils reached." in digest


async def test_the_digest_says_what_moved_and_what_it_touches_once(weeks: Weeks) -> None:
    await weeks.moves(date(2026, 12, 7))
    await weeks.turn(FREEZE)
    await weeks.turn(POSTED)
    room = weeks.all
    (digest,) = [text for text in (await weeks.heard(room)).split("\n") if "Heritage Days:" in text]
    assert "“Programme printed”: 7 Dec (was 30 Nov)." in digest
    assert "Touches: Teacher evenings." in digest
    weeks.clock.advance(timedelta(hours=1))
    await weeks.moves(date(2026, 12, 8))
    await weeks.write(MAREK, "1: 1 seven schools")
    edited = weeks.chat.said(room)[0].text
    assert "seven schools" in edited
    assert "7 Dec (was 30 Nov)" in edited
    await weeks.turn(FREEZE + WEEK)
    await weeks.turn(POSTED + WEEK)
    assert "8 Dec (was 7 Dec)." in await weeks.heard(room)


async def test_on_a_card_the_news_stands_with_the_activity_it_touches() -> None:
    weeks = Weeks(taps=True)
    await weeks.apply(lakeland())
    await weeks.write("ines-b", "checkin open")
    weeks.clock.advance(timedelta(minutes=5))
    await weeks.moves(date(2026, 12, 7))
    await weeks.asked(SANNA)
    assert "Touches 1: Pupils' Heritage Days, “Programme printed”" in (await weeks.card(SANNA)).text


@pytest.mark.parametrize("taps", [False, True])
async def test_what_comes_after_a_prompt_waits_for_the_next_one(*, taps: bool) -> None:
    weeks = Weeks(taps=taps)
    await weeks.apply(lakeland())
    await weeks.write("ines-b", "checkin open")
    await weeks.asked(SANNA)
    weeks.clock.advance(timedelta(minutes=5))
    await weeks.moves(date(2026, 12, 7))
    await weeks.write(MAREK, "update heritage-days at risk printer cancelled")
    await weeks.write(MAREK, "1")
    shown = await weeks.says(SANNA, "checkin")
    assert "Teacher evenings" in shown
    assert "Touches" not in shown
    weeks.clock.advance(timedelta(minutes=5))
    await weeks.write(MAREK, "1: 1 another printer")
    (sanna,) = await weeks.asked(SANNA)
    assert "Touches 1: Pupils' Heritage Days, “Programme printed” is on 7 Dec now" in sanna
    assert "at risk now" not in sanna


async def test_at_most_three_lines_of_news_stand_in_a_prompt(weeks: Weeks) -> None:
    texts = ("One", "Two", "Three", "Four", "Five")
    for day in (1, 9):
        milestones = tuple(Milestone(date=date(2026, 12, day), text=text) for text in texts)
        await weeks.changes(DAYS, partial(replace, milestones=milestones))
    (sanna,) = await weeks.asked(SANNA)
    assert sanna.count("Touches 1:") == 3
    assert "2 more changes touch yours: status" in sanna
