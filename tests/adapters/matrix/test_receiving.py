"""Everything that people do comes in once, however broken the rest is."""

from ci_bot.ports.chat import MessageEdited, MessageReceived, Reacted, Removed
from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.door import Door
from tests.adapters.matrix.talking import together
from tests.conftest import NewPerson


async def test_300_messages_written_while_it_was_away_come_in_order(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await together(bot, mara)
        await mara.say(room, "before")
        await bot.inlet.first(MessageReceived)
    written = [f"answer {number}" for number in range(300)]
    for words in written:
        await mara.say(room, words)
    async with home.running() as bot:
        await bot.inlet.first(MessageReceived, 301)
    assert [event.text for event in home.inlet.of(MessageReceived)] == ["before", *written]


async def test_what_makes_no_sense_does_not_lose_the_rest(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    await mara.send(room, "m.room.message", {"msgtype": "m.text", "body": "x", "m.relates_to": "x"})
    await mara.send(room, "m.reaction", {"m.relates_to": {"rel_type": "m.annotation"}})
    await mara.send(room, "m.room.encrypted", {"algorithm": ["?"], "ciphertext": {}})
    await mara.send(room, "org.example.poll", {"question": "?"})
    await mara.say(room, "Still here")
    assert (await bot.inlet.first(MessageReceived)).text == "Still here"
    assert bot.platform.trouble is None


async def test_what_was_said_before_it_came_is_not_its_business(
    home: Home, new_person: NewPerson
) -> None:
    mara, jan = await new_person("mara"), await new_person("jan")
    room = await mara.create_room(jan)
    await mara.say(room, "Before the invite")
    await mara.invite(room, home.account.user_id)
    await mara.say(room, "Before the joining")
    async with home.running() as bot:
        await mara.hears(room, lambda event: event.get("state_key") == bot.user)
        await mara.until(lambda: _inside(mara, room, bot.user))
        await mara.say(room, "Welcome")
        assert (await bot.inlet.first(MessageReceived)).text == "Welcome"


async def test_a_fresh_store_takes_nothing_old_for_new(home: Home, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await together(bot, mara)
        await mara.say(room, "Old")
        await bot.inlet.first(MessageReceived)
    home.vault = MemoryVault()
    home.inlet = Door(home.vault)
    async with home.running() as bot:
        await bot.ready()
        await mara.say(room, "New")
        assert (await bot.inlet.first(MessageReceived)).text == "New"


async def test_in_a_direct_room_the_words_before_its_joining_count(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        await together(bot, mara)
    room = await mara.create_room(home.account, direct=True)
    written = [f"join CODE {number}" for number in range(120)]
    for words in written:
        await mara.say(room, words)
    async with home.running() as bot:
        await bot.inlet.first(MessageReceived, 120)
    assert [event.text for event in home.inlet.of(MessageReceived)] == written


async def test_the_last_words_of_somebody_who_left_were_said_in_private(
    home: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with home.running() as bot:
        room = await together(bot, mara, direct=True)
        await mara.say(room, "Hello")
        await bot.inlet.first(MessageReceived)
    await mara.say(room, "5 done")
    await mara.leave(room)
    async with home.running() as bot:
        assert (await bot.inlet.first(MessageReceived, 2)).direct


async def test_history_that_is_closed_does_not_stop_the_rest(
    proxied: Home, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    async with proxied.running() as bot:
        room = await together(bot, mara)
        await mara.say(room, "Hello")
        await bot.inlet.first(MessageReceived)
    for number in range(101):
        await mara.say(room, str(number))
    body = {"errcode": "M_FORBIDDEN", "error": "no"}
    proxied.proxy.fail("/messages", times=1_000, status=403, body=body)
    async with proxied.running() as bot:
        await bot.inlet.until(lambda _: bot.inlet.of(MessageReceived)[-1].text == "100")
        assert bot.platform.trouble != "the homeserver refused with 403 M_FORBIDDEN"


async def test_edits_reactions_and_redactions_name_their_target(
    bot: Bot, new_person: NewPerson
) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    said = await mara.say(room, "1")
    await mara.edit(room, said, "2 printer cancelled")
    reaction = await mara.react(room, said, "👍🏽")
    await mara.redact(room, reaction)
    await mara.redact(room, said)
    await bot.inlet.first(Removed, 2)
    (edited,) = bot.inlet.of(MessageEdited)
    assert (edited.message, edited.text) == (said, "2 printer cancelled")
    (reacted,) = bot.inlet.of(Reacted)
    assert (reacted.reaction, reacted.message, reacted.emoji) == (reaction, said, "👍")
    assert [event.target for event in bot.inlet.of(Removed)] == [reaction, said]


async def test_a_sync_that_could_not_be_stored_is_repeated(bot: Bot, new_person: NewPerson) -> None:
    mara = await new_person("mara")
    room = await together(bot, mara)
    bot.inlet.errors = [OSError("disk full"), OSError("disk full")]
    await mara.say(room, "Kept")
    assert (await bot.inlet.first(MessageReceived)).text == "Kept"
    assert not bot.inlet.errors
    assert bot.platform.trouble is None


async def _inside(person: object, room: str, user: str) -> bool:
    members = await person.members(room)  # type: ignore[attr-defined]
    return user in members
