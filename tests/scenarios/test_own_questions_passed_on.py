"""Whoever passes everything on passes the check-in's own questions on, too."""

from dataclasses import replace

from ci_bot.domain.prompt import Prompt
from tests.support.card_house import LOTTE, MAREK, TOOLKIT, CardHouse, led_by_marek
from tests.support.own_questions import SURPRISE, VISITORS, asking, own_answers


async def house_asking() -> CardHouse:
    house = CardHouse()
    await house.opens(asking(VISITORS, SURPRISE))
    await house.heard_by(MAREK)
    return house


async def passes_all(house: CardHouse, activities: int = 3) -> None:
    for _ in range(activities):
        await house.write(MAREK, "d")


def own_of(prompt: Prompt) -> list[tuple[int, str]]:
    return [(item.number, item.question) for item in prompt.own]


async def test_who_passes_everything_on_one_by_one_is_asked_nothing_and_the_deputy_all() -> None:
    house = await house_asking()
    await passes_all(house)
    assert "q1" not in await house.heard_by(MAREK)
    assert own_of(await house.prompt(LOTTE)) == [(1, "visitors"), (2, "surprise")]
    assert "q1 How many visitors came?" in await house.says(LOTTE, "same")
    await house.write(LOTTE, "120")
    assert [(a.question, a.value, a.person) for a in await own_answers(house)] == [
        ("visitors", "120", LOTTE)
    ]


async def test_who_keeps_an_activity_keeps_the_own_questions() -> None:
    house = await house_asking()
    await house.write(MAREK, "1: d")
    await house.write(MAREK, "2: d")
    assert own_of(await house.prompt(LOTTE)) == []
    assert "q1 How many visitors came?" in await house.says(MAREK, "1 all is well")


async def test_what_is_answered_already_is_not_asked_again_of_the_deputy() -> None:
    house = await house_asking()
    await house.write(MAREK, "q1: 120")
    await passes_all(house)
    assert own_of(await house.prompt(LOTTE)) == [(1, "surprise")]


async def test_a_deputy_who_is_asked_own_questions_already_is_asked_them_once() -> None:
    house, coalition = CardHouse(), led_by_marek()
    theirs = replace(coalition.activities[TOOLKIT], lead_person=LOTTE, deputy_person=None)
    activities = {**coalition.activities, TOOLKIT: theirs}
    await house.opens(asking(VISITORS, SURPRISE, of=replace(coalition, activities=activities)))
    await passes_all(house, 2)
    prompt = await house.prompt(LOTTE)
    assert len(prompt.items) == 3
    assert own_of(prompt) == [(1, "visitors"), (2, "surprise")]


async def test_who_is_away_hands_the_own_questions_over_with_the_rest() -> None:
    house = await house_asking()
    await house.write(MAREK, "away")
    assert own_of(await house.prompt(LOTTE)) == [(1, "visitors"), (2, "surprise")]
