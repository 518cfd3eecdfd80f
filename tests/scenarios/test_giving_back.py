"""A check-in gives something back: what else works toward the same, and thanks."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ids import ActivityId
from ci_bot.domain.measure import Measure
from tests.support.card_house import DAYS, EVENINGS, MAREK, CardHouse
from tests.support.lakeland import lakeland

SANNA, PETR, INES = "sanna-h", "petr-v", "ines-b"
PLANS = ActivityId("lesson-plans")
BARE = "“Pupils' Heritage Days” is reinforced by Teacher evenings (Teachers' Guild Velmark)"
LATER = "“Pupils' Heritage Days” is reinforced by Lesson plans (North Shore School)."


@pytest.fixture
async def house() -> CardHouse:
    """Everybody is asked; Marek leads one activity, which two others reinforce."""
    house = CardHouse()
    await house.apply(lakeland())
    await house.write(INES, "checkin open")
    return house


async def ended(house: CardHouse, line: str = "1 six schools") -> str:
    """Marek's check-in is over; what ends it."""
    said = await house.says(MAREK, line)
    return said if "Thank you." in said else await house.says(MAREK, "-")


async def next_round(house: CardHouse, weeks: int) -> None:
    await house.write(INES, "checkin close")
    house.clock.advance(timedelta(weeks=weeks))
    await house.settle()
    await house.write(INES, "checkin open")
    await house.heard_by(MAREK)


async def test_the_sum_up_ends_with_one_activity_that_works_toward_the_same(
    house: CardHouse,
) -> None:
    await house.write(SANNA, "1 23 teachers came")
    summed = await ended(house)
    day = house.clock.now().strftime("%-d %b")
    assert summed.endswith(f"\n\n{BARE}: on track, {day}.")
    assert summed.count("Thank you.") == 1
    assert "Lesson plans" not in summed


async def test_the_same_is_not_told_twice_within_eight_weeks(house: CardHouse) -> None:
    told = [await ended(house)]
    for _week in range(9):
        await next_round(house, 1)
        told.append(await ended(house, "same"))
    assert [week for week, said in enumerate(told) if BARE in said] == [0, 8]
    assert [week for week, said in enumerate(told) if LATER in said] == [1, 9]
    assert [week for week, said in enumerate(told) if "is reinforced by" in said] == [0, 1, 8, 9]


@pytest.mark.parametrize("then", ["0", "", "2 The hall burned down"])
async def test_silence_no_change_and_hidden_words_look_the_same(
    house: CardHouse, then: str
) -> None:
    await house.write(SANNA, "1 23 teachers came")
    day = house.clock.now().strftime("%-d %b")
    await next_round(house, 1)
    if then:
        await house.write(SANNA, then)
    if then.startswith("2"):
        await house.write(SANNA, "3")
    assert (await ended(house)).endswith(f"\n\n{BARE}: on track, {day}.")


async def test_what_a_match_gives_is_enough(house: CardHouse) -> None:
    await house.write(PETR, "offer our print room until the end of June")
    await house.write(MAREK, "2 Printer cancelled, we need another by the 16th")
    await house.write(MAREK, "1")
    summed = await house.says(MAREK, "n 1 A5 leaflets, 800 copies, by 18 June")
    assert "Shall I ask them?" in summed
    assert "is reinforced by" not in summed


async def test_who_skips_is_told_of_nothing(house: CardHouse) -> None:
    assert "is reinforced by" not in await house.says(MAREK, "s")


async def test_a_measure_is_named_and_what_is_over_is_not(house: CardHouse) -> None:
    coalition = await house.coalition()
    reached = Measure(key="reached", name="Pupils reached", definition="", unit="pupils")
    activities = dict(coalition.activities)
    for id_, more in (
        (DAYS, {"measures": ("reached",)}),
        (EVENINGS, {"archived": True}),
        (PLANS, {"measures": ("reached",), "reinforces": ()}),
    ):
        activities[id_] = replace(activities[id_], **more)
    await house.apply(replace(coalition, activities=activities, measures={"reached": reached}))
    await house.heard_by(MAREK)
    summed = await ended(house)
    assert summed.endswith(
        "\n\nAlso working toward “Pupils reached”: Lesson plans (North Shore School)."
    )


async def test_a_card_says_it_itself_in_no_other_message() -> None:
    house = CardHouse(taps=True)
    await house.apply(lakeland())
    await house.write(INES, "checkin open")
    for label in ("on track", "nothing"):
        await house.tap(label)
    (only,) = await house.messages()
    assert BARE in only.text
    assert only.text.count("Thank you.") == 1
    await house.write(MAREK, "1: 2 printer cancelled")
    await house.write(MAREK, "1")
    assert BARE in (await house.card()).text


async def test_thanks_reach_somebody_who_helped_without_a_conversation_once(
    house: CardHouse,
) -> None:
    await house.write(MAREK, "ask A5 leaflets")
    await house.heard_by(PETR)
    house.clock.turn_to(house.clock.now().replace(hour=22))
    await house.settle()
    assert "One other person is told." in await house.says(MAREK, "close 1 thanks Petr V.")
    assert await house.heard_by(PETR) == ""
    house.clock.advance(timedelta(hours=11))
    await house.settle()
    assert await house.heard_by(PETR) == (
        "Number 1 of Marek O., Museum of Little Things, is closed, with thanks to you: "
        "“A5 leaflets”"
    )


@pytest.mark.parametrize("kept", ["ask A4 leaflets", ""])
async def test_thanks_by_night_repeat_no_words_that_are_gone_by_the_morning(
    house: CardHouse, kept: str
) -> None:
    house.clock.turn_to(house.clock.now().replace(hour=22))
    message = await house.write(MAREK, "ask A5 leaflets about our debts")
    assert "One other person is told." in await house.says(MAREK, "close 1 thanks Petr V.")
    marek, room = house.chat.person(MAREK), await house.direct(MAREK)
    await (marek.edit(room, message, kept) if kept else marek.delete(room, message))
    await house.settle()
    await house.heard_by(PETR)
    house.clock.advance(timedelta(hours=11))
    await house.settle()
    heard = await house.heard_by(PETR)
    assert "debts" not in heard
    assert ("with thanks to you: “A4 leaflets”" in heard) == bool(kept)


async def test_thanks_tell_nobody_of_an_ask_that_they_may_not_see(house: CardHouse) -> None:
    await house.write(MAREK, "2 Printer cancelled")
    await house.write(MAREK, "3")
    await house.write(MAREK, "n 1 a lawyer")
    await house.heard_by(PETR)
    assert "told" not in await house.says(MAREK, "close 1 thanks Petr V.")
    assert await house.heard_by(PETR) == ""


async def test_who_wants_no_messages_is_not_written_to_for_thanks(house: CardHouse) -> None:
    await house.write(MAREK, "ask A5 leaflets")
    await house.says(PETR, "stop")
    assert "told" not in await house.says(MAREK, "close 1 thanks Petr V.")
    assert await house.heard_by(PETR) == ""
