"""What a platform promises about pictures that the bot sends."""

import base64
from datetime import timedelta

from ci_bot.messages.blocks import Image, Message
from ci_bot.ports.chat import DeliveryKey, Posted, RoomId
from ci_bot.testing.contracts.actor import ChatPlace
from ci_bot.testing.contracts.chat_base import ChatPromises, direct, new_key, send, shows
from ci_bot.testing.recording_inlet import RecordingInlet

WORDS = "2 activities stand so: <one> & @room at risk\non track: \u2068שלום\u2069"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAADCAIAAAA2iEnWAAAAEE"
    "lEQVR42mP438AARAwoFABkUAj7tH9WAAAAAABJRU5ErkJggg=="
)
"""Two pixels across and three down."""


class PicturePromises(ChatPromises):
    """Shown once, with its words, in its place; or the words alone."""

    async def test_a_picture_is_there_with_its_words_or_the_words_alone(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await show(place, room, new_key())
        await send(place, room, "End")
        seen = await person.see(room, until=shows("End"))
        assert next(one.message for one in seen if one.author == place.bot) == posted.message
        shown = next(one for one in seen if one.message == posted.message)
        assert shown.text == WORDS
        assert shown.picture in (PNG, None)
        assert not shown.mentions
        assert not shown.links

    async def test_a_picture_is_found_by_its_key(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        since = place.clock.now() - timedelta(minutes=5)
        room = await direct(place, await place.person("anna"))
        key = new_key()
        posted = await show(place, room, key)
        assert await place.platform.sender.find(room, key, since=since) == posted

    async def test_a_picture_is_changed_in_its_place(
        self, place: ChatPlace, inlet: RecordingInlet
    ) -> None:
        person = await place.person("anna")
        room = await direct(place, person)
        posted = await show(place, room, new_key())
        key = new_key()
        for _ in range(2):
            message = picture("Another one")
            await place.platform.sender.edit(posted, message, key=key)
        seen = await person.see(room, until=shows("Another one"))
        assert [one.text for one in seen if one.author == place.bot] == ["Another one"]


def picture(words: str) -> Message:
    """A drawn picture."""
    return Message((Image("chart", "<svg/>", words, PNG),))


async def show(place: ChatPlace, room: RoomId, key: DeliveryKey) -> Posted:
    """Sends a picture."""
    return await place.platform.sender.send(room, picture(WORDS), key=key)
