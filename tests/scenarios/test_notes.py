"""What the backbone was told counts once its lead says so, in one word; both may correct it."""

from datetime import timedelta

import pytest

from ci_bot.domain.ids import ActivityId, CoalitionId
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from tests.support.chat_house import ChatHouse

NOTE = "note Label translation for Jonas R. at risk the translator is ill"


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    await house.apply()
    return house


async def updates(house: ChatHouse) -> list[Update]:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        return list(await unit.updates(activity=ActivityId("label-translation")))


async def digest(house: ChatHouse) -> str:
    hall = house.channel("all", "aino-k")
    house.clock.advance(timedelta(minutes=1))
    await house.write("ines-b", "digest post")
    return await house.heard(hall)


async def test_a_lead_confirms_with_one_word_and_then_says_who_may_read(house: ChatHouse) -> None:
    await house.write("ines-b", NOTE)
    asked = await house.heard_by("jonas-r")
    assert "Is that right?" in asked
    assert all(word in asked for word in ("y yes", "n no, drop it", "c correct it"))
    assert not [u for u in await updates(house) if u.confirmed]
    assert "Who may read this?" in await house.says("jonas-r", "y")
    await house.write("jonas-r", "1")
    assert "at risk. “the translator is ill”" in await digest(house)


async def test_an_unconfirmed_note_is_words_and_never_a_status(house: ChatHouse) -> None:
    await house.write("ines-b", "note Label translation for Jonas R. done all of it")
    said = await digest(house)
    assert "Told to the backbone, not yet confirmed: “all of it”" in said
    assert "Label translation: done" not in said
    assert "done" not in await house.says("petr-v", "activity Label translation")
    assert (await house.coalition()).activities[ActivityId("label-translation")].final is None


async def test_a_lead_corrects_it_in_one_line(house: ChatHouse) -> None:
    await house.write("ines-b", NOTE)
    said = await house.says("jonas-r", "c on track she is back since Monday")
    assert "on track. “she is back since Monday”" in said
    (update,) = await updates(house)
    assert (update.status, update.confirmed, update.told_by) == (Status.ON_TRACK, True, None)


async def test_a_correction_is_in_the_language_it_was_written_in(house: ChatHouse) -> None:
    await house.write("jonas-r", "settings lang de")
    await house.write("ines-b", NOTE)
    await house.write("jonas-r", "c at risk the printer is ill and the labels are late")
    (corrected,) = await updates(house)
    assert (corrected.confirmed, corrected.language) == (True, "en")


async def test_correct_alone_is_told_how_and_keeps_the_question_open(house: ChatHouse) -> None:
    await house.write("ines-b", NOTE)
    assert "c at risk" in await house.says("jonas-r", "c")
    await house.write("jonas-r", "c off track she has left us")
    (update,) = await updates(house)
    assert (update.status, update.words) == (Status.OFF_TRACK, "she has left us")


async def test_whoever_noted_it_edits_their_message_and_the_lead_is_asked_anew(
    house: ChatHouse,
) -> None:
    message = await house.write("ines-b", NOTE)
    await house.heard_by("jonas-r")
    await house.heard_by("ines-b")
    ines, room = house.chat.person("ines-b"), await house.direct("ines-b")
    await ines.edit(room, message, NOTE.replace("ill", "away"))
    await house.settle()
    assert "the translator is away" in await house.heard(room)
    assert "the translator is away" in await house.heard_by("jonas-r")
    await house.write("jonas-r", "y")
    (update,) = await updates(house)
    assert (update.words, update.confirmed) == ("the translator is away", True)


async def test_an_edited_note_is_in_the_language_its_new_words_are_in(house: ChatHouse) -> None:
    message = await house.write("ines-b", NOTE)
    ines, room = house.chat.person("ines-b"), await house.direct("ines-b")
    german = NOTE.replace("the translator is ill", "der Drucker ist krank und wir sind zu spät")
    await ines.edit(room, message, german)
    await house.settle()
    (update,) = await updates(house)
    assert (update.confirmed, update.language) == (False, "de")


