"""How the bot speaks on the console."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from adapters.console.render import MESSAGE_BUDGET, shown
from adapters.console.rooms import BOT, Rooms, direct_with
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import (
    AccountId,
    Capabilities,
    DeliveryKey,
    MessageId,
    Posted,
    RoomId,
    TargetGone,
)
from ci_bot.ports.chat.stage import Spoken

_CAPABILITIES = Capabilities(
    idempotent_for=timedelta(days=1), reactions=False, message_budget=MESSAGE_BUDGET
)


class ConsoleSender:
    """Puts the bot's messages into the rooms."""

    def __init__(self, rooms: Rooms) -> None:
        self._rooms = rooms

    @property
    def capabilities(self) -> Capabilities:
        return _CAPABILITIES

    async def resolve(self, address: RoomId) -> RoomId:
        """Rooms have no second names here."""
        return address

    async def direct_room(self, account: AccountId) -> RoomId:
        return direct_with(account)

    async def shared_room(
        self, accounts: Sequence[AccountId], name: str, *, key: DeliveryKey
    ) -> RoomId:
        """The playground makes no rooms."""
        raise TargetGone("no rooms are made here")

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
        spoken = self._rooms.with_key(room, key)
        if spoken is None:
            spoken = Spoken(
                message=MessageId(self._rooms.new_id()),
                at=self._rooms.now(),
                author=BOT,
                text=shown(message),
                thread=thread,
                reply_to=reply_to,
            )
            self._rooms.add(room, spoken, key=key)
        return Posted(room=room, message=spoken.message)

    async def edit(self, posted: Posted, message: Message, *, key: DeliveryKey) -> None:
        try:
            self._rooms.change(BOT, posted.room, posted.message, shown(message))
        except LookupError as error:
            raise TargetGone from error

    async def react(self, posted: Posted, emoji: str, *, key: DeliveryKey) -> None:
        try:
            self._rooms.react(BOT, posted.room, posted.message, emoji)
        except LookupError as error:
            raise TargetGone from error

    async def show_home(self, account: AccountId, message: Message, *, key: DeliveryKey) -> None:
        """There are no home tabs here."""
        raise TargetGone("there are no home tabs here")

    async def find(
        self,
        room: RoomId,
        key: DeliveryKey,
        *,
        since: datetime,
        thread: MessageId | None = None,
    ) -> Posted | None:
        spoken = self._rooms.with_key(room, key)
        if spoken is None or spoken.at < since:
            return None
        return Posted(room=room, message=spoken.message)
