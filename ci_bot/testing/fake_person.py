"""A person on the fake platform."""

import asyncio
from collections.abc import Callable, Sequence

from ci_bot.ports.chat import (
    AccountId,
    MessageEdited,
    MessageId,
    MessageReceived,
    Reacted,
    Removed,
    RoomId,
)
from ci_bot.ports.chat.emoji import normalised
from ci_bot.testing.contracts.actor import Seen
from ci_bot.testing.fake_rooms import FakeMessage
from ci_bot.testing.fake_server import FakeServer

PATIENCE = 10.0
"""Seconds after which what was waited for isn't going to be seen."""


class FakePerson:
    """Writes, edits, deletes, reacts and sees, as a client of the platform would."""

    def __init__(self, server: FakeServer, account: AccountId) -> None:
        self._server = server
        self._account = account

    @property
    def account(self) -> AccountId:
        return self._account

    async def enter(self, room: RoomId) -> None:
        self._server.rooms[room].members.add(self._account)

    async def leave(self, room: RoomId) -> None:
        """Leaves the room."""
        self._server.rooms[room].members.discard(self._account)

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
        to_bot: bool = False,
    ) -> MessageId:
        server = self._server
        message = FakeMessage(
            message=server.new_message(),
            author=self._account,
            at=server.clock.now(),
            text=f"ci-bot: {text}" if to_bot else text,
            thread=thread,
            reply_to=reply_to,
        )
        server.rooms[room].messages.append(message)
        server.tell(
            MessageReceived(
                **server.envelope(self._account, room),
                message=message.message,
                text=text,
                reply_to=reply_to,
                thread=thread,
                addressed=to_bot,
            ),
        )
        return message.message

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        self._own(room, message).text = text
        envelope = self._server.envelope(self._account, room)
        self._server.tell(MessageEdited(**envelope, message=message, text=text))

    async def delete(self, room: RoomId, target: MessageId) -> None:
        for message in self._server.rooms[room].messages:
            if message.reactions.get(target, ("", ""))[0] == self._account:
                del message.reactions[target]
                break
        else:
            self._own(room, target).removed = True
        envelope = self._server.envelope(self._account, room)
        self._server.tell(Removed(**envelope, target=target))

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        target = self._server.rooms[room].message(message)
        if target is None:
            raise LookupError(f"no message {message} to react to")
        reaction = self._server.new_message()
        target.reactions[reaction] = (self._account, emoji)
        self._server.tell(
            Reacted(
                **self._server.envelope(self._account, room),
                reaction=reaction,
                message=message,
                emoji=normalised(emoji),
            ),
        )
        return reaction

    async def see(
        self, room: RoomId, until: Callable[[Sequence[Seen]], bool] = bool
    ) -> Sequence[Seen]:
        async with asyncio.timeout(PATIENCE):
            while not until(seen := self._server.rooms[room].seen()):
                await self._server.news()
        return seen

    def _own(self, room: RoomId, message: MessageId) -> FakeMessage:
        found = self._server.rooms[room].message(message)
        if found is None or found.author != self._account:
            raise LookupError(f"{self._account} has no message {message} in {room}")
        return found
