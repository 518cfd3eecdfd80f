"""An introduction waits for hours and for answers; what ends meanwhile is told to nobody."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ci_bot.domain.ask import Ask
from ci_bot.domain.ids import CoalitionId, OrganisationId, PersonId
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.status import Visibility
from ci_bot.ports.store import ConflictError
from ci_bot.services.matching.introduce import Introduce
from tests.support.chat_house import ChatHouse

SLUG = CoalitionId("open-lakeland")
LINE = "introduce little-things harbour-archive about 1"


@pytest.fixture
async def house() -> ChatHouse:
    """Marek has asked for leaflets."""
    house = ChatHouse()
    await house.apply()
    await house.write("marek-o", "ask A5 leaflets")
    for person in ("marek-o", "aino-k"):
        await house.heard_by(person)
    return house


async def change(house: ChatHouse, **facts: object) -> Ask:
    async with house.store.write() as uow:
        ask = await uow.of(SLUG).ask(1)
        assert ask is not None
        changed: Ask = replace(ask, **facts)  # type: ignore[arg-type]
        await uow.of(SLUG).put_ask(changed)
        await uow.commit()
    return changed


async def by_night(house: ChatHouse) -> datetime:
    """It is 22:00 UTC; nobody is asked before the morning."""
    house.clock.advance(timedelta(hours=13))
    await house.settle()
    await house.write("ines-b", LINE)
    assert await house.heard_by("aino-k") == ""
    return house.clock.now() + timedelta(hours=11)


async def test_who_was_to_be_asked_in_the_morning_is_asked_then(house: ChatHouse) -> None:
    house.clock.turn_to(await by_night(house))
    await house.settle()
    assert "A5 leaflets" in await house.heard_by("aino-k")


@pytest.mark.parametrize("ended", ["withdrawn", "closed", "hidden", "declined"])
async def test_what_ended_by_night_is_not_told_in_the_morning(house: ChatHouse, ended: str) -> None:
    morning = await by_night(house)
    if ended == "hidden":
        await change(house, visibility=Visibility.BACKBONE)
    elif ended == "declined":
        await house.write("marek-o", "introduction 1 n")
    else:
        await change(house, **{ended: house.clock.now()})
    house.clock.turn_to(morning)
    await house.settle()
    assert await house.heard_by("aino-k") == ""


async def test_what_its_author_took_out_by_night_is_not_told_in_the_morning(
    house: ChatHouse,
) -> None:
    asked = await house.write("marek-o", "ask A5 leaflets about our debts")
    morning = await by_night(house)
    await house.write("ines-b", LINE.replace("about 1", "about 2"))
    marek = house.chat.person("marek-o")
    await marek.edit(await house.direct("marek-o"), asked, "ask A4 leaflets")
    house.clock.turn_to(morning)
    await house.settle()
    heard = await house.heard_by("aino-k")
    assert "A4 leaflets" in heard
    assert "debts" not in heard


async def test_a_yes_to_what_one_may_not_read_any_more_opens_nothing(house: ChatHouse) -> None:
    await house.write("ines-b", LINE)
    await house.write("marek-o", "introduction 1 y")
    await change(house, visibility=Visibility.BACKBONE, text="leaflets about our debts")
    await house.heard_by("marek-o")
    await house.heard_by("aino-k")
    assert "debts" not in await house.says("aino-k", "introduction 1 y")
    assert await house.heard_by("marek-o") == ""


async def test_whoever_speaks_for_another_organisation_by_then_opens_nothing(
    house: ChatHouse,
) -> None:
    await house.write("ines-b", LINE)
    for line in (
        "role grant Aino K. observer for eastwater",
        "activity edit Harbour photographs lead Jonas R. org velmark-libraries deputy none",
        "role revoke Aino K. representative",
    ):
        await house.write("ines-b", line)
    await house.write("marek-o", "introduction 1 y")
    await house.heard_by("marek-o")
    await house.write("aino-k", "introduction 1 y")
    assert await house.heard_by("marek-o") == ""


async def test_of_two_introductions_at_once_one_is_taken_again(house: ChatHouse) -> None:
    stale = await house.coalition()
    await house.write("ines-b", LINE)
    two = OrganisationId("little-things"), OrganisationId("harbour-archive")
    with pytest.raises(ConflictError):
        async with house.store.write() as uow:
            await Introduce(hours=GoodHours())(
                uow,
                stale,
                PersonId("ines-b"),
                organisations=two,
                text="cake",
                now=house.clock.now(),
            )
