"""The console as a platform, and as a stage for the people who are played."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypedDict

from adapters.console.inbound import Inbound, without_mention
from adapters.console.rooms import (
    BOT,
    Rooms,
    account_of,
    direct_with,
    is_direct,
    may_enter,
    room_of,
)
from adapters.console.sender import ConsoleSender
from ci_bot.ports.chat import (
    AccountId,
    Inlet,
    MessageEdited,
    MessageId,
    MessageReceived,
    Page,
    Reacted,
    Removed,
    RoomId,
    Vault,
)
from ci_bot.ports.chat.emoji import normalised
from ci_bot.ports.chat.stage import Spoken


class _Envelope(TypedDict):
    event: str
    account: AccountId
    room: RoomId
    at: datetime
    direct: bool


@asynccontextmanager
async def open_platform(vault: Vault) -> AsyncIterator["ConsolePlatform"]:
    """Opens the console for one more run; what was said in earlier ones is gone."""
    run = int(await vault.get("run") or 0) + 1
    await vault.put("run", str(run))
    yield ConsolePlatform(Rooms(run))


class ConsolePlatform:
    """Rooms in memory: who is who, and who says what to whom."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms
        self._inbound = Inbound()
        self._sender = ConsoleSender(rooms)

    @property
    def name(self) -> str:
        return "console"

    @property
    def sender(self) -> ConsoleSender:
        return self._sender

    @property
    def pages(self) -> Mapping[str, Page]:
        """Nothing over HTTP."""
        return {}

    @property
    def trouble(self) -> str | None:
        return self._inbound.trouble

    async def receive(self, inlet: Inlet) -> None:
        await self._inbound.pour(inlet)

    @property
    def bot(self) -> AccountId:
        return BOT

    def follow(self, now: Callable[[], datetime]) -> None:
        self._rooms.now = now

    def account(self, name: str) -> AccountId:
        return account_of(name)

    def room(self, name: str) -> RoomId:
        return room_of(name)

    def direct(self, person: AccountId) -> RoomId:
        return direct_with(person)

    def say(
        self,
        person: AccountId,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
    ) -> MessageId:
        envelope = self._envelope(person, room)
        message = MessageId(self._rooms.new_id())
        spoken = Spoken(
            message=message,
            at=envelope["at"],
            author=person,
            text=text,
            reply_to=reply_to,
            thread=thread,
        )
        self._rooms.add(room, spoken)
        words, addressed = without_mention(text)
        self._inbound.put(
            MessageReceived(
                **envelope,
                message=message,
                text=words,
                reply_to=reply_to,
                thread=thread,
                addressed=addressed,
            )
        )
        return message

    def edit(self, person: AccountId, room: RoomId, message: MessageId, text: str) -> None:
        envelope = self._envelope(person, room)
        self._rooms.change(person, room, message, text)
        words, _ = without_mention(text)
        self._inbound.put(MessageEdited(**envelope, message=message, text=words))

    def delete(self, person: AccountId, room: RoomId, target: MessageId) -> None:
        envelope = self._envelope(person, room)
        self._rooms.remove(person, room, target)
        self._inbound.put(Removed(**envelope, target=target))

    def react(self, person: AccountId, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        envelope = self._envelope(person, room)
        reaction = self._rooms.react(person, room, message, emoji)
        self._inbound.put(
            Reacted(**envelope, reaction=reaction, message=message, emoji=normalised(emoji))
        )
        return reaction

    def transcript(self, room: RoomId) -> Sequence[Spoken]:
        return tuple(self._rooms.all(room))

    async def heard(self) -> None:
        await self._inbound.empty()

    def _envelope(self, person: AccountId, room: RoomId) -> _Envelope:
        if not may_enter(person, room):
            raise LookupError(f"{room} is not open to {person}")
        return {
            "event": self._rooms.new_id(),
            "account": person,
            "room": room,
            "at": self._rooms.now(),
            "direct": is_direct(room),
        }
