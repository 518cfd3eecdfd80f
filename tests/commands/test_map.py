"""The map fits on a phone: whole where it is small, else goal by goal, with questions below."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import ActivityId
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland


async def test_a_small_map_shows_everything_and_asks_below(house: ChatHouse) -> None:
    said = await house.says("marek-o", "map")
    assert "1. Every pupil meets open heritage at school\n- Pupils' Heritage Days:" in said
    assert "Museum of Little Things, with Velmark Public Libraries and Teachers' Guild" in said
    assert "Reinforces Teacher evenings." in said
    questions = said.partition("Questions for the co-chairs")[2]
    assert questions.strip() == (
        "- What could Label translation reinforce, and what could reinforce it?"
    )


@pytest.mark.parametrize("goal", ["2", "open-collections", "found and used"])
async def test_one_goal_is_named_by_number_id_or_words(house: ChatHouse, goal: str) -> None:
    said = await house.says("marek-o", f"map {goal}")
    assert said.startswith("2. What is kept can be found and used by everybody")
    assert "Every pupil" not in said


@pytest.mark.parametrize("goal", ["0", "3", "nothing like it"])
async def test_a_goal_that_there_is_not_leads_to_the_agenda(house: ChatHouse, goal: str) -> None:
    assert "agenda lists them" in await house.says("marek-o", f"map {goal}")


async def test_a_large_map_is_counted_goal_by_goal() -> None:
    house = ChatHouse()
    coalition = lakeland()
    model = coalition.activities[ActivityId("label-translation")]
    many = {
        (id_ := ActivityId(f"label-{n}")): replace(model, id=id_, title=f"Label {n}")
        for n in range(10)
    }
    orphan = {(id_ := ActivityId("stray")): replace(model, id=id_, title="Stray", goal=None)}
    await house.apply(replace(coalition, activities={**coalition.activities, **many, **orphan}))
    said = await house.says("marek-o", "map")
    assert "1. Every pupil meets open heritage at school: 3 activities, 4 organisations." in said
    assert "2. What is kept can be found and used by everybody: 13 activities" in said
    assert "Label 3:" not in said
    assert "Without a goal\n- Stray: Municipality of Eastwater." in said
    assert "Who does what toward the first: map 1" in said
    assert "7 more questions: map GOAL" in said
    assert len(said) < 1200
    assert "- Label 3: Municipality of Eastwater." in await house.says("marek-o", "map 2")


async def test_without_goals_the_work_is_shown_and_nobody_asked_which_goal_it_serves() -> None:
    house = ChatHouse()
    coalition = lakeland()
    activities = {id_: replace(a, goal=None) for id_, a in coalition.activities.items()}
    aims = {id_: replace(a, reinforces=()) for id_, a in activities.items()}
    await house.apply(replace(coalition, goals={}, activities=aims))
    said = await house.says("marek-o", "map")
    assert "There are no goals yet." in said
    assert "Harbour photographs: Harbour Archive." in said
    assert "Which goal" not in said
