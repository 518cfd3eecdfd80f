"""The promises of the chat port notice a platform that breaks them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import (
    AccountId,
    ChatEvent,
    DeliveryKey,
    Inlet,
    MessageId,
    MessageReceived,
    Posted,
    RoomId,
)
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.contracts.chat import ChatContract
from ci_bot.testing.contracts.chat_base import new_key, receiving
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.recording_inlet import RecordingInlet
from tests.testing.fake_place import FakePlace


class _Doubles(FakePlatform):
    """Forgets its keys."""

    async def send(
        self,
        room: RoomId,
        message: Message,
        *,
        key: DeliveryKey,
        thread: MessageId | None = None,
        reply_to: MessageId | None = None,
        only: AccountId | None = None,
    ) -> Posted:
        return await super().send(room, message, key=new_key(), thread=thread, only=only)


class _Unthreaded(FakePlatform):
    """Puts everything at the end of the room."""

    async def send(
        self,
        room: RoomId,
        message: Message,
        *,
        key: DeliveryKey,
        thread: MessageId | None = None,
        reply_to: MessageId | None = None,
        only: AccountId | None = None,
    ) -> Posted:
        return await super().send(room, message, key=key)


class _Reposts(FakePlatform):
    """Edits by saying it again."""

    async def edit(self, posted: Posted, message: Message, *, key: DeliveryKey) -> None:
        await self.send(posted.room, message, key=key)


class _Mixes(FakePlatform):
    """Writes to everybody in the same room."""

    async def direct_room(self, account: AccountId) -> RoomId:
        for room in self.server.rooms:
            return room
        return await super().direct_room(account)


class _Acknowledges(FakePlatform):
    """Lets go of an event before it is accepted."""

    async def deliver(self, inlet: Inlet) -> None:
        while self.server.waiting:
            await inlet.accept((self.server.waiting.pop(0),))


class _Hears(FakePlatform):
    """Receives what the bot itself says."""

    async def send(
        self,
        room: RoomId,
        message: Message,
        *,
        key: DeliveryKey,
        thread: MessageId | None = None,
        reply_to: MessageId | None = None,
        only: AccountId | None = None,
    ) -> Posted:
        posted = await super().send(
            room, message, key=key, thread=thread, reply_to=reply_to, only=only
        )
        envelope = self.server.envelope(self.bot, room)
        self.tell(MessageReceived(**envelope, message=posted.message, text=""))
        return posted


class _Swaps(FakePlatform):
    """Hands in the newest first."""

    async def deliver(self, inlet: Inlet) -> None:
        self.server.waiting.reverse()
        await super().deliver(inlet)


class _Numbers(FakePlatform):
    """Gives every event the same id."""

    async def deliver(self, inlet: Inlet) -> None:
        await super().deliver(cast("Inlet", _SameId(inlet)))


class _SameId:
    def __init__(self, inlet: Inlet) -> None:
        self._inlet = inlet

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inlet, name)

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        await self._inlet.accept([replace(event, event="1") for event in events], cursor=cursor)

    async def welcomes(self, inviter: AccountId, room: RoomId) -> bool:
        return True

    async def awaits_strangers(self) -> bool:
        return False


_C = ChatContract
_Promise = Callable[..., Awaitable[Any]]
BROKEN: list[tuple[type[FakePlatform], _Promise]] = [
    (_Doubles, _C.test_the_same_key_is_one_message),
    (_Doubles, _C.test_a_message_is_found_by_its_key),
    (_Unthreaded, _C.test_what_is_sent_to_a_thread_lands_in_it),
    (_Unthreaded, _C.test_a_reply_names_what_it_replies_to),
    (_Reposts, _C.test_an_edit_changes_the_message_in_its_place),
    (_Mixes, _C.test_a_direct_room_holds_exactly_the_two),
    (_Hears, _C.test_what_the_bot_does_itself_is_not_received),
    (_Acknowledges, _C.test_what_could_not_be_accepted_is_delivered_again_once),
    (_Swaps, _C.test_an_edit_names_the_message_that_it_changes),
    (_Numbers, _C.test_an_edit_names_the_message_that_it_changes),
]


@pytest.mark.parametrize(("broken", "promise"), BROKEN)
async def test_a_broken_promise_is_noticed(broken: type[FakePlatform], promise: _Promise) -> None:
    place = FakePlace(TurnableClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)))
    place.platform = broken(place.clock)
    inlet = RecordingInlet(place.vault, patience=0.2)
    async with receiving(place.platform, inlet):
        with pytest.raises((AssertionError, TimeoutError)):
            await promise(ChatContract(), place, inlet)
