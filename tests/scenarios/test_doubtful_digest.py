"""A digest that may have arrived where the bot can't look: the backbone says whether it did."""

from datetime import timedelta

import pytest

from ci_bot.domain.ids import RoomId
from ci_bot.ports.chat import Capabilities, Unsearchable
from tests.support.chat_house import ChatHouse

ALL, BACKBONE = RoomId("fake:!all"), RoomId("fake:!backbone")


@pytest.fixture
async def house() -> ChatHouse:
    """The digest's answer was lost on its way to everybody's channel."""
    house = ChatHouse()
    house.chat.capabilities = Capabilities()
    await house.apply()
    house.channel("all", "jonas-r", "ines-b")
    house.channel("backbone", "ines-b")
    await house.write("jonas-r", "update label-translation Fifty labels are done.")
    return house


async def test_yes_leaves_it_alone_and_a_correction_still_reaches_everybody(
    house: ChatHouse,
) -> None:
    await _posted(house, arrived=True)
    asked = await house.heard(BACKBONE)
    assert "Did part 1 of the digest 2026-W47 arrive in !all?" in asked
    assert "digest arrived 1 y yes, it is there  digest arrived 1 n no, send it again" in asked
    house.begin()
    said = await house.says("ines-b", "digest arrived 1 y", room=BACKBONE, addressed=True)
    assert said == "Thank you. It counts as sent, and I go on with what comes after it."
    assert len(house.chat.said(ALL)) == 1
    said_first = house.chat.server.rooms[await house.direct("jonas-r")].messages[0].message
    jonas, room = house.chat.person("jonas-r"), await house.direct("jonas-r")
    await jonas.edit(room, said_first, "update label-translation Sixty labels are done.")
    await _wait(house, timedelta(minutes=2))
    added = house.chat.said(ALL)[-1]
    assert "Sixty labels" in added.text
    assert added.thread is None


async def test_no_sends_it_once_and_only_the_first_answer_counts(house: ChatHouse) -> None:
    await _posted(house, arrived=False)
    assert house.chat.said(ALL) == []
    assert "I send it again now" in await house.says("ines-b", "digest arrived 1 n")
    assert await house.says("ines-b", "digest arrived 1 y") == "That is settled already."
    await _wait(house, timedelta(hours=2))
    assert len(house.chat.said(ALL)) == 1


async def test_a_second_doubt_is_a_question_of_its_own(house: ChatHouse) -> None:
    await _posted(house, arrived=False)
    house.chat.faults.lose_answer(room=ALL)
    house.chat.faults.refuse(Unsearchable(), on="find")
    await house.write("ines-b", "digest arrived 1 n")
    await _wait(house, timedelta(minutes=3))
    assert "digest arrived 2 y" in await house.heard(BACKBONE)
    assert await house.says("ines-b", "digest arrived 1 n") == "That is settled already."
    assert "It counts as sent" in await house.says("ines-b", "digest arrived 2 y")
    assert len(house.chat.said(ALL)) == 1


async def test_the_answer_can_be_tapped_by_any_of_the_backbone(house: ChatHouse) -> None:
    house.chat.capabilities = Capabilities(taps=True)
    await _posted(house, arrived=False)
    asked = house.chat.said(BACKBONE)[-1].message
    await house.chat.person("ines-b").press(BACKBONE, asked, "no, send it again")
    await house.settle()
    assert len(house.chat.said(ALL)) == 1
    await house.chat.person("ines-b").press(BACKBONE, asked, "no, send it again")
    await house.settle()
    assert len(house.chat.said(ALL)) == 1


async def test_about_the_backbones_own_channel_its_people_are_asked_directly(
    house: ChatHouse,
) -> None:
    house.chat.faults.lose_request(room=BACKBONE)
    house.chat.faults.refuse(Unsearchable(), on="find")
    await house.write("ines-b", "digest post")
    await _wait(house, timedelta(minutes=2))
    assert "arrive in !backbone?" in await house.heard_by("ines-b")
    await house.write("ines-b", "digest arrived 1 n")
    assert "Brief for the backbone" in house.chat.said(BACKBONE)[-1].text


async def test_who_has_no_say_in_it_changes_nothing(house: ChatHouse) -> None:
    await _posted(house, arrived=False)
    assert "backbone" in await house.says("jonas-r", "digest arrived 1 n")
    assert "I have no such question." in await house.says("ines-b", "digest arrived 7 n")
    assert "digest arrived N" in await house.says("ines-b", "digest arrived 1 perhaps")
    await _wait(house, timedelta(hours=25))
    assert house.chat.said(ALL) == []


async def _posted(house: ChatHouse, *, arrived: bool) -> None:
    if arrived:
        house.chat.faults.lose_answer(room=ALL)
    else:
        house.chat.faults.lose_request(room=ALL)
    house.chat.faults.refuse(Unsearchable(), on="find")
    await house.write("ines-b", "digest post")
    await _wait(house, timedelta(minutes=2))


async def _wait(house: ChatHouse, span: timedelta) -> None:
    for _ in range(4):
        house.clock.advance(span / 4)
        await house.settle()
