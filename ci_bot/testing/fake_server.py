"""The server behind the fake platform: its rooms, and what it still has to tell the bot."""

import asyncio
from collections.abc import Sequence
from datetime import datetime
from typing import TypedDict

from ci_bot.ports.chat import (
    AccountId,
    ChatEvent,
    DeliveryKey,
    Form,
    Inlet,
    Message,
    MessageId,
    MessageReceived,
    RoomId,
)
from ci_bot.ports.clock import Clock
from ci_bot.testing.fake_rooms import FakeRoom


class Envelope(TypedDict):
    """What every event carries."""

    event: str
    account: AccountId
    room: RoomId
    at: datetime
    direct: bool


class FakeServer:
    """Numbers whatever happens, in order; `waiting` holds what the bot hasn't accepted yet.

    `inlet`: who is asked for forms. `opened`: what was shown last to somebody who asked for one.
    """

    def __init__(self, clock: Clock, name: str) -> None:
        self.clock = clock
        self.name = name
        self.bot = AccountId(f"{name}:ci-bot")
        self.rooms: dict[RoomId, FakeRoom] = {}
        self.waiting: list[ChatEvent] = []
        self.homes: dict[AccountId, tuple[DeliveryKey, Message]] = {}
        self.inlet: Inlet | None = None
        self.opened: dict[AccountId, Form | Message | None] = {}
        self._count = 0
        self._changed = asyncio.Event()

    def new_message(self) -> MessageId:
        self._count += 1
        return MessageId(f"${self._count}")

    def envelope(self, account: AccountId, room: RoomId) -> Envelope:
        self._count += 1
        return {
            "event": f"event-{self._count}",
            "account": account,
            "room": room,
            "at": self.clock.now(),
            "direct": self.rooms[room].direct_with(self.bot, account),
        }

    def tell(self, event: ChatEvent) -> None:
        """Queues an event for the bot, if it is in the room, and wakes whoever watches.

        What two say to each other in a room made for them is not for the bot.
        """
        room = self.rooms[event.room]
        if self.bot in room.members and (room.name is None or _meant(event)):
            self.waiting.append(event)
        self.changed()

    def room_id(self, name: str) -> RoomId:
        """`PLATFORM:!NAME`, and `PLATFORM:T1/!NAME` for `T1/NAME`: a room of one workspace."""
        workspace, slash, own = name.rpartition("/")
        return RoomId(f"{self.name}:{workspace}{slash}!{own}")

    def direct_room(self, account: AccountId) -> RoomId:
        """The room of the bot and that account, opened if need be."""
        for known in self.rooms.values():
            if known.direct_with(self.bot, account):
                return known.room
        return self.open_room(f"direct-{account.partition(':')[2]}", account).room

    def open_room(self, name: str, *members: AccountId) -> FakeRoom:
        room = self.room_id(name)
        if room in self.rooms:
            raise ValueError(f"there is a room {name} already")
        self.rooms[room] = FakeRoom(room=room, members={self.bot, *members})
        return self.rooms[room]

    def shared_room(self, key: str, name: str, accounts: Sequence[AccountId]) -> RoomId:
        """The room that was made under that key, made if need be."""
        known = self.rooms.get(self.room_id(f"shared-{key}"))
        room = known or self.open_room(f"shared-{key}", *accounts)
        room.name = name
        return room.room

    def changed(self) -> None:
        """Wakes everybody who waits for news."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def news(self) -> None:
        """Waits for the next thing that happens."""
        await self._changed.wait()


def _meant(event: ChatEvent) -> bool:
    """Whether it is meant for the bot beyond doubt."""
    return isinstance(event, MessageReceived) and (event.addressed or event.text.startswith("!"))
