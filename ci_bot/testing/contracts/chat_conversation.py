"""What a platform promises about direct rooms, threads, replies and reactions of the bot."""

import pytest

from ci_bot.ports.chat import MessageReceived
from ci_bot.testing.contracts.actor import ChatPlace
from ci_bot.testing.contracts.chat_base import (
    ChatPromises,
    direct,
    has,
    new_key,
    says,
    send,
    shows,
)
from ci_bot.testing.recording_inlet import RecordingInlet


class ConversationPromises(ChatPromises):
    """A conversation stays between those who have it, and stays together."""

    async def test_a_direct_room_holds_exactly_the_two(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        anna, ben = await place.person("anna"), await place.person("ben")
        hers, his = await direct(place, anna), await direct(place, ben)
        assert hers != his
        assert await place.members(hers) == {place.bot, anna.account}
        assert await place.members(his) == {place.bot, ben.account}

    async def test_a_direct_room_stays_the_same(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        anna = await place.person("anna")
        room = await direct(place, anna)
        await send(place, room, "Hello")
        assert await place.platform.sender.direct_room(anna.account) == room

    async def test_a_room_that_a_third_person_entered_is_direct_no_more(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        anna, ben = await place.person("anna"), await place.person("ben")
        room = await direct(place, anna)
        if not await place.bring(ben, room):
            pytest.skip("nobody else can enter a direct room here")
        fresh = await place.platform.sender.direct_room(anna.account)
        assert fresh != room
        assert ben.account not in await place.members(fresh)

    async def test_a_room_for_two_is_made_once_and_both_read_it(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.shared_rooms:
            pytest.skip("no rooms are made here")
        anna, ben, key = await place.person("anna"), await place.person("ben"), new_key()
        two = (anna.account, ben.account)
        room = await place.platform.sender.shared_room(two, "Number 1", key=key)
        await send(place, room, "This room is yours")
        for person in (anna, ben):
            await person.enter(room)
            await person.see(room, until=shows("This room is yours"))
        assert await place.platform.sender.shared_room(two, "Number 1", key=key) == room
        assert await place.platform.sender.shared_room(two, "Number 2", key=new_key()) != room
        assert await place.members(room) == {place.bot, *two}

    async def test_what_two_say_in_their_room_is_not_received(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.shared_rooms:
            pytest.skip("no rooms are made here")
        anna, ben = await place.person("anna"), await place.person("ben")
        two = (anna.account, ben.account)
        room = await place.platform.sender.shared_room(two, "Number 1", key=new_key())
        await anna.enter(room)
        said = await anna.write(room, "The key is under the mat")
        await anna.edit(room, said, "The key is in the tree")
        await anna.delete(room, said)
        await anna.write(room, "!ci close 1")
        await inlet.until(has(MessageReceived))
        (heard,) = inlet.events
        assert isinstance(heard, MessageReceived)
        assert heard.text == "!ci close 1"
        assert not heard.direct

    async def test_what_is_sent_to_a_thread_lands_in_it(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.threads:
            pytest.skip("there are no threads here")
        person = await place.person("anna")
        room = await place.room(person)
        digest = await send(place, room, "Digest")
        await place.platform.sender.send(room, says("Added"), key=new_key(), thread=digest.message)
        seen = {one.text: one for one in await person.see(room, until=shows("Digest", "Added"))}
        assert seen["Added"].thread == digest.message
        assert seen["Digest"].thread is None

    async def test_a_reply_names_what_it_replies_to(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.replies:
            pytest.skip("a reply is a thread here")
        person = await place.person("anna")
        room = await direct(place, person)
        question = await person.write(room, "What now?")
        await place.platform.sender.send(room, says("This"), key=new_key(), reply_to=question)
        seen = {one.text: one for one in await person.see(room, until=shows("This"))}
        assert seen["This"].reply_to == question
        assert seen["This"].text == "This"

    async def test_the_bot_reacts_once_with_each_emoji(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        if not place.platform.sender.capabilities.hears_reactions:
            pytest.skip("there are no reactions here")
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await send(place, room, "How does it stand?")
        for emoji in ("1\ufe0f\u20e3", "1\ufe0f\u20e3", "👍"):
            await place.platform.sender.react(posted, emoji, key=new_key())
        seen = await person.see(
            room, until=lambda seen: any(len(one.reactions) >= 2 for one in seen)
        )
        shown = next(one for one in seen if one.message == posted.message)
        assert {author for author, _ in shown.reactions} == {place.bot}
        assert len(shown.reactions) == 2
