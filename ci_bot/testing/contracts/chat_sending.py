"""What a platform promises about messages that the bot sends."""

import asyncio
from datetime import timedelta

import pytest

from ci_bot.messages.blocks import Bullets, Message, Paragraph, Quote
from ci_bot.messages.inline import Plain, Strong, Words
from ci_bot.messages.safe import one_line
from ci_bot.messages.split import split
from ci_bot.ports.chat import TargetGone, TooLong
from ci_bot.testing.contracts.actor import ChatPlace
from ci_bot.testing.contracts.chat_base import ChatPromises, direct, new_key, says, send, shows
from ci_bot.testing.recording_inlet import RecordingInlet

WORDS = (
    "@room and @everyone and <!channel> and <@U012AB3CD>",
    "<a href='https://evil.example'>bank</a> <b>x</b> &lt;b&gt; <!-- x",
    "[bank](https://evil.example) <https://evil.example|bank> **x** *y* _z_ `c`",
    "https://evil.example and https://bank.example@evil.example and www.evil.example",
    "[[x]] {{y}} ~~~~ # h | t > q",
    "abc\u202etxt.exe\u2069 \u200bhidden\ncut",
)


class SendingPromises(ChatPromises):
    """Once, in order, in the right place, and nothing but what was said."""

    async def test_everybody_in_the_room_sees_a_message_once(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        people = [await place.person("anna"), await place.person("ben")]
        room = await place.room(*people)
        posted = await send(place, room, "Hello")
        assert posted.room == room
        for person in people:
            seen = await person.see(room, until=shows("Hello"))
            assert [(one.message, one.author) for one in seen if one.text == "Hello"] == [
                (posted.message, place.bot)
            ]

    async def test_the_same_key_is_one_message(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        sender = place.platform.sender
        if sender.capabilities.idempotent_for <= timedelta(0):
            pytest.skip("this platform has no keys of its own; the core looks before it repeats")
        person = await place.person("anna")
        room = await direct(place, person)
        key = new_key()
        first = await sender.send(room, says("Once"), key=key)
        again = await sender.send(room, says("Once, in other words"), key=key)
        assert again == first
        await send(place, room, "End")
        seen = await person.see(room, until=shows("End"))
        assert [one.text for one in seen if one.author == place.bot] == ["Once", "End"]

    async def test_a_room_sees_messages_in_the_order_they_were_sent(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        texts = [f"Number {number}" for number in range(12)]
        await asyncio.gather(*(send(place, room, text) for text in texts))
        seen = await person.see(room, until=shows(*texts))
        assert [one.text for one in seen if one.author == place.bot] == texts

    async def test_an_edit_changes_the_message_in_its_place(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await send(place, room, "At first")
        await send(place, room, "After it")
        key = new_key()
        for _ in range(2):
            await place.platform.sender.edit(posted, says("Now"), key=key)
        seen = await person.see(room, until=shows("Now", "After it"))
        assert [one.text for one in seen if one.author == place.bot] == ["Now", "After it"]
        assert seen[-2].message == posted.message

    async def test_a_message_is_found_by_its_key(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        sender, since = place.platform.sender, place.clock.now() - timedelta(minutes=5)
        room = await direct(place, await place.person("anna"))
        await send(place, room, "Before it")
        key = new_key()
        posted = await sender.send(room, says("This one"), key=key)
        await sender.edit(posted, says("Changed"), key=new_key())
        await send(place, room, "After it")
        assert await sender.find(room, key, since=since) == posted

    async def test_a_key_that_was_never_sent_is_not_found(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        sender, since = place.platform.sender, place.clock.now() - timedelta(minutes=5)
        room = await direct(place, await place.person("anna"))
        key = new_key()
        await sender.send(await place.room(await place.person("ben")), says("Elsewhere"), key=key)
        assert await sender.find(room, key, since=since) is None
        assert await sender.find(room, new_key(), since=since) is None

    async def test_words_of_people_are_never_mention_or_link(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        people = [await place.person("anna"), await place.person("ben")]
        room = await place.room(*people)
        blocks = (
            Bullets(tuple((Plain("Says: "), Words(words)) for words in WORDS)),
            Paragraph(tuple(Strong(words) for words in WORDS)),
            Quote(tuple(Words(words) for words in WORDS)),
        )
        posted = await place.platform.sender.send(room, Message(blocks), key=new_key())
        await place.platform.sender.edit(posted, Message(blocks), key=new_key())
        await send(place, room, "End")
        seen = await people[0].see(room, until=shows("End"))
        shown = next(one for one in seen if one.message == posted.message)
        assert not shown.mentions
        assert not shown.links
        assert all(one_line(words) in shown.text for words in WORDS)

    async def test_all_parts_of_a_long_message_arrive(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        sender = place.platform.sender
        person = await place.person("anna")
        room = await direct(place, person)
        words = [f"<{number}>&שלום" for number in range(5_000)]
        message = Message((Paragraph((Words(" ".join(words)),)),))
        parts = split(message, sender.capabilities.message_budget)
        assert len(parts) > 1
        for part in parts:
            await sender.send(room, part, key=new_key())
        await send(place, room, "End")
        seen = await person.see(room, until=shows("End"))
        shown = " ".join(one.text for one in seen if one.author == place.bot)
        assert shown.replace("\u2068", "").replace("\u2069", "").split() == [*words, "End"]

    async def test_what_no_message_can_hold_is_refused_as_too_long(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        room = await direct(place, await place.person("anna"))
        with pytest.raises(TooLong):
            await send(place, room, "x" * 200_000)

    async def test_a_room_without_the_bot_can_not_be_reached(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        people = [await place.person("anna"), await place.person("ben")]
        room, other = await place.room(people[0]), await place.room(people[1])
        if not await place.expel(room):
            pytest.skip("nobody can remove the bot from a room here")
        with pytest.raises(TargetGone):
            await send(place, room, "Anybody?")
        assert (await send(place, other, "Still here")).room == other
