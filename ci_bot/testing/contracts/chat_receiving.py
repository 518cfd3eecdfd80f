"""What a platform promises about what people do."""

import pytest

from ci_bot.ports.chat import (
    ChatEvent,
    MessageEdited,
    MessageReceived,
    Reacted,
    Removed,
    RoomLost,
)
from ci_bot.testing.contracts.actor import ChatPlace
from ci_bot.testing.contracts.chat_base import (
    ChatPromises,
    direct,
    has,
    new_key,
    receiving,
    says,
    send,
    shows,
)
from ci_bot.testing.recording_inlet import RecordingInlet


class ReceivingPromises(ChatPromises):
    """Everything that people do comes in, once, as what it is."""

    async def test_a_message_in_a_direct_room_is_received(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        message = await person.write(room, "2 printer cancelled\nand more")
        (event,) = await inlet.until(has(MessageReceived))
        assert isinstance(event, MessageReceived)
        assert (event.account, event.room, event.message) == (person.account, room, message)
        assert event.text == "2 printer cancelled\nand more"
        assert event.direct
        assert event.event
        assert event.at.tzinfo is not None
        assert (event.reply_to, event.thread) == (None, None)

    async def test_a_room_of_more_people_is_not_direct(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        anna, ben = await place.person("anna"), await place.person("ben")
        room = await place.room(anna, ben)
        await anna.write(room, "Hello")
        await anna.write(room, "status", to_bot=True)
        events = await inlet.until(lambda events: any(map(_is_addressed, events)))
        received = [event for event in events if isinstance(event, MessageReceived)]
        told = [(event.text, event.direct, event.addressed) for event in received]
        # Some platforms tell only of what is said to the bot.
        assert told[-1] == ("status", False, True)
        assert told[:-1] in ([], [("Hello", False, False)])

    async def test_a_reply_says_what_it_replies_to(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.replies:
            pytest.skip("a reply is a thread here")
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await send(place, room, "How does it stand?")
        await person.see(room, until=shows("How does it stand?"))
        await person.write(room, "1", reply_to=posted.message)
        (event,) = await inlet.until(has(MessageReceived))
        assert isinstance(event, MessageReceived)
        assert (event.text, event.reply_to, event.thread) == ("1", posted.message, None)

    async def test_what_is_written_in_a_thread_names_the_thread(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.threads:
            pytest.skip("there are no threads here")
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await send(place, room, "How does it stand?")
        await person.see(room, until=shows("How does it stand?"))
        await person.write(room, "1", thread=posted.message)
        (event,) = await inlet.until(has(MessageReceived))
        assert isinstance(event, MessageReceived)
        assert (event.text, event.thread, event.reply_to) == ("1", posted.message, None)

    async def test_an_edit_names_the_message_that_it_changes(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        message = await person.write(room, "1")
        await person.edit(room, message, "2 printer cancelled")
        events = await inlet.until(has(MessageEdited))
        edited = events[-1]
        assert isinstance(edited, MessageEdited)
        assert (edited.message, edited.text) == (message, "2 printer cancelled")
        assert (edited.account, edited.room, edited.direct) == (person.account, room, True)
        assert [type(event) for event in events] == [MessageReceived, MessageEdited]
        assert edited.event != events[0].event

    async def test_a_deleted_message_is_reported_as_removed(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        message = await person.write(room, "1")
        await inlet.until(has(MessageReceived))
        await person.delete(room, message)
        removed = (await inlet.until(has(Removed)))[-1]
        assert isinstance(removed, Removed)
        assert (removed.target, removed.account) == (message, person.account)

    @pytest.mark.parametrize(("spelled", "emoji"), [("👍🏽", "👍"), ("✔️", "✔"), ("1️⃣", "1\u20e3")])
    async def test_a_reaction_is_received_in_its_one_spelling_and_can_be_taken_back(
        self, place: ChatPlace, inlet: RecordingInlet, spelled: str, emoji: str
    ) -> None:
        if not place.platform.sender.capabilities.hears_reactions:
            pytest.skip("nobody tells of reactions here")
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await send(place, room, "How does it stand?")
        await person.see(room, until=shows("How does it stand?"))
        reaction = await person.react(room, posted.message, spelled)
        reacted = (await inlet.until(has(Reacted)))[-1]
        assert isinstance(reacted, Reacted)
        assert (reacted.message, reacted.emoji) == (posted.message, emoji)
        assert (reacted.reaction, reacted.account) == (reaction, person.account)
        await person.delete(room, reaction)
        removed = (await inlet.until(has(Removed)))[-1]
        assert isinstance(removed, Removed)
        assert (removed.target, removed.account) == (reaction, person.account)

    async def test_what_the_bot_does_itself_is_not_received(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await send(place, room, "Hello")
        await place.platform.sender.edit(posted, says("Hi"), key=new_key())
        if place.platform.sender.capabilities.hears_reactions:
            await place.platform.sender.react(posted, "👍", key=new_key())
        await person.write(room, "End")
        events = await inlet.until(has(MessageReceived))
        assert [event.account for event in events] == [person.account]

    async def test_what_could_not_be_accepted_is_delivered_again_once(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        inlet.errors.append(RuntimeError("the database is away"))
        texts = ["one", "two", "three"]
        for text in texts:
            await person.write(room, text)
        events = await inlet.until(has(MessageReceived, 3))
        assert [event.text for event in events if isinstance(event, MessageReceived)] == texts
        assert not inlet.errors

    async def test_what_is_written_while_nobody_receives_comes_later(
        self, place: ChatPlace
    ) -> None:
        person, inlet = await place.person("anna"), RecordingInlet(place.vault)
        async with receiving(place.platform, inlet):
            room = await direct(place, person)
            await person.write(room, "before")
            await inlet.until(has(MessageReceived))
        texts = [f"meanwhile {number}" for number in range(5)]
        for text in texts:
            await person.write(room, text)
        async with receiving(place.platform, inlet):
            events = await inlet.until(has(MessageReceived, 6))
        assert [event.text for event in events if isinstance(event, MessageReceived)] == [
            "before",
            *texts,
        ]

    async def test_being_removed_from_a_room_is_reported(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await place.room(person)
        if not await place.expel(room):
            pytest.skip("nobody can remove the bot from a room here")
        lost = (await inlet.until(has(RoomLost)))[-1]
        assert lost.room == room

    async def test_a_platform_that_receives_has_no_trouble(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        await person.write(await direct(place, person), "Hello")
        await inlet.until(has(MessageReceived))
        assert place.platform.trouble is None


def _is_addressed(event: ChatEvent) -> bool:
    return isinstance(event, MessageReceived) and event.addressed
