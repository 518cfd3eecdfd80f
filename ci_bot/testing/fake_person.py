"""A person on the fake platform."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from ci_bot.messages.blocks import Choices, Message
from ci_bot.ports.chat import (
    AccountId,
    DeliveryKey,
    Form,
    HomeOpened,
    MessageEdited,
    MessageId,
    MessageReceived,
    Opening,
    Pressed,
    Reacted,
    Removed,
    RoomId,
    Submitted,
)
from ci_bot.ports.chat.emoji import normalised
from ci_bot.testing.contracts.actor import Seen
from ci_bot.testing.fake_rooms import FakeMessage
from ci_bot.testing.fake_server import FakeServer

PATIENCE = 10.0
"""Seconds after which what was waited for isn't going to be seen."""


class FakePerson:
    """Writes, edits, deletes, reacts, taps, fills in and sees, as a client would."""

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

    async def press(
        self, room: RoomId, message: MessageId, label: str, *, nth: int = 0
    ) -> Form | Message | None:
        """Taps a choice of a message as it is now; `nth` of several with the same label."""
        target = self._server.rooms[room].message(message)
        if target is None or not target.content or target.shown is None:
            raise LookupError(f"no message {message} of the bot")
        return await self._tap(room, target.content[-1], target.shown, label, message, nth)

    async def press_home(self, label: str) -> Form | Message | None:
        """Taps a choice of the home tab."""
        key, shown = self._server.homes[self._account]
        return await self._tap(self._server.direct_room(self._account), shown, key, label, None, 0)

    async def open_home(self) -> None:
        """Looks at the home tab."""
        room = self._server.direct_room(self._account)
        self._server.tell(HomeOpened(**self._server.envelope(self._account, room)))

    async def open_form(self, form: str, *, text: str = "") -> Form | Message | None:
        """Asks for a form by its id, such as the one of a message's shortcut."""
        inlet = self._server.inlet
        if inlet is None:
            raise LookupError("nobody is there to ask for a form")
        room = self._server.direct_room(self._account)
        envelope = self._server.envelope(self._account, room)
        shown = await inlet.form(Opening(**envelope, form=form, text=text))
        self._server.opened[self._account] = shown
        return shown

    async def submit(self, values: Mapping[str, str], *, form: str | None = None) -> None:
        """Submits the form that was opened last with these values in it, or any by its id."""
        opened = self._server.opened.get(self._account)
        filled = dict(values)
        if form is None:
            if not isinstance(opened, Form):
                raise LookupError("no form is open")
            form = opened.id
            filled = {field.name: field.value or "" for field in opened.fields} | filled
        room = self._server.direct_room(self._account)
        envelope = self._server.envelope(self._account, room)
        self._server.tell(Submitted(**envelope, form=form, values=filled))

    async def _tap(  # noqa: PLR0917 - where the choice is, and which it is
        self,
        room: RoomId,
        shown: Message,
        key: DeliveryKey,
        label: str,
        message: MessageId | None,
        nth: int,
    ) -> Form | Message | None:
        blocks = [block for block in shown.blocks if isinstance(block, Choices)]
        found = [
            (block, option, choice)
            for block, choices in enumerate(blocks)
            for option, choice in enumerate(choices.options)
            if choice.label == label
        ]
        if len(found) <= nth:
            raise LookupError(f"no choice {label!r} there")
        block, option, choice = found[nth]
        if choice.opens is not None:
            return await self.open_form(choice.opens)
        envelope = self._server.envelope(self._account, room)
        self._server.tell(
            Pressed(**envelope, delivery=key, block=block, option=option, message=message)
        )
        return None

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
