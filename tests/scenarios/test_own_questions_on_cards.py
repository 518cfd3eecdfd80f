"""A check-in's own questions on a card with buttons and forms."""

from ci_bot.messages.forms import Form
from tests.support.card_house import MAREK, CardHouse
from tests.support.own_questions import FORMAT, SURPRISE, VENUE, VISITORS, asking, own_answers


async def house_asking(*questions: object) -> CardHouse:
    house = CardHouse(taps=True)
    await house.opens(asking(*questions))  # type: ignore[arg-type]
    await house.tap("all as last time")
    return house


async def test_choices_and_yes_or_no_are_buttons_and_each_leads_to_the_next() -> None:
    house = await house_asking(FORMAT, VENUE)
    assert "Which format?" in (await house.card()).text
    await house.tap("Talk")
    card = await house.card()
    assert "q1 Which format? “Talk”" in card.text
    assert "Do you have a venue?" in card.text
    await house.tap("yes")
    assert "Anything you need" in (await house.card()).text
    await house.tap("nothing")
    assert "q1 read by the backbone only." in (await house.card()).text
    assert [a.value for a in await own_answers(house)] == ["Talk", "yes"]


async def test_words_and_numbers_come_by_a_form_or_are_written_below() -> None:
    house = await house_asking(VISITORS, SURPRISE)
    form = await house.tap("Answer")
    assert isinstance(form, Form)
    await house.fill({"text": "many"})
    assert "I need a number there, not “many”" in (await house.card()).text
    await house.tap("Answer")
    await house.fill({"text": "120"})
    assert "What surprised you?" in (await house.card()).text
    await house.write(MAREK, "the silence")
    assert [a.value for a in await own_answers(house)] == ["120", "the silence"]
    assert "Anything you need" in (await house.card()).text


async def test_an_answer_is_changed_on_the_card_and_no_answer_is_one() -> None:
    house = await house_asking(FORMAT, VISITORS)
    await house.tap("Walk")
    await house.tap("no answer")
    await house.tap("Change", nth=-1)
    await house.tap("Workshop")
    assert [a.value for a in await own_answers(house)] == ["Workshop"]
    assert [a.value for a in await own_answers(house, current=False)] == ["Walk", "Workshop"]


async def test_a_closed_card_keeps_what_was_answered() -> None:
    house = await house_asking(FORMAT, VISITORS)
    await house.tap("Walk")
    await house.write("ines-b", "checkin close")
    said = await house.messages()
    assert any("q1 Which format? “Walk”" in message.text for message in said)
