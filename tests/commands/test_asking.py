"""Asks, offers, and what the backbone was told."""

import pytest

from ci_bot.domain.ids import CoalitionId
from tests.support.chat_house import ChatHouse


async def test_asks_and_offers_have_stable_numbers(house: ChatHouse) -> None:
    await house.write("marek-o", "ask A5 leaflets, 800 copies")
    await house.write("petr-v", "offer our print room")
    said = await house.says("aino-k", "asks")
    assert "1. Needed by Museum of Little Things" in said
    assert "2. Offered by Velmark Public Libraries" in said
    assert "“A5 leaflets, 800 copies”" in said


async def test_who_asked_is_told_how_to_end_it_without_a_message_to_edit(house: ChatHouse) -> None:
    assert "or write close 1." in await house.says("marek-o", "ask A5 leaflets")


async def test_nothing_asked_is_said_with_a_line_to_begin(house: ChatHouse) -> None:
    assert "ask TEXT" in await house.says("aino-k", "asks")


@pytest.mark.parametrize("command", ["ask", "offer"])
async def test_an_ask_needs_words(house: ChatHouse, command: str) -> None:
    assert "For example" in await house.says("marek-o", command)


async def test_what_the_backbone_was_told_waits_for_its_lead(house: ChatHouse) -> None:
    await house.write("ines-b", "note Label translation for Jonas R. 2 the translator is ill")
    assert "no update yet" in await house.says("aino-k", "activity Label translation")
    asked = await house.heard_by("jonas-r")
    assert "the translator is ill" in asked
    await house.write("jonas-r", "y")
    async with house.store.read() as uow:
        (update,) = await uow.of(CoalitionId("open-lakeland")).updates()
    assert update.confirmed


@pytest.mark.parametrize(
    "line",
    [
        "note Label translation",
        "note Label translation Jonas R. hello",
        "note Label translation for Jonas R.",
        "note",
    ],
)
async def test_a_note_needs_an_activity_a_person_and_words(house: ChatHouse, line: str) -> None:
    assert "Write: note" in await house.says("ines-b", line)


async def test_only_who_answers_for_the_activity_can_be_noted(house: ChatHouse) -> None:
    said = await house.says("ines-b", "note Label translation for Petr V. on track all fine")
    assert "Petr V." in said
    async with house.store.read() as uow:
        assert not await uow.of(CoalitionId("open-lakeland")).updates()
