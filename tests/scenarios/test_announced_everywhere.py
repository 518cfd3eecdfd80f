"""What the backbone brings about reaches people and channels on both platforms, each once."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Channel
from ci_bot.domain.ids import RoomId
from tests.support.two_platforms import TwoPlatforms, spread_out

ROOMS = {"slack": RoomId("slack:!all"), "matrix": RoomId("matrix:!all")}


@pytest.fixture
async def house() -> TwoPlatforms:
    house = TwoPlatforms()
    channels = tuple(
        Channel(address=room, language="de" if name == "matrix" else None)
        for name, room in ROOMS.items()
    )
    await house.apply(replace(spread_out(), channels=channels))
    for chat in house.chats.values():
        chat.room("all", chat.person("somebody"), chat.person("else"))
    return house


async def test_an_announcement_is_in_each_channels_language_and_in_its_authors_words(
    house: TwoPlatforms,
) -> None:
    await house.write("ines-b", "announce The office is closed on Friday")
    await house.write("ines-b", "y")
    (slack,) = house.chats["slack"].said(ROOMS["slack"])
    (matrix,) = house.chats["matrix"].said(ROOMS["matrix"])
    assert slack.text.startswith("Open Lakeland: from the backbone\n")
    assert matrix.text.startswith("Open Lakeland: aus der Geschäftsstelle\n")
    for message in (slack, matrix):
        assert "    The office is closed on Friday" in message.text


async def test_a_lost_answer_does_not_post_it_twice(house: TwoPlatforms) -> None:
    chat = house.chats["slack"]
    await house.write("ines-b", "announce The office is closed on Friday")
    chat.faults.lose_answer(room=ROOMS["slack"])
    await house.write("ines-b", "y")
    house.clock.advance(timedelta(minutes=2))
    await house.settle()
    assert len(chat.said(ROOMS["slack"])) == 1
    assert len(house.chats["matrix"].said(ROOMS["matrix"])) == 1


async def test_two_on_different_platforms_are_brought_together(house: TwoPlatforms) -> None:
    await house.write("marek-o", "ask A5 leaflets")
    await house.heard_by("marek-o")
    await house.write("ines-b", "introduce little-things harbour-archive about 1")
    assert "Harbour Archive" in await house.heard_by("marek-o")
    assert "Museum of Little Things" in await house.heard_by("aino-k")
    await house.write("marek-o", "introduction 1 y")
    await house.write("aino-k", "introduction 1 y")
    assert "You are in touch with Marek O." in await house.heard_by("aino-k")
    await house.heard_by("marek-o")
    await house.write("aino-k", "reply 1 we have some")
    assert "we have some" in await house.heard_by("marek-o")
