"""Keys that are missing, forged, used up or withheld."""

import base64
from typing import Any

import pytest
import vodozemac

from ci_bot.ports.chat import MessageReceived, NotAccepted, Unreadable
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.conftest import NewEncrypting
from tests.adapters.matrix.talking import in_private, joined
from tests.support.matrix_identity import cross_sign
from tests.support.matrix_people import EncryptedPerson


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


@pytest.mark.parametrize("answer", [{"device_keys": "?"}, {"device_keys": {"@x:y": {"D": {}}}}])
async def test_broken_keys_of_one_do_not_hide_the_devices_of_others(
    proxied: Home, new_encrypting: NewEncrypting, answer: dict[str, Any]
) -> None:
    mara = await new_encrypting("mara")
    async with proxied.running() as bot:
        await bot.ready()
        proxied.proxy.fail("/keys/query", status=200, body=answer)
        room = await in_private(bot, mara)
        await bot.say(room, "Hello", "key-1")
        await mara.hears(room, lambda event: _said(event).strip() == "Hello")
        assert bot.platform.trouble is None


async def test_somebody_whose_devices_make_no_sense_at_all_holds_up_nobody(
    proxied: Home, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    async with proxied.running() as bot:
        await bot.ready()
        proxied.proxy.fail("/keys/query", times=1_000, status=200, body={"device_keys": "?"})
        room = await in_private(bot, mara)
        await bot.say(room, "Hello?", "key-1")
        assert bot.platform.trouble is None


@pytest.mark.parametrize("refusal", [0, 400], ids=["sent", "refused"])
async def test_a_conversation_of_devices_that_broke_is_mended(
    proxied: Home, new_encrypting: NewEncrypting, refusal: int
) -> None:
    mara = await new_encrypting("mara")
    async with proxied.running() as bot:
        room = await mara.account.create_room(bot.user, encrypted=True, direct=True)
        await mara.account.hears(room, lambda event: joined(event, bot.user))
        await mara.account.say(room, "So that the bot knows the device")
        await bot.inlet.first(MessageReceived)
        if refusal:
            proxied.proxy.fail("/sendToDevice/", status=refusal, body={"errcode": "M_UNKNOWN"})
        key = mara.client.olm.account.identity_keys["curve25519"]
        broken = {
            "algorithm": "m.olm.v1.curve25519-aes-sha2",
            "sender_key": key,
            "ciphertext": {await _curve_key(bot): {"type": 1, "body": _of_another_conversation()}},
        }
        await mara.account.call(
            "PUT",
            "v3/sendToDevice/m.room.encrypted/broken",
            {"messages": {bot.user: {bot.device: broken}}},
        )
        if not refusal:
            await mara.account.until(lambda: _mended(proxied))
        await mara.say(room, "Again")
        await bot.inlet.first(MessageReceived, 2)
        assert bot.platform.trouble is None


async def test_strictly_only_signed_devices_read(home: Home, new_encrypting: NewEncrypting) -> None:
    mara, jan = await new_encrypting("mara"), await new_encrypting("jan")
    identity = await cross_sign(mara)
    async with home.running(strict_devices=True) as bot:
        room = await mara.account.create_room(bot.user, jan.user_id, encrypted=True)
        await jan.join(room)
        await mara.account.hears(room, lambda event: joined(event, bot.user))
        await bot.say(room, "For signed eyes", "key-1")
        await mara.hears(room, lambda event: _said(event).strip() == "For signed eyes")
        assert not [event for event in await jan.events(room) if _said(event)]
        await cross_sign(jan)
        await jan.say(room, "Mine is signed now")
        await bot.inlet.first(MessageReceived)
        await bot.say(room, "For both", "key-2")
        await jan.hears(room, lambda event: _said(event).strip() == "For both")
        laptop = await new_encrypting.of(await mara.account.log_in(), "laptop")
        await laptop.knows(room)
    async with home.running(strict_devices=True) as bot:
        await bot.say(room, "Not for the laptop", "key-3")
        assert "Not for the laptop" not in [_said(e).strip() for e in await laptop.events(room)]
        await cross_sign(laptop, identity)
    async with home.running() as bot:
        await bot.say(room, "For all", "key-4")
        await laptop.hears(room, lambda event: _said(event).strip() == "For all")


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


def _of_another_conversation() -> str:
    one, other = vodozemac.Account(), vodozemac.Account()
    one.generate_one_time_keys(1)
    (key,) = one.one_time_keys.values()
    there = other.create_outbound_session(one.curve25519_key, key)
    first = there.encrypt(b"Hello").to_pre_key()
    assert first
    here, _ = one.create_inbound_session(other.curve25519_key, first)
    _, raw = here.encrypt(b"Hello too").to_parts()
    return base64.b64encode(raw).decode().rstrip("=")


async def _mended(home: Home) -> bool:
    return any("/sendToDevice/m.room.encrypted/" in path for _, path in home.proxy.seen)


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
