"""Outside a check-in's card, too, what the bot asks can be tapped, once."""

from datetime import timedelta

import pytest

from ci_bot.domain.status import Visibility
from ci_bot.ports.chat import Pressed
from tests.support.card_house import DAYS, INES, MAREK, CardHouse, labels, led_by_marek

EVERYBODY = "the whole coalition (2 channels, 7 organisations)"


@pytest.fixture
async def house() -> CardHouse:
    """Nobody is asked anything just now."""
    house = CardHouse(taps=True)
    await house.apply(led_by_marek())
    return house


async def test_who_may_read_an_unasked_worry_is_tapped_once(house: CardHouse) -> None:
    await house.write(MAREK, "update heritage-days at risk Printer cancelled")
    asked = (await house.messages())[-1]
    assert labels(asked) == [
        EVERYBODY,
        "Schools working group (4 organisations)",
        "the backbone only",
    ]
    await house.tap("Schools working group (4 organisations)", on=asked.message)
    update = await house.answer(DAYS)
    assert update is not None
    assert update.visibility is Visibility.WORKING_GROUP
    assert "You chose: Schools working group (4 organisations)." in asked.text
    assert labels(asked) == []
    assert "is read by Schools working group (4 organisations)" in (await house.messages())[-1].text


async def test_a_question_that_was_let_go_cannot_be_answered_by_a_tap(house: CardHouse) -> None:
    await house.write(MAREK, "update heritage-days at risk Printer cancelled")
    asked = (await house.messages())[-1]
    await house.write(MAREK, "whoami")
    await house.write(INES, "checkin open")
    await house.tap(EVERYBODY, on=asked.message)
    update = await house.answer(DAYS)
    assert update is not None
    assert update.visibility is Visibility.BACKBONE
    assert "That question is over" in (await house.messages())[-1].text
    assert len(await house.updates()) == 1


async def test_a_tap_on_one_question_never_answers_another(house: CardHouse) -> None:
    await house.write(MAREK, "update heritage-days at risk Printer cancelled")
    first = (await house.messages())[-1]
    house.clock.advance(timedelta(seconds=1))
    await house.write(MAREK, "update teacher-evenings off track Nobody came")
    await house.tap(EVERYBODY, on=first.message)
    assert {u.visibility for u in await house.updates()} == {Visibility.BACKBONE}
    assert "That question is over" in (await house.messages())[-1].text


async def test_a_note_is_confirmed_by_a_tap(house: CardHouse) -> None:
    await house.write(INES, "note heritage-days for marek-o on track Six schools")
    asked = (await house.messages())[-1]
    assert labels(asked) == ["yes", "no, drop it", "correct it"]
    await house.tap("yes", on=asked.message)
    update = await house.answer(DAYS)
    assert update is not None
    assert update.confirmed
    assert labels(asked) == []


async def test_did_you_mean_is_tapped_and_acted_on_once(house: CardHouse) -> None:
    await house.write(MAREK, "whoam")
    asked = (await house.messages())[-1]
    assert asked.text == "I know no “whoam”. Did you mean whoami? y or n"
    assert labels(asked) == ["yes", "no"]
    await house.tap("yes", on=asked.message)
    assert "Marek O." in (await house.messages())[-1].text
    assert labels(asked) == []
    said = len(await house.messages())
    room = await house.direct(MAREK)
    assert asked.key is not None
    envelope = house.chat.server.envelope(house.account(MAREK), room)
    house.chat.tell(
        Pressed(**envelope, delivery=asked.key, block=0, option=0, message=asked.message)
    )
    await house.settle()
    assert len(await house.messages()) == said


async def test_somebody_else_cannot_tap_a_question(house: CardHouse) -> None:
    await house.write(INES, "note heritage-days for marek-o on track Six schools")
    asked = (await house.messages())[-1]
    room = await house.direct(MAREK)
    await house.chat.person("petr-v").press(room, asked.message, "yes")
    await house.settle()
    update = await house.answer(DAYS)
    assert update is not None
    assert not update.confirmed


async def test_a_note_is_corrected_after_a_tap(house: CardHouse) -> None:
    await house.write(INES, "note heritage-days for marek-o on track Six schools")
    await house.tap("correct it", on=(await house.messages())[-1].message)
    assert "Write it as it is" in await house.heard_by(MAREK)
    await house.write(MAREK, "c 2 five schools, one left")
    (update,) = [update for update in await house.updates() if update.current]
    assert (update.words, update.confirmed) == ("five schools, one left", True)


async def test_one_tap_settles_a_note_whatever_was_asked_since(house: CardHouse) -> None:
    await house.write(INES, "note heritage-days for marek-o on track Six schools")
    asked = (await house.messages())[-1].message
    await house.write(MAREK, "update teacher-evenings at risk Nobody came")
    await house.tap("yes", on=asked)
    noted = [u for u in await house.updates() if u.activity == DAYS]
    assert [u.confirmed for u in noted] == [True]
