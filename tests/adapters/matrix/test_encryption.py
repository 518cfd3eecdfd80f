"""End to end: only the people in the room read, and what the bot can't read is not lost."""

import asyncio
from typing import Any

import pytest

from ci_bot.ports.chat import DeliveryKey, MessageReceived, NotAccepted, Unreadable
from tests.adapters.matrix.bot import Bot, Home, text
from tests.adapters.matrix.conftest import NewEncrypting
from tests.adapters.matrix.talking import in_private, joined
from tests.support.matrix_people import EncryptedPerson


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


async def test_a_message_is_read_at_last_when_its_key_comes_even_after_a_restart(
    home: Home, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    async with home.running() as bot:
        room = await in_private(bot, mara)
        await bot.say(room, "How does it stand?", "key-1")
        said, key = await _withholding(mara, room, "3 closed")
        unreadable = await bot.inlet.first(Unreadable)
        assert (unreadable.message, unreadable.account) == (said, f"matrix:{mara.user_id}")
        assert not bot.inlet.of(MessageReceived)
    async with home.running() as bot:
        await _hand_over(mara, bot, key)
        received = await bot.inlet.first(MessageReceived)
    assert (received.text, received.message) == ("3 closed", said)
    assert received.event != unreadable.event
    async with home.running() as bot:
        await mara.say(room, "4 and on")
        await bot.inlet.first(MessageReceived, 2)
    assert len(home.inlet.of(Unreadable)) == 1


async def test_the_key_of_what_it_can_not_read_is_asked_for(
    bot: Bot, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    room = await in_private(bot, mara)
    since = (await mara.account.sync())["next_batch"]
    said, key = await _withholding(mara, room, "3 closed")
    await bot.inlet.first(Unreadable)
    asked = (await mara.account.sync(since))["to_device"]["events"]
    requests = [event["content"] for event in asked if event["type"] == "m.room_key_request"]
    assert [request["body"]["session_id"] for request in requests] == [key["session_id"]]
    assert requests[0]["request_id"] == said


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


async def test_people_can_write_first_after_all_its_one_time_keys_were_used_up(
    home: Home, new_encrypting: NewEncrypting
) -> None:
    async with home.running() as bot:
        await bot.ready()
    mara = await new_encrypting("mara")
    claim = {"one_time_keys": {home.account.user_id: {home.device: "signed_curve25519"}}}
    while (await mara.account.call("POST", "v3/keys/claim", claim))["one_time_keys"]:
        pass
    async with home.running() as bot:
        await bot.ready()
        room = await mara.account.create_room(bot.user, encrypted=True, direct=True)
        await mara.account.hears(room, lambda event: joined(event, bot.user))
        await mara.say(room, "Me first")
        assert (await bot.inlet.first(MessageReceived)).text == "Me first"


async def test_a_strangers_nonsense_between_the_keys_does_no_harm(
    bot: Bot, new_encrypting: NewEncrypting
) -> None:
    mara, eve = await new_encrypting("mara"), await new_encrypting("eve")
    nonsense: list[dict[str, Any]] = [
        {},
        {"algorithm": "m.olm.v1.curve25519-aes-sha2", "sender_key": "x", "ciphertext": {}},
        {
            "algorithm": "m.olm.v1.curve25519-aes-sha2",
            "sender_key": await _curve_key(bot),
            "ciphertext": {await _curve_key(bot): {"type": 0, "body": "AAAA"}},
        },
    ]
    for number, content in enumerate(nonsense):
        for kind in ("m.room.encrypted", "m.room_key", "m.room_key_request"):
            body = {"messages": {bot.user: {"*": content}}}
            await eve.account.call("PUT", f"v3/sendToDevice/{kind}/{number}", body)
    room = await in_private(bot, mara)
    await mara.say(room, "All is well")
    assert (await bot.inlet.first(MessageReceived)).text == "All is well"
    assert bot.platform.trouble is None


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


async def test_words_under_a_false_name_are_not_heard(
    bot: Bot, new_encrypting: NewEncrypting
) -> None:
    mara, eve = await new_encrypting("mara"), await new_encrypting("eve")
    room = await mara.account.create_room(bot.user, eve.user_id, encrypted=True)
    await eve.join(room)
    await mara.account.hears(room, lambda event: joined(event, bot.user))
    await eve.sync()
    await eve.say(room, "I am Eve")
    await bot.inlet.first(MessageReceived)
    # What a dishonest homeserver could do: Eve's words, as if Mara had sent them.
    _, sealed = eve.client.encrypt(room, "m.room.message", {"msgtype": "m.text", "body": "Mara!"})
    await mara.account.send(room, "m.room.encrypted", sealed)
    assert (await bot.inlet.first(Unreadable)).account == f"matrix:{mara.user_id}"
    assert [event.text for event in bot.inlet.of(MessageReceived)] == ["I am Eve"]


async def test_a_repeated_message_counts_once(bot: Bot, new_encrypting: NewEncrypting) -> None:
    mara = await new_encrypting("mara")
    room = await in_private(bot, mara)
    said = await mara.say(room, "1")
    await bot.inlet.first(MessageReceived)
    events = {event["event_id"]: event for event in await mara.account.events(room)}
    await mara.account.send(room, "m.room.encrypted", events[said]["content"])
    await bot.inlet.first(Unreadable)
    assert len(bot.inlet.of(MessageReceived)) == 1


async def test_a_message_waits_rather_than_reaching_people_who_lack_its_key(
    proxied: Home, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    async with proxied.running() as bot:
        room = await in_private(bot, mara)
        proxied.proxy.fail("/keys/claim", status=502)
        with pytest.raises(NotAccepted):
            await bot.say(room, "Hello", "key-1")
        proxied.proxy.fail("/sendToDevice/", status=502)
        with pytest.raises(NotAccepted):
            await bot.say(room, "Hello", "key-1")
        await bot.say(room, "Hello", "key-1")
    await mara.hears(room, lambda event: _said(event).strip() == "Hello")


def _said(event: object) -> str:
    match event:
        case {"type": "m.room.message", "content": {"body": str(body)}}:
            return body
    return ""


async def _curve_key(bot: Bot) -> str:
    answer = await bot.account.call("POST", "v3/keys/query", {"device_keys": {bot.user: []}})
    return str(answer["device_keys"][bot.user][bot.device]["keys"][f"curve25519:{bot.device}"])


async def _withholding(
    person: EncryptedPerson, room: str, words: str
) -> tuple[str, dict[str, str]]:
    """Says something without giving the bot the key; the message's id, and the key."""
    await person.sync()
    olm = person.client.olm
    olm.create_outbound_group_session(room)
    session = olm.outbound_group_sessions[room]
    key = {
        "algorithm": "m.megolm.v1.aes-sha2",
        "room_id": room,
        "session_id": session.id,
        "session_key": session.session_key,
    }
    session.mark_as_shared()
    return await person.say(room, words), key


async def _hand_over(person: EncryptedPerson, bot: Bot, key: dict[str, str]) -> None:
    olm = person.client.olm
    device = olm.device_store[bot.user][bot.device]
    session = olm.session_store.get(device.curve25519)
    assert session
    sealed = olm._olm_encrypt(session, device, "m.room_key", key)  # noqa: SLF001 - as nio does it
    body = {"messages": {bot.user: {device.id: sealed}}}
    await person.account.call(
        "PUT", f"v3/sendToDevice/m.room.encrypted/{key['session_id'][:8]}", body
    )
