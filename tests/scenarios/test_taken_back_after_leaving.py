"""Who left the coalition still takes their own words back, and can do nothing else any more."""

import pytest

from ci_bot.domain.ids import MessageId
from tests.support.card_house import DAYS, INES, MAREK, CardHouse


@pytest.fixture(params=[False, True], ids=["text", "cards"])
async def house(request: pytest.FixtureRequest) -> CardHouse:
    """Marek leads the Heritage Days."""
    house = CardHouse(taps=request.param)
    house.channel("all", MAREK)
    house.channel("backbone", INES)
    await house.apply()
    return house


async def deleted(house: CardHouse, message: MessageId) -> str:
    """Marek leaves, then deletes a message; what he hears of it."""
    await house.write(INES, "person archive Marek O.")
    await house.heard_by(MAREK)
    await house.chat.person(MAREK).delete(await house.direct(MAREK), message)
    await house.settle()
    return await house.heard_by(MAREK)


async def test_a_line_said_unasked_is_taken_back(house: CardHouse) -> None:
    message = await house.write(MAREK, "update heritage-days on track six schools")
    assert "Taken back" in await deleted(house, message)
    assert await house.answer(DAYS) is None


async def test_an_answer_is_taken_back_and_nothing_is_asked_again(house: CardHouse) -> None:
    await house.write(INES, "checkin open")
    message = await house.write(MAREK, "1: 1 six schools")
    said = await deleted(house, message)
    assert "Taken back" in said
    assert "how does it stand" not in said
    assert await house.answer(DAYS) is None


async def test_words_to_another_are_taken_back(house: CardHouse) -> None:
    await house.write("petr-v", "ask a van")
    await house.write(MAREK, "help with 1")
    message = await house.write(MAREK, "reply 1 ours is broken")
    assert "broken" in await house.heard_by("petr-v")
    await deleted(house, message)
    said = house.chat.said(await house.direct("petr-v"))
    assert all("broken" not in one.text for one in said)


async def test_what_is_edited_or_written_then_changes_nothing(house: CardHouse) -> None:
    message = await house.write(MAREK, "update heritage-days on track six schools")
    await house.write(INES, "person archive Marek O.")
    await house.heard_by(MAREK)
    marek, room = house.chat.person(MAREK), await house.direct(MAREK)
    await marek.edit(room, message, "update heritage-days off track the museum is closed")
    assert await house.says(MAREK, "update heritage-days off track closed") == ""
    update = await house.answer(DAYS)
    assert update is not None
    assert update.words == "six schools"
