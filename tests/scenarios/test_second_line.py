"""An author adds a second line in the digest's language, and nothing else translates."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import ActivityId, CoalitionId, PersonId, RoomId
from ci_bot.domain.update import Update
from ci_bot.messages.forms import Form
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

JONAS, AINO = PersonId("jonas-r"), PersonId("aino-k")
LABELS = "label-translation"


def in_two_languages() -> Coalition:
    """Jonas writes German; the digest is read in English, and in one channel in German."""
    coalition = lakeland()
    jonas = replace(coalition.people[JONAS], language="de")
    german = Channel(address=RoomId("fake:!halle"), language="de")
    return replace(
        coalition,
        people={**coalition.people, JONAS: jonas},
        channels=(*coalition.channels, german),
    )


@pytest.fixture
async def house() -> ChatHouse:
    house = ChatHouse()
    await house.apply(in_two_languages())
    return house


async def said(house: ChatHouse, activity: str = LABELS) -> Update:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        (update,) = await unit.updates(activity=ActivityId(activity))
    return update


async def posted(house: ChatHouse, *rooms: RoomId) -> list[str]:
    house.clock.advance(timedelta(minutes=1))
    await house.write("ines-b", "digest post")
    return [await house.heard(room) for room in rooms]


async def test_who_writes_another_language_is_told_how_to_add_a_line(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "1 Die Hälfte ist übersetzt")
    echo = await house.says("jonas-r", "-")
    assert "Englisch" in echo
    assert "1: en: ..." in echo
    again = await house.says("jonas-r", "1: en: Half of the labels are translated")
    assert "1: en: ..." not in again
    assert (await said(house)).words == (
        "Die Hälfte ist übersetzt\nen: Half of the labels are translated"
    )


async def test_who_writes_the_digests_language_is_not_asked_for_more(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("aino-k", "1 412 pictures online")
    assert "en:" not in await house.says("aino-k", "-")


async def test_the_second_line_stands_in_digests_of_its_language_alone(house: ChatHouse) -> None:
    hall, halle = house.channel("all", "aino-k"), house.channel("halle", "aino-k")
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "1 Die Hälfte ist übersetzt\nen: Half of it is translated")
    english, german = await posted(house, hall, halle)
    assert "[de] “Die Hälfte ist übersetzt” [en] “Half of it is translated”" in english
    assert "„Die Hälfte ist übersetzt“" in german
    assert "Half of it" not in german
    assert "en:" not in english + german


async def test_an_only_line_of_the_digests_language_is_said_in_it(house: ChatHouse) -> None:
    hall = house.channel("all", "aino-k")
    await house.write("jonas-r", f"update {LABELS} on track\nen: Half of it is translated")
    (digest,) = await posted(house, hall)
    assert "“Half of it is translated”" in digest
    assert "[de]" not in digest


async def test_a_bare_second_line_joins_the_only_answer(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "2 Der Übersetzer ist krank")
    await house.write("jonas-r", "en: The translator is ill")
    assert "Geschäftsstelle" in await house.says("jonas-r", "3")
    assert (await said(house)).words == "Der Übersetzer ist krank\nen: The translator is ill"


async def test_of_several_answers_the_second_line_needs_a_number() -> None:
    house, coalition = ChatHouse(), in_two_languages()
    theirs = {
        id_: replace(activity, lead_person=JONAS, deputy_person=None)
        for id_, activity in coalition.activities.items()
    }
    await house.apply(replace(coalition, activities=theirs))
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "1: 1 Sechs Schulen\n2: 1 Ein Abend")
    answer = await house.says("jonas-r", "en: Six schools")
    assert "1: en: ..." in answer
    async with house.store.read() as uow:
        updates = await uow.of(CoalitionId("open-lakeland")).updates()
    assert all("Six" not in update.words for update in updates)


async def test_an_edited_message_brings_or_changes_the_second_line(house: ChatHouse) -> None:
    await house.write("ines-b", "checkin open")
    message = await house.write("jonas-r", "1 Die Hälfte")
    jonas = house.chat.person("jonas-r")
    for line in ("Half of it", "Half of them"):
        await jonas.edit(await house.direct("jonas-r"), message, f"1 Die Hälfte\nen: {line}")
        await house.settle()
        assert (await said(house)).words == f"Die Hälfte\nen: {line}"


@pytest.mark.parametrize("early", [True, False])
async def test_a_command_adds_the_line_to_what_was_said_last(house: ChatHouse, early: bool) -> None:
    if not early:
        await house.write("ines-b", "checkin open")
    echo = await house.says("jonas-r", f"update {LABELS} on track Die Hälfte")
    assert not early or f"update {LABELS} en: ..." in echo
    await house.write("jonas-r", f"!ci update {LABELS} en: Half of it")
    assert (await said(house)).words == "Die Hälfte\nen: Half of it"


async def test_an_ask_has_a_second_line_too(house: ChatHouse) -> None:
    hall = house.channel("all", "aino-k")
    await house.write("jonas-r", "ask Ein Drucker\nen: A printer")
    (digest,) = await posted(house, hall)
    assert "[de] “Ein Drucker” [en] “A printer”" in digest


async def test_a_line_that_only_looks_like_one_stays_in_the_words(house: ChatHouse) -> None:
    hall = house.channel("all", "aino-k")
    await house.write("jonas-r", f"update {LABELS} on track Gut\nso: weiter")
    (digest,) = await posted(house, hall)
    assert "so: weiter" in digest


async def test_a_form_has_a_field_for_it_where_the_digest_is_in_another_language() -> None:
    house = ChatHouse(taps=True)
    await house.apply(in_two_languages())
    await house.write("jonas-r", "help")
    jonas, aino = house.chat.person("jonas-r"), house.chat.person("aino-k")
    theirs, other = await jonas.open_form("use-as-update"), await aino.open_form("use-as-update")
    assert isinstance(theirs, Form)
    assert isinstance(other, Form)
    assert "second" in [field.name for field in theirs.fields]
    assert "second" not in [field.name for field in other.fields]
    about = f"open-lakeland/{LABELS}"
    values = {"activity": about, "words": "Die Hälfte", "second": "Half of it\nor more"}
    await jonas.submit(values, form="use-as-update")
    await house.settle()
    assert (await said(house)).words == "Die Hälfte\nen: Half of it\nen: or more"


async def test_who_wrote_in_the_digests_language_is_not_asked_to_say_it_again(
    house: ChatHouse,
) -> None:
    german = await house.says(JONAS, f"update {LABELS} im Plan: Die Etiketten sind noch nicht da")
    english = await house.says(JONAS, f"update {LABELS} im Plan: The labels and the map are there")
    assert f"update {LABELS} en: ..." in german
    assert f"update {LABELS} en: ..." not in english


async def test_an_edited_command_changes_its_own_line_alone(house: ChatHouse) -> None:
    await house.write("jonas-r", f"update {LABELS} on track Die Hälfte")
    message = await house.write("jonas-r", f"update {LABELS} en: Half of it")
    jonas, room = house.chat.person("jonas-r"), await house.direct("jonas-r")
    await jonas.edit(room, message, f"update {LABELS} en: Half of them")
    await house.settle()
    assert (await said(house)).words == "Die Hälfte\nen: Half of them"


async def test_the_form_of_a_check_in_has_both_lines_apart() -> None:
    house = ChatHouse(taps=True)
    await house.apply(in_two_languages())
    await house.write("ines-b", "checkin open")
    jonas = house.chat.person("jonas-r")
    async with house.store.read() as uow:
        (prompt,) = await uow.of(CoalitionId("open-lakeland")).prompts_of_person(JONAS)
    form = f"answer:{prompt.id}:1"
    assert isinstance(await jonas.open_form(form), Form)
    values = {"words": "Die Hälfte", "second": "Half of it", "status": "on_track"}
    await jonas.submit(values, form=form)
    await house.settle()
    assert (await said(house)).words == "Die Hälfte\nen: Half of it"
    again = await jonas.open_form(form)
    assert isinstance(again, Form)
    filled = {field.name: field.value for field in again.fields}
    assert (filled["words"], filled["second"]) == ("Die Hälfte", "Half of it")
