"""In which hat something is said: shown, and asked once where two are possible."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, CoalitionId, OrganisationId, PersonId
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

LOTTE, PETR, JONAS = PersonId("lotte-f"), PersonId("petr-v"), PersonId("jonas-r")
GUILD, LIBRARIES = OrganisationId("teachers-guild"), OrganisationId("velmark-libraries")


def with_hat(coalition: Coalition, person: PersonId, organisation: OrganisationId) -> Coalition:
    second = Role(person=person, organisation=organisation, role=RoleName.REPRESENTATIVE)
    return replace(coalition, roles=(*coalition.roles, second))


async def house_of(coalition: Coalition) -> ChatHouse:
    house = ChatHouse()
    await house.apply(coalition)
    return house


async def updates(house: ChatHouse, activity: str) -> list[Update]:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        return list(await unit.updates(activity=ActivityId(activity)))


async def asks(house: ChatHouse) -> list[Ask]:
    async with house.store.read() as uow:
        unit = uow.of(CoalitionId("open-lakeland"))
        return list(await unit.asks(open_only=True))


async def test_the_only_hat_is_shown() -> None:
    house = await house_of(lakeland())
    said = await house.says("petr-v", "update heritage-days we can print posters")
    assert "a contribution of Velmark Public Libraries" in said


async def test_of_two_hats_the_bot_asks_once() -> None:
    house = await house_of(with_hat(lakeland(), PETR, GUILD))
    asked = await house.says("petr-v", "update heritage-days at risk we can print posters")
    assert "For which organisation" in asked
    assert await updates(house, "heritage-days") == []
    said = await house.says("petr-v", "2")
    assert "a contribution of Teachers' Guild Velmark" in said
    assert "its lead's to say" in said
    (update,) = await updates(house, "heritage-days")
    assert (update.organisation, update.status) == (GUILD, None)


async def test_a_deputy_who_does_not_stand_in_adds_words_and_is_told_why() -> None:
    house = await house_of(lakeland())
    said = await house.says("lotte-f", "update label-translation at risk nobody translates")
    assert "is its lead's to say; I kept your words as a contribution" in said
    (update,) = await updates(house, "label-translation")
    assert (update.contribution, update.status) == (True, None)


@pytest.mark.parametrize("line", ["away until 27 Nov", "stop"])
async def test_a_deputy_sets_the_status_while_the_lead_can_not_be_asked(line: str) -> None:
    house = await house_of(lakeland())
    await house.write("jonas-r", line)
    await house.write("lotte-f", "update label-translation dropped nobody translates")
    (update,) = await updates(house, "label-translation")
    assert (update.status, update.words) == (Status.DROPPED, "nobody translates")
    await house.write("jonas-r", "back")
    house.clock.advance(timedelta(minutes=1))
    await house.write("lotte-f", "update label-translation on track all well")
    assert (await updates(house, "label-translation"))[-1].status is None


async def test_a_deputy_to_whom_it_was_passed_on_sets_the_status() -> None:
    house = await house_of(lakeland())
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "d")
    await house.write("lotte-f", "update label-translation on hold until May")
    (update,) = await updates(house, "label-translation")
    assert (update.status, update.contribution) == (Status.ON_HOLD, False)


@pytest.mark.parametrize("kind", ["n 1 a printer", "o 1 a room"])
async def test_a_lead_turned_observer_neither_asks_nor_offers(kind: str) -> None:
    coalition = lakeland()
    roles = tuple(
        replace(role, role=RoleName.OBSERVER) if role.person == JONAS else role
        for role in coalition.roles
    )
    house = await house_of(coalition)
    await house.write("ines-b", "checkin open")
    stored = await house.coalition()
    async with house.store.write() as uow:
        await uow.of(stored.id).save(replace(stored, roles=roles))
        await uow.commit()
    await house.write("jonas-r", "1")
    assert "people who speak for a partner" in await house.says("jonas-r", kind)
    async with house.store.read() as uow:
        assert await uow.of(stored.id).asks() == []
    assert "Learned" in await house.says("jonas-r", "l 1 short evenings work")


async def test_a_word_alone_narrows_what_was_said_last() -> None:
    house = await house_of(lakeland())
    await house.write("jonas-r", "update label-translation on track half of it is done")
    assert "backbone only" in await house.says("jonas-r", "backbone only")
    (update,) = await updates(house, "label-translation")
    assert (update.visibility.value, update.status) == ("backbone", Status.ON_TRACK)


async def test_readers_are_named_in_numbers_and_changed_by_the_answers_number() -> None:
    house = await house_of(lakeland())
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "1 half of it is done")
    assert "2 channels, 7 organisations" in await house.says("jonas-r", "-")
    said = await house.says("jonas-r", "1: backbone only")
    assert "the backbone only" in said
    (update,) = await updates(house, "label-translation")
    assert update.visibility.value == "backbone"


async def test_a_line_is_read_by_numbers_too() -> None:
    house = await house_of(lakeland())
    said = await house.says("jonas-r", "update label-translation on track half")
    assert "Read by the whole coalition (2 channels, 7 organisations)" in said
    worry = await house.says("jonas-r", "update label-translation at risk ill")
    assert "1 the whole coalition (2 channels, 7 organisations)" in worry


async def test_what_is_asked_beside_no_activity_is_for_the_hat_that_is_chosen() -> None:
    house = await house_of(with_hat(lakeland(), JONAS, LIBRARIES))
    await house.write("ines-b", "checkin open")
    await house.write("jonas-r", "1")
    said = await house.says("jonas-r", "n two vans on Friday")
    assert "For which organisation do you say that?" in said
    assert "Number 1 is said for Velmark Public Libraries." in await house.says("jonas-r", "2")
    async with house.store.read() as uow:
        (ask,) = await uow.of(CoalitionId("open-lakeland")).asks()
    assert ask.organisation == LIBRARIES
    assert "For which" not in await house.says("jonas-r", "n 1 a translator")


async def test_a_deputy_who_stands_in_asks_for_their_own_organisation() -> None:
    house = await house_of(lakeland())
    await house.write("sanna-h", "away until 27 Nov")
    await house.write("marek-o", "update heritage-days 1 as planned")
    await house.write("ines-b", "checkin open")
    await house.write("marek-o", "same")
    await house.write("marek-o", "n a printer")
    async with house.store.read() as uow:
        (ask,) = await uow.of(CoalitionId("open-lakeland")).asks()
    assert ask.organisation == OrganisationId("little-things")


async def test_the_message_before_the_question_is_the_one_to_edit() -> None:
    house = await house_of(with_hat(lakeland(), PETR, GUILD))
    message = await house.write("petr-v", "update heritage-days we print posters")
    await house.write("petr-v", "1")
    petr, room = house.chat.person("petr-v"), await house.direct("petr-v")
    await petr.edit(room, message, "update heritage-days we print flyers")
    await house.settle()
    (update,) = await updates(house, "heritage-days")
    assert (update.words, update.contribution) == ("we print flyers", True)


async def test_an_ask_is_edited_and_deleted_by_the_message_before_the_question() -> None:
    house = await house_of(with_hat(lakeland(), PETR, GUILD))
    message = await house.write("petr-v", "ask two vans")
    await house.write("petr-v", "2")
    petr, room = house.chat.person("petr-v"), await house.direct("petr-v")
    await petr.edit(room, message, "ask three vans")
    await house.settle()
    assert [(ask.text, ask.organisation) for ask in await asks(house)] == [("three vans", GUILD)]
    await petr.delete(room, message)
    await house.settle()
    assert await asks(house) == []


async def test_words_said_before_the_question_go_with_their_message() -> None:
    house = await house_of(with_hat(lakeland(), PETR, GUILD))
    message = await house.write("petr-v", "update heritage-days we print posters")
    await house.write("petr-v", "1")
    await house.chat.person("petr-v").delete(await house.direct("petr-v"), message)
    await house.settle()
    assert await updates(house, "heritage-days") == []


async def test_words_for_readers_that_can_be_about_nothing_change_nothing() -> None:
    house = await house_of(lakeland())
    await house.write("ines-b", "checkin open")
    assert "none of the answers" in await house.says("jonas-r", "everybody")
    assert await updates(house, "label-translation") == []


async def test_what_was_narrowed_is_not_widened_by_an_edit() -> None:
    house = await house_of(lakeland())
    message = await house.write("jonas-r", "update label-translation on track nearly there")
    await house.write("jonas-r", "backbone only")
    jonas, room = house.chat.person("jonas-r"), await house.direct("jonas-r")
    await jonas.edit(room, message, "update label-translation done all of them")
    await house.settle()
    (update,) = await updates(house, "label-translation")
    assert (update.status, update.visibility.value) == (Status.DONE, "backbone")
