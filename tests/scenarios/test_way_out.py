"""Who wants not to be asked any more sees how at every question, and it works there."""

import pytest

from tests.support.card_house import INES, MAREK, CardHouse

TO_EACH_QUESTION = [(), ("1",), ("4",), ("2 printer gone",), ("1", "1", "1")]
NAMES = ["first", "status", "sentence", "readers", "last"]
ON_CARD = [(), ("on track",), ("at risk",), ("on track", "on track", "on track")]


@pytest.mark.parametrize("said", TO_EACH_QUESTION, ids=NAMES)
async def test_each_question_in_text_says_how_to_stop(said: tuple[str, ...]) -> None:
    house = CardHouse()
    await house.opens()
    for text in said:
        await house.heard_by(MAREK)
        await house.write(MAREK, text)
    asked = await house.heard_by(MAREK)
    assert asked.count("stop") == 1 + (not said)
    assert "I ask you nothing any more" in await house.says(MAREK, "stop")
    await house.write(INES, "checkin close")
    await house.write(INES, "checkin open")
    assert await house.heard_by(MAREK) == ""


@pytest.mark.parametrize("tapped", ON_CARD, ids=["first", "status", "readers", "last"])
async def test_each_question_on_a_card_has_a_button_to_stop(tapped: tuple[str, ...]) -> None:
    house = CardHouse(taps=True)
    await house.opens()
    for label in tapped:
        await house.tap(label)
    assert (await house.labels()).count("do not ask me") == 1
    await house.tap("do not ask me")
    assert "I ask you nothing any more." in (await house.card()).text
    assert await house.labels() == []
    await house.write(INES, "checkin close")
    await house.write(INES, "checkin open")
    assert "I ask you nothing any more." in (await house.card()).text
