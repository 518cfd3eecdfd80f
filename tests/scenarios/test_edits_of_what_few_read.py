"""Editing a message never gives more readers to a worry, nor to what its author narrowed."""

import pytest

from ci_bot.domain.ids import ActivityId, CoalitionId
from ci_bot.domain.status import Visibility
from ci_bot.domain.update import Update
from tests.support.chat_house import ChatHouse

UPDATE = "update Label translation"
WORRY = "at risk nobody is left"


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    await house.apply()
    return house


async def counting(house: ChatHouse) -> Update:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        (update,) = await unit.updates(activity=ActivityId("label-translation"))
        return update


async def edited(house: ChatHouse, *said: str, then: str, person: str = "jonas-r") -> Update:
    """What counts once the first of somebody's messages says something else."""
    message, *_ = [await house.write(person, text) for text in said]
    before = await counting(house)
    assert before.visibility is Visibility.BACKBONE
    await house.chat.person(person).edit(await house.direct(person), message, then)
    await house.settle()
    after = await counting(house)
    assert after.words != before.words
    return after


@pytest.mark.parametrize(
    "then", ["at risk two are left", "off track nobody came", "nobody is left now"]
)
@pytest.mark.parametrize("chosen", [("3",), ()])
async def test_a_worry_told_in_one_line_is_read_by_no_more(
    house: ChatHouse, chosen: tuple[str, ...], then: str
) -> None:
    said = (f"{UPDATE} {WORRY}", *chosen)
    update = await edited(house, *said, then=f"{UPDATE} {then}")
    assert update.visibility is Visibility.BACKBONE


@pytest.mark.parametrize("then", ["1: 2 two are left", "1: 3 nobody came", "1: nobody is left now"])
@pytest.mark.parametrize("chosen", [("3",), ()])
async def test_a_worry_told_in_a_check_in_is_read_by_no_more(
    house: ChatHouse, chosen: tuple[str, ...], then: str
) -> None:
    await house.write("ines-b", "checkin open")
    update = await edited(house, "1: 2 nobody is left", *chosen, then=then)
    assert update.visibility is Visibility.BACKBONE


@pytest.mark.parametrize("then", ["at risk he is away", "off track he left", "he is ill again"])
async def test_a_worry_that_was_noted_is_read_by_no_more(house: ChatHouse, then: str) -> None:
    note = "note Label translation for Jonas R."
    update = await edited(
        house, f"{note} at risk he is ill", then=f"{note} {then}", person="ines-b"
    )
    assert update.visibility is Visibility.BACKBONE


@pytest.mark.parametrize("then", ["on hold until May", "all are done", "at risk nobody is left"])
async def test_what_its_author_narrowed_stays_narrow(house: ChatHouse, then: str) -> None:
    said = (f"{UPDATE} on track half are done", "backbone only")
    update = await edited(house, *said, then=f"{UPDATE} {then}")
    assert update.visibility is Visibility.BACKBONE


async def test_a_worry_that_is_none_is_read_like_everything_else(house: ChatHouse) -> None:
    update = await edited(house, f"{UPDATE} {WORRY}", then=f"{UPDATE} on track all are back")
    assert update.visibility is Visibility.COALITION
