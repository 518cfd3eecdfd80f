"""What people and the bot say to each other in a room without encryption."""

import re

import pytest

from ci_bot.ports.chat import DeliveryKey, MessageReceived, Posted, RoomId, TargetGone, TooLong
from tests.adapters.matrix.bot import Bot, Home, text
from tests.adapters.matrix.talking import together
from tests.conftest import NewPerson


async def test_it_joins_hears_and_answers(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    said = await mara.say(room, "On track")
    heard = await bot.inlet.first(MessageReceived)
    assert (heard.text, heard.event, heard.message) == ("On track", said, said)
    assert (heard.account, heard.room) == (f"matrix:{mara.user_id}", f"matrix:{room}")
    await bot.say(room, "Noted <b>", "key-1")
    (answer,) = await mara.messages(room, by=bot.user)
    assert answer["content"]["msgtype"] == "m.notice"
    assert answer["content"]["body"].strip() == "Noted <b>"
    assert "&lt;b&gt;" in answer["content"]["formatted_body"]


async def test_the_same_key_gives_one_message_also_after_a_restart(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await together(bot, mara)
        first = await bot.say(room, "Once", "key-1")
        again = await bot.say(room, "Once", "key-1")
    async with home.running() as bot:
        third = await bot.say(room, "Once", "key-1")
    assert first == again == third
    assert len(await mara.messages(room, by=bot.user)) == 1


async def test_a_room_name_in_a_text_notifies_nobody(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    powers = {"users": {bot.user: 50}, "notifications": {"room": 0}}
    await mara.call("PUT", f"v3/rooms/{room}/state/m.room.power_levels", powers)
    name = re.escape(mara.user_id.removeprefix("@").partition(":")[0])
    posted = await bot.say(room, f"@room {name} {mara.user_id}", "key-1")
    await bot.sender.edit(posted, text(f"@room {mara.user_id}"), key=DeliveryKey("key-2"))
    assert await mara.unread(room) == (0, 0)
    sent = [event for event in await mara.events(room) if event["type"] == "m.room.message"]
    assert [event["content"]["m.mentions"] for event in sent] == [{}, {}]


async def test_a_thread_a_reply_and_both(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    root = await mara.say(room, "Digest?")
    for key, thread, reply in (("a", root, None), ("b", None, root), ("c", root, root)):
        await bot.say(room, key, key, thread=thread, reply_to=reply)
    relations = [
        message["content"]["m.relates_to"] for message in await mara.messages(room, by=bot.user)
    ]
    in_thread = {"rel_type": "m.thread", "event_id": root, "m.in_reply_to": {"event_id": root}}
    assert relations == [
        in_thread | {"is_falling_back": True},
        {"m.in_reply_to": {"event_id": root}},
        in_thread | {"is_falling_back": False},
    ]


async def test_an_edit_has_a_plain_line_for_clients_without_edits(
    bot: Bot, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    posted = await bot.say(room, "Before", "key-1")
    await bot.sender.edit(posted, text("After\nand more"), key=DeliveryKey("key-2"))
    assert (await mara.current(room, posted.message))["body"].startswith("After")
    (edit,) = [
        event["content"]
        for event in await mara.events(room)
        if event["content"].get("m.relates_to", {}).get("rel_type") == "m.replace"
    ]
    assert edit["body"] == "* After"
    assert "formatted_body" not in edit
    assert edit["m.mentions"] == edit["m.new_content"]["m.mentions"] == {}


async def test_a_reaction_that_is_there_already_is_as_good(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    posted = Posted(room=RoomId(f"matrix:{room}"), message=(await bot.say(room, "?", "k")).message)
    for key in ("key-1", "key-1", "key-2"):
        await bot.sender.react(posted, "👍", key=DeliveryKey(key))
    reactions = [event for event in await mara.events(room) if event["type"] == "m.reaction"]
    assert len(reactions) == 1


async def test_markup_that_does_not_fit_gives_way_to_the_words(
    bot: Bot, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    await bot.say(room, "&" * 20_000, "key-1")
    (message,) = await mara.messages(room, by=bot.user)
    assert "formatted_body" not in message["content"]
    with pytest.raises(TooLong):
        await bot.say(room, "x" * 60_000, "key-2")


async def test_a_room_that_never_was_is_gone(bot: Bot, new_person: NewPerson) -> None:
    with pytest.raises(TargetGone):
        await bot.say("!nowhere:localhost", "Hello", "key-1")
