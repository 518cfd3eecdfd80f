"""Where both are on a platform that can, asker and helper also get a room of their own."""

from datetime import timedelta

import pytest

from ci_bot.ports.chat import AccountId, Capabilities, RoomId, TargetGone
from tests.support.two_platforms import TwoPlatforms, spread_out

ROOMY = Capabilities(idempotent_for=timedelta(hours=24), shared_rooms=True)
AINO, JONAS = AccountId("matrix:aino-k"), AccountId("matrix:jonas-r")


@pytest.fixture
async def house() -> TwoPlatforms:
    """Jonas has asked for a van; he and Aino are on Matrix, where there are rooms for two."""
    house = TwoPlatforms(capabilities=ROOMY)
    await house.apply(spread_out())
    await house.write("jonas-r", "ask a van on Friday")
    return house


def shared(house: TwoPlatforms) -> list[RoomId]:
    """The rooms that were made for two."""
    return [
        room.room
        for chat in house.chats.values()
        for room in chat.server.rooms.values()
        if room.name is not None
    ]


async def test_a_room_is_made_for_exactly_the_two(house: TwoPlatforms) -> None:
    said = await house.says("aino-k", "help with 1")
    assert "I also invite you both to a room of your own." in said
    assert "room of your own" in await house.heard_by("jonas-r")
    (room,) = shared(house)
    chat = house.chats["matrix"]
    assert chat.server.rooms[room].members == {chat.bot, AINO, JONAS}
    assert chat.server.rooms[room].name == (
        "Number 1: Municipality of Eastwater and Harbour Archive"
    )
    (message,) = chat.said(room)
    assert "a van on Friday" in message.text
    assert "This room is yours" in message.text


async def test_what_they_say_there_the_bot_does_not_take_in(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    (room,) = shared(house)
    chat = house.chats["matrix"]
    arrived = len(house.store.state.arrivals)
    await chat.person("aino-k").write(room, "the key is under the mat")
    await house.settle()
    assert len(house.store.state.arrivals) == arrived
    assert len(chat.said(room)) == 1
    await house.heard_by("jonas-r")
    await chat.person("jonas-r").write(room, "!ci close 1")
    await house.settle()
    assert "Number 1 is closed" in await house.heard_by("jonas-r")


async def test_who_is_left_alone_in_it_is_not_in_a_direct_room(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    (room,) = shared(house)
    chat = house.chats["matrix"]
    await chat.person("jonas-r").leave(room)
    await chat.person("aino-k").write(room, "asks")
    await house.settle()
    assert len(chat.said(room)) == 1


async def test_its_end_is_said_there_once(house: TwoPlatforms) -> None:
    await house.write("aino-k", "help with 1")
    (room,) = shared(house)
    await house.write("jonas-r", "close 1 thanks Aino K.")
    said = [message.text for message in house.chats["matrix"].said(room)]
    assert said[1:] == ["The conversation about number 1 has ended for me. This room stays yours."]


async def test_it_is_made_once_though_the_answer_was_lost(house: TwoPlatforms) -> None:
    house.chats["matrix"].faults.lose_answer(on="shared_room")
    await house.write("aino-k", "help with 1")
    house.clock.advance(timedelta(minutes=5))
    await house.settle()
    (room,) = shared(house)
    assert len(house.chats["matrix"].said(room)) == 1


async def test_where_no_room_can_be_made_both_hear_it_and_words_are_carried(
    house: TwoPlatforms,
) -> None:
    house.chats["matrix"].faults.refuse(TargetGone(), on="shared_room")
    sorry = "I could not make a room for you two. I go on carrying your words."
    assert sorry in await house.says("aino-k", "help with 1")
    assert sorry in await house.heard_by("jonas-r")
    await house.write("aino-k", "reply 1 it is yours")
    assert "it is yours" in await house.heard_by("jonas-r")


async def test_across_platforms_no_room_is_made(house: TwoPlatforms) -> None:
    assert "room" not in await house.says("marek-o", "help with 1")
    assert shared(house) == []
