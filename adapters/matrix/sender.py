"""Sends, one after the other in each room, under keys that the homeserver knows again."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from adapters.matrix.direct_rooms import DirectRooms
from adapters.matrix.history import pages
from adapters.matrix.homeserver import Refused, Unreachable
from adapters.matrix.inbound import moment, room_address
from adapters.matrix.link import Link
from adapters.matrix.pictures import Pictures
from adapters.matrix.refusals import before_sending, while_asking, while_sending
from adapters.matrix.render import KEY, editing, posting, reaction
from adapters.matrix.shared_rooms import SharedRooms
from ci_bot.ports.chat import (
    AccountId,
    Capabilities,
    DeliveryKey,
    Message,
    MessageId,
    Posted,
    RoomId,
    TargetGone,
    local_part,
)

# `since` is the core's clock, the events have the homeserver's.
CLOCKS_APART = timedelta(minutes=10)


class MatrixSender:
    """The bot's voice in Matrix."""

    def __init__(
        self,
        link: Link,
        direct_rooms: DirectRooms,
        shared_rooms: SharedRooms,
        *,
        reactions: bool,
    ) -> None:
        self._link = link
        self._direct_rooms = direct_rooms
        self._shared_rooms = shared_rooms
        self._pictures = Pictures(link)
        self._queues: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._capabilities = Capabilities(
            idempotent_for=timedelta(minutes=30), reactions=reactions, shared_rooms=True
        )

    @property
    def capabilities(self) -> Capabilities:
        """What Matrix can do."""
        return self._capabilities

    async def resolve(self, address: RoomId) -> RoomId:
        """The room that an alias like `#room:server` stands for."""
        name = local_part(address)
        if not name.startswith("#"):
            return address
        try:
            found = await self._link.homeserver.call("GET", "v3", "directory", "room", name)
        except (Refused, Unreachable) as error:
            raise while_asking(error) from None
        return room_address(str(found["room_id"]))

    async def direct_room(self, account: AccountId) -> RoomId:
        """The room of exactly the bot and that person."""
        try:
            return room_address(await self._direct_rooms.of(local_part(account)))
        except (Refused, Unreachable) as error:
            raise while_asking(error) from None

    async def shared_room(
        self, accounts: Sequence[AccountId], name: str, *, key: DeliveryKey
    ) -> RoomId:
        """A room of these people and the bot."""
        users = [local_part(account) for account in accounts]
        try:
            return room_address(await self._shared_rooms.of(users, name, key=key))
        except (Refused, Unreachable) as error:
            raise while_asking(error) from None

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
        """Posts a message; the same key again gives the same message, even after a restart."""
        name = local_part(room)
        async with self._queues[name]:
            media = await self._pictures.put(name, message)
            content = posting(message, key, thread=thread, reply_to=reply_to, media=media)
            event_id = await self._put(name, "m.room.message", content, key)
        return Posted(room=room, message=MessageId(event_id))

    async def edit(self, posted: Posted, message: Message, *, key: DeliveryKey) -> None:
        """Replaces a message."""
        name = local_part(posted.room)
        async with self._queues[name]:
            media = await self._pictures.put(name, message)
            content = editing(posted.message, message, key, media)
            await self._put(name, "m.room.message", content, key)

    async def react(self, posted: Posted, emoji: str, *, key: DeliveryKey) -> None:
        """Puts an emoji under a message; one that is there already is as good."""
        name = local_part(posted.room)
        async with self._queues[name]:
            await self._put(name, "m.reaction", reaction(posted.message, emoji, key), key)

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
        """Our message with that key; of an edit or reaction, the message it belongs to."""
        name = local_part(room)
        try:
            await self._link.usable()
            async for page in pages(self._link.homeserver, name, sender=self._link.me):
                for event in page:
                    if moment(event) < since - CLOCKS_APART:
                        return None
                    if (found := self._is(name, event, key)) is not None:
                        return Posted(room=room, message=found)
        except (Refused, Unreachable) as error:
            raise while_asking(error) from None
        return None

    def _is(self, room: str, event: dict[str, Any], key: DeliveryKey) -> MessageId | None:
        content = event.get("content", {})
        if event["type"] == "m.room.encrypted":
            opened = self._link.crypto.unseal(room, event)
            content = opened["content"] if opened else {}
        # The homeserver tells our own device the transaction of its events.
        if key not in {content.get(KEY), event.get("unsigned", {}).get("transaction_id")}:
            return None
        relation = content.get("m.relates_to", {})
        belongs = relation.get("rel_type") in {"m.replace", "m.annotation"}
        return MessageId(relation["event_id"] if belongs else event["event_id"])

    async def _put(self, room: str, kind: str, content: dict[str, Any], key: DeliveryKey) -> str:
        try:
            await self._link.enter(room)
            kind, content = await self._link.crypto.seal(room, kind, content)
        except (Refused, Unreachable) as error:
            raise before_sending(error) from None
        try:
            answer = await self._link.homeserver.call(
                "PUT", "v3", "rooms", room, "send", kind, key, body=content
            )
        except Refused as error:
            if error.code == "M_DUPLICATE_ANNOTATION":
                return ""
            raise while_sending(error) from None
        except Unreachable as error:
            raise while_sending(error) from None
        return str(answer["event_id"])
