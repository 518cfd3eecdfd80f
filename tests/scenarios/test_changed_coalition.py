"""The coalition file takes an activity away while people are answering about it."""

from dataclasses import replace

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

LABELS = ActivityId("label-translation")
TOOLKIT = ActivityId("licence-toolkit")


def without(coalition: Coalition, *gone: ActivityId) -> Coalition:
    kept = {
        activity.id: replace(activity, reinforces=())
        for activity in coalition.activities.values()
        if activity.id not in gone
    }
    return replace(coalition, activities=kept)


async def take_away(house: ChatHouse, *gone: ActivityId) -> None:
    coalition = await house.coalition()
    await house.app.composition.apply_coalition(
        coalition.id, lambda _stored: without(coalition, *gone)
    )


async def nothing_failed(house: ChatHouse) -> bool:
    async with house.store.read() as uow:
        return not await uow.inbox.waiting() and not await uow.inbox.dead()


@pytest.fixture
async def house() -> ChatHouse:
    """Jonas leads two activities, and is asked about them."""
    house = ChatHouse()
    coalition = lakeland()
    labels = coalition.activities[LABELS]
    toolkit = replace(
        coalition.activities[TOOLKIT],
        lead_person=labels.lead_person,
        lead_organisation=labels.lead_organisation,
    )
    await house.apply(replace(coalition, activities={**coalition.activities, TOOLKIT: toolkit}))
    await house.write("ines-b", "checkin open")
    return house


@pytest.mark.parametrize(
    "line",
    [
        "1",
        "1 fine",
        "1: 2",
        "n 1 a van",
        "same",
        "edit 1 fine",
        "withdraw 1",
        "skip",
        "deputy",
        "-",
    ],
)
async def test_whoever_is_asked_about_nothing_any_more_is_told_so(
    house: ChatHouse, line: str
) -> None:
    await house.write("jonas-r", "2 the printer broke")
    await take_away(house, LABELS, TOOLKIT)
    assert await house.says("jonas-r", line)
    assert await nothing_failed(house)


async def test_the_other_activity_is_asked_about_next(house: ChatHouse) -> None:
    await house.write("jonas-r", "2")
    await take_away(house, TOOLKIT)
    assert "2 Label translation: on track. “fine”" in await house.says("jonas-r", "1 fine")
    assert await nothing_failed(house)


async def test_changing_or_deleting_words_about_it_harms_nothing(house: ChatHouse) -> None:
    message = await house.write("jonas-r", "2 the printer broke")
    await take_away(house, LABELS, TOOLKIT)
    room = await house.direct("jonas-r")
    await house.chat.person("jonas-r").edit(room, message, "3 both printers broke")
    await house.chat.person("jonas-r").delete(room, message)
    await house.settle()
    assert await nothing_failed(house)


async def test_a_question_about_it_is_let_go(house: ChatHouse) -> None:
    await house.write("sanna-h", "update Teacher evenings at risk the hall is closed")
    await house.write("ines-b", "note lesson-plans for kaisa-n on track half are written")
    await take_away(house, ActivityId("teacher-evenings"), ActivityId("lesson-plans"))
    await house.write("sanna-h", "1")
    await house.write("kaisa-n", "y")
    assert await nothing_failed(house)
