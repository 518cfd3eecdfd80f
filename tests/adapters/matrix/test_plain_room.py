"""In a plain room the bot hears people and is heard."""

from ci_bot.ports.chat import MessageReceived
from tests.adapters.matrix.bot import Bot, Home
from tests.conftest import NewPerson


async def test_it_joins_hears_and_answers(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await mara.create_room(bot.user)
    await mara.hears(
        room,
        lambda event: (
            event.get("state_key") == bot.user and event["content"]["membership"] == "join"
        ),
    )
    said = await mara.say(room, "On track")
    heard = await bot.inlet.first(MessageReceived)
    assert (heard.text, heard.account, heard.room) == (
        "On track",
        f"matrix:{mara.user_id}",
        f"matrix:{room}",
    )
    assert heard.event == heard.message == said
    assert heard.direct
    await bot.say(room, "Noted <b>", "key-1")
    (answer,) = await mara.messages(room, by=bot.user)
    assert answer["content"]["msgtype"] == "m.notice"
    assert answer["content"]["m.mentions"] == {}
    assert answer["content"]["body"].strip() == "Noted <b>"
    assert "&lt;b&gt;" in answer["content"]["formatted_body"]


async def test_the_same_key_gives_one_message_also_after_a_restart(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await mara.create_room(bot.user)
        await mara.say(room, "Hello")
        await bot.inlet.first(MessageReceived)
        first = await bot.say(room, "Once", "key-1")
        again = await bot.say(room, "Once", "key-1")
    async with home.running() as bot:
        third = await bot.say(room, "Once", "key-1")
    assert first == again == third
    assert len(await mara.messages(room, by=bot.user)) == 1