@pytest.mark.parametrize(
    "text", ["note Lesson plans for Kaisa N. done", "something else", "note Label translation"]
)
async def test_an_edit_that_is_no_note_about_the_same_changes_nothing(
    house: ChatHouse, text: str
) -> None:
    message = await house.write("ines-b", NOTE)
    await house.heard_by("ines-b")
    room = await house.direct("ines-b")
    await house.chat.person("ines-b").edit(room, message, text)
    await house.settle()
    assert "I could not read your change" in await house.heard(room)
    (update,) = await updates(house)
    assert update.words == "the translator is ill"


async def test_what_the_lead_confirmed_only_the_lead_changes(house: ChatHouse) -> None:
    message = await house.write("ines-b", NOTE)
    await house.write("jonas-r", "y")
    await house.heard_by("ines-b")
    ines, room = house.chat.person("ines-b"), await house.direct("ines-b")
    await ines.edit(room, message, NOTE.replace("ill", "away"))
    await house.settle()
    assert "Jonas R. has confirmed that note" in await house.heard(room)
    await ines.delete(room, message)
    await house.settle()
    assert "Jonas R. has confirmed that note" in await house.heard(room)
    (update,) = await updates(house)
    assert update.words == "the translator is ill"


async def test_a_deleted_note_is_gone_and_its_lead_hears_so(house: ChatHouse) -> None:
    message = await house.write("ines-b", NOTE)
    await house.heard_by("ines-b")
    room = await house.direct("ines-b")
    await house.chat.person("ines-b").delete(room, message)
    await house.settle()
    assert "Taken back" in await house.heard(room)
    assert "settled or taken back already" in await house.says("jonas-r", "y")
    assert await updates(house) == []


async def test_a_note_of_a_deputy_who_does_not_stand_in_is_refused(house: ChatHouse) -> None:
    said = await house.says("ines-b", NOTE.replace("Jonas R.", "Lotte F."))
    assert "stands in" in said
    await house.write("jonas-r", "away until 27 Nov")
    await house.write("ines-b", NOTE.replace("Jonas R.", "Lotte F."))
    assert "Is that right?" in await house.heard_by("lotte-f")


async def test_a_reply_to_the_question_finds_its_note_whatever_was_asked_since(
    house: ChatHouse,
) -> None:
    await house.write("ines-b", NOTE)
    room = await house.direct("jonas-r")
    asked = house.chat.said(room)[-1].message
    await house.write("jonas-r", "update Label translation at risk something else")
    jonas = house.chat.person("jonas-r")
    await jonas.write(room, "y", reply_to=asked)
    await house.settle()
    assert [u.confirmed for u in await updates(house)] == [True, True]


async def test_a_reply_to_a_note_that_changed_since_confirms_nothing(house: ChatHouse) -> None:
    message = await house.write("ines-b", NOTE)
    room, theirs = await house.direct("jonas-r"), await house.direct("ines-b")
    asked = house.chat.said(room)[-1].message
    await house.chat.person("ines-b").edit(theirs, message, NOTE.replace("ill", "away"))
    await house.settle()
    await house.heard(room)
    await house.chat.person("jonas-r").write(room, "y", reply_to=asked)
    await house.settle()
    assert "settled or taken back already" in await house.heard(room)
    assert [u.confirmed for u in await updates(house)] == [False]


async def test_a_yes_to_the_check_in_s_own_question_confirms_no_note(house: ChatHouse) -> None:
    await house.write("ines-b", NOTE)
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "Can anybody lend us a printer?")
    await house.write("jonas-r", "y")
    noted, said = sorted(await updates(house), key=lambda update: update.confirmed)
    assert not noted.confirmed
    assert said.words == "Can anybody lend us a printer?"
