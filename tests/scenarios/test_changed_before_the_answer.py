"""What waits for its author's answer is forgotten with its message, and reads as that does."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import MessageId, OrganisationId, PersonId, RoomId
from ci_bot.domain.roles import Role, RoleName
from tests.support.chat_house import ChatHouse
from tests.support.lakeland import lakeland

INES, MAREK = "ines-b", "marek-o"
ALL = RoomId("fake:!all")
NOTHING = "All right, nothing done."


@pytest.fixture
async def house() -> ChatHouse:
    """Marek speaks for two organisations."""
    house = ChatHouse()
    house.channel("all", MAREK)
    house.channel("backbone", INES)
    known = lakeland()
    town = OrganisationId("eastwater")
    second = Role(person=PersonId(MAREK), organisation=town, role=RoleName.REPRESENTATIVE)
    await house.apply(replace(known, roles=(*known.roles, second)))
    return house


async def edits(house: ChatHouse, person: str, message: MessageId, text: str) -> str:
    """Somebody changes what they wrote, and this is what they hear."""
    await house.heard_by(person)
    await house.chat.person(person).edit(await house.direct(person), message, text)
    await house.settle()
    return await house.heard_by(person)


async def deletes(house: ChatHouse, person: str, message: MessageId) -> str:
    """Somebody deletes what they wrote, and this is what they hear."""
    await house.heard_by(person)
    await house.chat.person(person).delete(await house.direct(person), message)
    await house.settle()
    return await house.heard_by(person)


async def test_an_announcement_is_posted_as_it_reads_by_then(house: ChatHouse) -> None:
    message = await house.write(INES, "announce The rent is 900 a month")
    said = await edits(house, INES, message, "announce The rent is paid")
    assert "    The rent is paid" in said
    assert "On its way" in await house.says(INES, "y")
    posted = await house.heard(ALL)
    assert "The rent is paid" in posted
    assert "900" not in posted


async def test_a_deleted_announcement_is_not_posted(house: ChatHouse) -> None:
    message = await house.write(INES, "announce The rent is 900 a month")
    assert NOTHING in await deletes(house, INES, message)
    assert "On its way" not in await house.says(INES, "y")
    assert await house.heard(ALL) == ""


async def test_an_ask_that_waits_for_its_organisation_is_raised_as_it_reads_by_then(
    house: ChatHouse,
) -> None:
    message = await house.write(MAREK, "ask a van, as ours was seized")
    assert "For which organisation" in await edits(house, MAREK, message, "ask a van")
    assert "Ask 1: “a van”" in await house.says(MAREK, "1")
    message = await house.write(MAREK, "ask a lawyer")
    assert NOTHING in await deletes(house, MAREK, message)
    assert "lawyer" not in await house.says(MAREK, "1")


async def test_words_that_wait_for_their_reader_are_carried_as_they_read_by_then(
    house: ChatHouse,
) -> None:
    await house.write("petr-v", "ask a van")
    for helper in ("sanna-h", "jonas-r"):
        await house.write(helper, "help with 1")
    message = await house.write("petr-v", "reply 1 you are late again")
    assert "Who gets that?" in await edits(house, "petr-v", message, "reply 1 thank you")
    await house.heard_by("sanna-h")
    await house.write("petr-v", "1")
    heard = await house.heard_by("sanna-h")
    assert "thank you" in heard
    assert "late" not in heard


async def test_what_somebody_else_edits_changes_nothing_that_waits(house: ChatHouse) -> None:
    await house.write(INES, "announce The rent is paid")
    other = await house.write(MAREK, "status")
    await edits(house, MAREK, other, "announce The rent is 900 a month")
    await house.write(INES, "y")
    posted = await house.heard(ALL)
    assert "The rent is paid" in posted
    assert "900" not in posted
