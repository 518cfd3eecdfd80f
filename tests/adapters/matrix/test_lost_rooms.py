"""Removed from a room, or the room replaced: said once, and only the right successor followed."""

import pytest

from adapters.matrix.rooms import Room
from ci_bot.ports.chat import MessageReceived, RoomLost, TargetGone
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.talking import together
from tests.conftest import NewPerson


@pytest.mark.parametrize("how", ["kicked", "banned"])
async def test_a_removal_is_told_and_other_rooms_go_on(
    bot: Bot, new_person: NewPerson, how: str
) -> None:
    mara = await new_person("mara")
    room, other = await together(bot, mara), await together(bot, mara)
    if how == "kicked":
        await mara.kick(room, bot.user, "too chatty")
    else:
        await mara.ban(room, bot.user)
    lost = await bot.inlet.first(RoomLost)
    assert (lost.room, lost.account) == (f"matrix:{room}", f"matrix:{mara.user_id}")
    assert lost.reason == ("removed: too chatty" if how == "kicked" else "banned")
    with pytest.raises(TargetGone):
        await bot.say(room, "Hello?", "key-1")
    await bot.say(other, "Hello", "key-2")
    assert room not in await bot.account.rooms()


async def test_a_removal_while_it_was_away_is_told_once(home: Home, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await together(bot, mara)
        await mara.say(room, "Hello")
        await bot.inlet.first(MessageReceived)
    await mara.say(room, "Last words")
    await mara.kick(room, home.account.user_id)
    async with home.running() as bot:
        assert (await bot.inlet.first(RoomLost)).room == f"matrix:{room}"
        assert [event.text for event in bot.inlet.of(MessageReceived)] == ["Hello", "Last words"]
        again = await together(bot, mara)
        await mara.say(again, "Back")
        await bot.inlet.first(MessageReceived, 3)
    assert len(home.inlet.of(RoomLost)) == 1


async def test_leaving_by_itself_is_no_loss(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room, other = await together(bot, mara), await together(bot, mara)
    await bot.account.leave(room)
    await mara.say(other, "Hello")
    await bot.inlet.first(MessageReceived)
    assert not bot.inlet.of(RoomLost)


@pytest.mark.parametrize("version", ["11", "12"])
async def test_an_upgraded_room_is_followed(bot: Bot, new_person: NewPerson, version: str) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara, direct=True)
    assert await bot.direct_room(mara) == room
    new = await mara.upgrade(room, version)
    lost = await bot.inlet.first(RoomLost)
    assert (lost.room, lost.successor) == (f"matrix:{room}", None)
    await mara.invite(new, bot.user)
    followed = await bot.inlet.first(RoomLost, 2)
    assert (followed.room, followed.successor) == (f"matrix:{room}", f"matrix:{new}")
    await mara.say(new, "Here we are")
    assert (await bot.inlet.first(MessageReceived)).room == f"matrix:{new}"
    assert await bot.direct_room(mara) == new
    assert len(bot.inlet.of(RoomLost)) == 2


async def test_a_successor_that_names_no_predecessor_is_not_followed(
    bot: Bot, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    room, trap = await together(bot, mara), await mara.create_room(bot.user)
    content = {"body": "moved", "replacement_room": trap}
    await mara.call("PUT", f"v3/rooms/{room}/state/m.room.tombstone", content)
    assert (await bot.inlet.first(RoomLost)).successor is None
    await mara.until(lambda: _left(bot, trap))
    assert len(bot.inlet.of(RoomLost)) == 1


async def test_a_successor_that_lets_nobody_in_is_not_followed(
    bot: Bot, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    room, closed = await together(bot, mara), await mara.create_room()
    for content in ({"replacement_room": closed}, {"replacement_room": "!nowhere:localhost"}):
        await mara.call("PUT", f"v3/rooms/{room}/state/m.room.tombstone", content)
    await bot.inlet.first(RoomLost, 2)
    assert {lost.successor for lost in bot.inlet.of(RoomLost)} == {None}


@pytest.mark.parametrize(
    ("version", "creator", "levels", "may"),
    [
        ("11", "@mara", {"users": {"@mara": 100}}, True),
        ("11", "@mara", {"users": {"@mara": 49}}, False),
        ("11", "@mara", {"users": {"@mara": 50}, "events": {"m.room.tombstone": 100}}, False),
        ("11", "@mara", {"users_default": 50, "state_default": 50}, True),
        ("11", "@mara", {"users": {"@mara": "100"}}, False),
        ("11", "@mara", {}, False),
        ("12", "@mara", {}, True),
        ("12", "@jan", {}, False),
        ("12", "@jan", {"users": {"@mara": 150}}, True),
    ],
)
def test_only_who_has_the_power_moves_a_room(
    version: str, creator: str, levels: dict[str, object], may: bool
) -> None:
    create = {"sender": creator, "content": {"room_version": version}}
    assert Room("!room", "@bot", create=create, power=levels).may_move("@mara") is may


async def _left(bot: Bot, room: str) -> bool:
    return room not in await bot.account.rooms()
