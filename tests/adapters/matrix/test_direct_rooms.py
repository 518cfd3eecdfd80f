"""A direct room holds exactly the bot and one person."""

import asyncio
from typing import Any

import pytest

from ci_bot.ports.chat import AccountId, ChatError, MessageReceived
from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.door import Door
from tests.adapters.matrix.talking import together
from tests.conftest import NewPerson


async def test_a_new_one_is_encrypted_private_and_marked_for_the_persons_client(
    bot: Bot, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    room = await bot.direct_room(mara)
    assert await mara.invited() == room
    invites = (await mara.sync())["rooms"]["invite"][room]["invite_state"]["events"]
    mine = next(event for event in invites if event.get("state_key") == mara.user_id)
    assert mine["content"]["is_direct"]
    await mara.join(room)
    assert await mara.members(room) == {bot.user, mara.user_id}
    answer: Any = await mara.call("GET", f"v3/rooms/{room}/state")
    state = {event["type"]: event["content"] for event in answer}
    assert state["m.room.encryption"]["algorithm"] == "m.megolm.v1.aes-sha2"
    assert state["m.room.join_rules"]["join_rule"] == "invite"
    assert mara.user_id not in state["m.room.power_levels"].get("users", {})
    direct = await bot.account.call("GET", f"v3/user/{bot.user}/account_data/m.direct")
    assert direct == {mara.user_id: [room]}


async def test_it_stays_the_same_over_restarts_and_in_a_hurry(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        rooms = set(await asyncio.gather(*(bot.direct_room(mara) for _ in range(5))))
        rooms.add(await bot.direct_room(mara))
    async with home.running() as bot:
        rooms.add(await bot.direct_room(mara))
    assert len(rooms) == 1
    assert len(await mara.invitations()) == 1


async def test_a_room_made_just_before_a_crash_is_found_again(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await bot.direct_room(mara)
        # The crash: the homeserver made the room, our store never heard of it.
        await home.vault.put(f"matrix.direct.{mara.user_id}", "")
    await home.account.call("PUT", f"v3/user/{bot.user}/account_data/m.direct", {})
    async with home.running() as bot:
        assert await bot.direct_room(mara) == room


async def test_a_room_whose_answer_was_lost_is_found_again(
    proxied: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with proxied.running() as bot:
        await bot.ready()
        proxied.proxy.fail("/createRoom", drop="after")
        with pytest.raises(ChatError):
            await bot.direct_room(mara)
        room = await bot.direct_room(mara)
    assert await mara.invitations() == [room]


async def test_a_direct_room_that_the_person_made_is_used_as_it_is(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await together(bot, mara, direct=True)
        await mara.say(room, "Hello")
        await bot.inlet.first(MessageReceived)
        assert await bot.direct_room(mara) == room
    # Even when our own store was lost meanwhile.
    home.vault = MemoryVault()
    home.inlet = Door(home.vault)
    async with home.running() as bot:
        assert await bot.direct_room(mara) == room


async def test_a_room_for_a_group_is_no_direct_room_though_two_are_in_it(
    bot: Bot, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    group = await together(bot, mara)
    assert await bot.direct_room(mara) != group


async def test_with_a_third_person_in_it_there_is_a_new_one(
    bot: Bot, new_person: NewPerson
) -> None:
    mara, jan = await new_person("mara"), await new_person("jan")
    room = await together(bot, mara, direct=True)
    assert await bot.direct_room(mara) == room
    await mara.invite(room, jan.user_id)
    await mara.say(room, "He may listen")
    heard = await bot.inlet.first(MessageReceived)
    assert not heard.direct
    fresh = await bot.direct_room(mara)
    assert fresh != room
    assert room in await bot.account.rooms()


@pytest.mark.parametrize("accepted", [True, False], ids=["left", "declined"])
async def test_after_the_person_left_there_is_a_new_one(
    bot: Bot, new_person: NewPerson, accepted: bool
) -> None:
    mara = await new_person("mara")
    room = await bot.direct_room(mara)
    if accepted:
        await mara.join(room)
    await mara.leave(room)
    fresh = await bot.account.until(lambda: _another(bot, mara, room))
    assert await mara.invitations() == [fresh]
    assert room not in await bot.account.rooms()


async def test_somebody_who_can_not_be_invited_is_gone(bot: Bot) -> None:
    with pytest.raises(ChatError):
        await bot.sender.direct_room(AccountId("matrix:@nobody:nowhere.example"))


async def _another(bot: Bot, person: object, than: str) -> str | None:
    room = await bot.direct_room(person)  # type: ignore[arg-type]
    return None if room == than else room
