"""Pictures in Matrix: with their words, sealed where the room is, and nothing where it can't be."""

import pytest

from ci_bot.ports.chat import DeliveryKey, MessageId, NoPicture, NotAccepted, Posted, RoomId
from ci_bot.testing.contracts.chat_pictures import PNG, picture
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.conftest import NewEncrypting
from tests.adapters.matrix.talking import in_private, together
from tests.conftest import NewPerson

UPLOAD = "/media/v3/upload"


async def show(bot: Bot, room: str, key: str = "key-1", thread: str | None = None) -> Posted:
    return await bot.sender.send(
        RoomId(f"matrix:{room}"),
        picture("Now: 1 at risk."),
        key=DeliveryKey(key),
        thread=MessageId(thread) if thread else None,
    )


async def test_it_has_its_words_its_size_and_its_place(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    top = await bot.say(room, "The digest", "key-0")
    first = await show(bot, room, thread=top.message)
    assert await show(bot, room, thread=top.message) == first
    event = await mara.hears(room, lambda event: event["event_id"] == first.message)
    content = event["content"]
    assert content["msgtype"] == "m.image"
    assert content["body"] == "Now: 1 at risk."
    assert content["info"] == {"mimetype": "image/png", "size": len(PNG), "w": 2, "h": 3}
    assert content["m.mentions"] == {}
    assert content["m.relates_to"]["rel_type"] == "m.thread"
    assert await mara.file(content["url"]) == PNG


async def test_in_an_encrypted_room_the_homeserver_sees_no_picture(
    bot: Bot, new_encrypting: NewEncrypting
) -> None:
    mara = await new_encrypting("mara")
    room = await in_private(bot, mara)
    await show(bot, room)
    event = await mara.hears(room, lambda event: event["content"].get("msgtype") == "m.image")
    content = event["content"]
    assert "url" not in content
    assert PNG not in await mara.account.file(content["file"]["url"])
    assert await mara.picture(content) == PNG


async def test_while_nothing_can_be_uploaded_nothing_is_posted(
    proxied: Home, new_person: NewPerson
) -> None:
    async with proxied.running() as bot:
        room = await together(bot, await new_person("mara"))
        proxied.proxy.fail(UPLOAD, status=502, body="<html>bad gateway</html>")
        with pytest.raises(NotAccepted):
            await show(bot, room)
        assert await bot.find(room, "key-1") is None
        await show(bot, room)
        assert await bot.find(room, "key-1") is not None


@pytest.mark.parametrize(
    ("status", "code"), [(413, "M_TOO_LARGE"), (403, "M_FORBIDDEN"), (404, "M_UNRECOGNIZED")]
)
async def test_a_homeserver_that_takes_no_pictures_is_not_asked_again(
    proxied: Home, new_person: NewPerson, status: int, code: str
) -> None:
    async with proxied.running() as bot:
        room = await together(bot, await new_person("mara"))
        proxied.proxy.fail(UPLOAD, status=status, body={"errcode": code, "error": "no"})
        with pytest.raises(NoPicture):
            await show(bot, room)
        assert await bot.find(room, "key-1") is None
