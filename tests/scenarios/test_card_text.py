"""Beside a card everything works as text, and the card shows it."""

import pytest

from ci_bot.domain.prompt import Outcome
from ci_bot.domain.status import Status, Visibility
from tests.support.card_house import DAYS, EVENINGS, INES, MAREK, TOOLKIT, CardHouse, labels


@pytest.fixture
async def house() -> CardHouse:
    """A round is open, and everybody has their card."""
    house = CardHouse(taps=True)
    await house.opens()
    await house.heard_by(MAREK)
    return house


async def test_text_gets_a_short_reply_and_the_card_shows_it(house: CardHouse) -> None:
    said = await house.says(MAREK, "1 Six schools")
    assert said == "1 Pupils' Heritage Days: on track. “Six schools”"
    card = await house.card()
    assert "on track. “Six schools”" in card.text
    assert "2. Teacher evenings" in card.text
    assert all(not labels(m) for m in await house.messages() if m.message != card.message)


async def test_a_reply_in_the_cards_thread_stays_there(house: CardHouse) -> None:
    card, room = await house.card(), await house.direct(MAREK)
    await house.chat.person(MAREK).write(room, "2: 3 Nobody came", thread=card.message)
    await house.settle()
    update = await house.answer(EVENINGS)
    assert update is not None
    assert (update.status, update.visibility) == (Status.OFF_TRACK, Visibility.BACKBONE)
    answer = (await house.messages())[-1]
    assert answer.thread == card.message
    assert "2 Teacher evenings: off track." in answer.text


async def test_words_and_taps_go_together(house: CardHouse) -> None:
    await house.tap("at risk")
    await house.write(MAREK, "Printer cancelled")
    await house.tap("Schools working group")
    update = await house.answer(DAYS)
    assert update is not None
    assert (update.status, update.words, update.visibility) == (
        Status.AT_RISK,
        "Printer cancelled",
        Visibility.WORKING_GROUP,
    )
    assert "What you write here goes to 2." in (await house.card()).text
    await house.write(MAREK, "First evening was full")
    assert "2 Teacher evenings: “First evening was full”" in (await house.card()).text
    await house.tap("on track")
    update = await house.answer(EVENINGS)
    assert update is not None
    assert (update.status, update.words) == (Status.ON_TRACK, "First evening was full")


async def test_a_command_that_was_meant_and_tapped_is_seen_on_the_card(house: CardHouse) -> None:
    assert "Did you mean" in await house.says(MAREK, "update heritage-dys at risk printer gone")
    asked = (await house.messages())[-1]
    await house.tap("yes", on=asked.message)
    assert "at risk. “printer gone”" in (await house.card()).text


async def test_an_edited_message_edits_the_card(house: CardHouse) -> None:
    room = await house.direct(MAREK)
    message = await house.write(MAREK, "1 Six schools")
    await house.heard(room)
    await house.chat.person(MAREK).edit(room, message, "4 Until May")
    await house.settle()
    assert "on hold. “Until May”" in (await house.card()).text
    assert "on hold. “Until May”" in await house.heard(room)


async def test_a_deleted_message_opens_the_question_again_on_the_card(house: CardHouse) -> None:
    room = await house.direct(MAREK)
    message = await house.write(MAREK, "1 Six schools")
    assert "1. Pupils' Heritage Days" not in (await house.card()).text
    await house.chat.person(MAREK).delete(room, message)
    await house.settle()
    card = await house.card()
    assert "Then: 1 Pupils' Heritage Days and 3 Open licences toolkit." in card.text
    assert "Six schools" not in card.text
    assert await house.answer(DAYS) is None


async def test_deleting_the_words_leaves_the_tap(house: CardHouse) -> None:
    room = await house.direct(MAREK)
    await house.tap("at risk")
    message = await house.write(MAREK, "Printer cancelled")
    await house.chat.person(MAREK).delete(room, message)
    await house.settle()
    update = await house.answer(DAYS)
    assert update is not None
    assert (update.status, update.words) == (Status.AT_RISK, "")
    assert "1 Pupils' Heritage Days: at risk." in (await house.card()).text


async def test_commands_about_the_prompt_show_on_the_card(house: CardHouse) -> None:
    await house.tap("on track")
    await house.write(MAREK, "withdraw 1")
    card = await house.card()
    assert "Then: 1 Pupils' Heritage Days" in card.text
    assert "voluntary" not in card.text
    assert await house.answer(DAYS) is None
    await house.write(MAREK, "update Teacher evenings on track A full house")
    assert "2 Teacher evenings: on track. “A full house”" in (await house.card()).text
    await house.write(MAREK, "skip")
    assert "3. Open licences toolkit" in (await house.card()).text


async def test_a_question_is_asked_back_with_buttons_that_are_gone_once_tapped(
    house: CardHouse,
) -> None:
    await house.tap("on track")
    await house.write(MAREK, "Is that enough for you?")
    asked = (await house.messages())[-1]
    assert labels(asked) == ["yes", "no"]
    before = len(await house.messages())
    await house.tap("yes", on=asked.message)
    assert "2 Teacher evenings: “Is that enough for you?”" in (await house.card()).text
    assert labels(asked) == []
    assert "You chose: yes." in asked.text
    assert len(await house.messages()) == before


async def test_an_old_doubt_is_no_answer_to_a_newer_question(house: CardHouse) -> None:
    await house.write(MAREK, "Is that enough?")
    first = (await house.messages())[-1]
    await house.write(MAREK, "1: 1")
    await house.tap("no", on=first.message)
    assert "older state" in (await house.card()).text
    await house.tap("on track")
    update = await house.answer(EVENINGS)
    assert update is not None
    assert update.words == ""


async def test_a_fresh_card_takes_over_from_the_old_one(house: CardHouse) -> None:
    await house.tap("on track")
    await house.write(MAREK, "checkin")
    old, new = await house.messages()
    assert "goes on in a newer message" in old.text
    assert labels(old) == []
    assert "1 Pupils' Heritage Days: on track." in new.text
    for label in ("on track", "on track", "nothing"):
        await house.tap(label, on=new.message)
    assert (await house.prompt()).outcome is Outcome.ANSWERED
    assert "goes on in a newer message" in old.text
    assert await house.answer(TOOLKIT) is not None


async def test_in_a_channel_checkin_sends_the_card_directly(house: CardHouse) -> None:
    room = house.channel("all", MAREK, INES)
    await house.write(MAREK, "checkin", room=room, addressed=True)
    assert len([m for m in await house.messages() if labels(m)]) == 1
    assert await house.heard(room) == ""
    assert "in our direct messages" in await house.heard_by(MAREK)


async def test_a_reminder_names_the_card_and_shows_it_again_at_a_word(house: CardHouse) -> None:
    await house.write(INES, "remind")
    said = (await house.messages())[-1]
    assert "can still go into the digest" in said.text
    assert "The buttons are in my message of Mon 16 Nov, 10:00" in said.text
    assert "how does it stand" not in said.text
    await house.write(MAREK, "1: 1")
    assert "1 Pupils' Heritage Days: on track." in (await house.card()).text


async def test_an_offer_written_where_a_worrys_readers_are_asked_is_asked_about(
    house: CardHouse,
) -> None:
    await house.tap("at risk")
    assert "is that an offer?" in await house.says(MAREK, "o a van on Friday")
    update = await house.answer(DAYS)
    assert update is not None
    assert update.words == ""
    assert "Offer 1: “a van on Friday”" in await house.says(MAREK, "y")
    assert "Offer 1: “a van on Friday”" in (await house.card()).text
    assert "Who may read what you said about 1?" in (await house.card()).text
