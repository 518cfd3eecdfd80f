"""What the promises of the chat port share: a place that receives, and short ways to speak."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import pytest

from ci_bot.messages.blocks import Message, Paragraph
from ci_bot.messages.inline import Plain
from ci_bot.ports.chat import ChatEvent, DeliveryKey, Platform, Posted, RoomId
from ci_bot.testing.contracts.actor import ChatActor, ChatPlace, Seen
from ci_bot.testing.recording_inlet import RecordingInlet


class ChatPromises:
    """The fixtures of all promises; the subclass gives `place`."""

    @pytest.fixture
    async def inlet(self, place: ChatPlace) -> AsyncIterator[RecordingInlet]:
        """Takes in what the platform receives, for the whole of a test."""
        inlet = RecordingInlet(place.vault)
        async with receiving(place.platform, inlet):
            yield inlet


@asynccontextmanager
async def receiving(platform: Platform, inlet: RecordingInlet) -> AsyncIterator[None]:
    """Lets the platform receive while the context is open."""
    task = asyncio.create_task(platform.receive(inlet))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def direct(place: ChatPlace, person: ChatActor) -> RoomId:
    """The direct room with a person who has accepted it."""
    room = await place.platform.sender.direct_room(person.account)
    await person.enter(room)
    return room


def says(text: str) -> Message:
    """A message of one paragraph in the bot's own words."""
    return Message((Paragraph((Plain(text),)),))


def new_key() -> DeliveryKey:
    """A key that was never used."""
    return DeliveryKey(secrets.token_hex(20))


async def send(place: ChatPlace, room: RoomId, text: str) -> Posted:
    """Sends a paragraph under a new key."""
    return await place.platform.sender.send(room, says(text), key=new_key())


def shows(*texts: str) -> Callable[[Sequence[Seen]], bool]:
    """Holds when all these texts are among the messages seen."""
    return lambda seen: set(texts) <= {one.text for one in seen}


def has(kind: type[ChatEvent], count: int = 1) -> Callable[[Sequence[ChatEvent]], bool]:
    """Holds when that many events of a kind were accepted."""
    return lambda events: sum(isinstance(event, kind) for event in events) >= count
