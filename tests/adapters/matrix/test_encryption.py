"""End to end: only the people in the room read."""

import asyncio

from ci_bot.ports.chat import DeliveryKey, MessageReceived, Unreadable
from tests.adapters.matrix.bot import Bot, Home, text
from tests.adapters.matrix.conftest import NewEncrypting
from tests.adapters.matrix.talking import in_private, joined


async def test_both_sides_read_and_the_homeserver_does_not(
    bot: Bot, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    room = await in_private(bot, mara)
    await bot.say(room, "How does it stand?", "key-1")
    heard = await mara.hears(room, lambda event: event["sender"] == bot.user and _said(event) != "")
    assert _said(heard).strip() == "How does it stand?"
    await mara.say(room, "2 printer cancelled")
    received = await bot.inlet.first(MessageReceived)
    assert (received.text, received.direct) == ("2 printer cancelled", True)
    assert not await mara.account.messages(room)


async def test_what_was_sent_before_the_person_came_is_read_afterwards(
    bot: Bot, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    room = await bot.direct_room(mara.account)
    await bot.say(room, "Hello Mara", "key-1")
    await mara.join(room)
    heard = await mara.hears(room, lambda event: _said(event).strip() == "Hello Mara")
    assert heard["sender"] == bot.user


async def test_150_messages_at_once_keep_their_order(
    bot: Bot, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    room = await in_private(bot, mara)
    words = [f"part {number}" for number in range(150)]
    await asyncio.gather(*(bot.say(room, line, line.replace(" ", "-")) for line in words))
    read = [_said(event).strip() for event in await mara.events(room)]
    assert [line for line in read if line] == words


async def test_the_same_key_is_one_message_also_after_a_restart(
    home: Home, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    async with home.running() as bot:
        room = await in_private(bot, mara)
        first = await bot.say(room, "Once", "key-1")
    async with home.running() as bot:
        assert await bot.say(room, "Once", "key-1") == first
    assert [_said(event).strip() for event in await mara.events(room) if _said(event)] == ["Once"]


async def test_what_it_sent_is_found_by_its_key_after_a_restart(
    home: Home, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    async with home.running() as bot:
        room = await in_private(bot, mara)
        posted = await bot.say(room, "Once", "key-1")
        await bot.sender.edit(posted, text("Twice"), key=DeliveryKey("key-2"))
        await bot.sender.react(posted, "👍", key=DeliveryKey("key-3"))
    async with home.running() as bot:
        for key in ("key-1", "key-2", "key-3"):
            assert await bot.find(room, key) == posted
        assert await bot.find(room, "key-4") is None


async def test_it_reads_what_came_encrypted_while_it_was_away(
    home: Home, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    async with home.running() as bot:
        room = await in_private(bot, mara)
        await mara.say(room, "before")
        await bot.inlet.first(MessageReceived)
    written = [f"answer {number}" for number in range(130)]
    for words in written:
        await mara.say(room, words)
    async with home.running() as bot:
        await bot.inlet.first(MessageReceived, 131)
    assert [event.text for event in home.inlet.of(MessageReceived)] == ["before", *written]
    assert not home.inlet.of(Unreadable)


async def test_a_new_device_of_a_person_reads_on(bot: Bot, new_encrypting: NewEncrypting) -> None:
    mara = await new_encrypting("mara")
    room = await in_private(bot, mara)
    await bot.say(room, "To the phone", "key-1")
    laptop = await new_encrypting.of(await mara.account.log_in(), "laptop")
    await laptop.knows(room)
    await laptop.say(room, "From the laptop")
    assert (await bot.inlet.first(MessageReceived)).text == "From the laptop"
    assert not bot.inlet.of(Unreadable)
    await bot.say(room, "To both", "key-2")
    for device in (mara, laptop):
        await device.hears(room, lambda event: _said(event).strip() == "To both")


async def test_nobody_reads_on_who_has_left(bot: Bot, new_encrypting: NewEncrypting) -> None:
    mara, jan = await new_encrypting("mara"), await new_encrypting("jan")
    room = await mara.account.create_room(bot.user, jan.user_id, encrypted=True)
    await jan.join(room)
    await mara.account.hears(room, lambda event: joined(event, bot.user))
    await bot.say(room, "All", "key-1")
    await jan.hears(room, lambda event: _said(event).strip() == "All")
    await jan.account.leave(room)
    await mara.say(room, "He is gone")
    await bot.inlet.first(MessageReceived)
    await bot.say(room, "The rest", "key-2")
    await mara.hears(room, lambda event: _said(event).strip() == "The rest")
    sessions = {
        event["content"]["session_id"]
        for event in await mara.account.events(room)
        if event["type"] == "m.room.encrypted" and event["sender"] == bot.user
    }
    assert len(sessions) == 2


def _said(event: object) -> str:
    match event:
        case {"type": "m.room.message", "content": {"body": str(body)}}:
            return body
    return ""
