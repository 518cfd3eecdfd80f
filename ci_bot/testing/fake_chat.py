"""A chat platform in memory: it keeps every promise of the port, and breaks down on request."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from ci_bot.domain.ids import on_line
from ci_bot.messages import plain
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import (
    AccountId,
    Capabilities,
    ChatEvent,
    DeliveryKey,
    Inlet,
    MessageId,
    Page,
    PlatformStopped,
    Posted,
    RoomId,
    RoomLost,
    TargetGone,
    TooLong,
)
from ci_bot.ports.clock import Clock
from ci_bot.testing.fake_faults import Faults, Taken
from ci_bot.testing.fake_person import FakePerson
from ci_bot.testing.fake_rooms import FakeMessage, FakeRoom
from ci_bot.testing.fake_server import FakeServer

_Answer = TypeVar("_Answer")

RETRY_SECONDS = 0.01
"""Until what the inlet could not accept is delivered again."""


TAPPING = Capabilities(idempotent_for=timedelta(hours=24), taps=True, home=True)
"""A platform with buttons, forms and a home tab."""


class FakePlatform:
    """Platform and sender in one; people act on it through `person`.

    `faults` is the script of what goes wrong. `accepted` lists the keys of all messages, edits
    and reactions that were taken, in that order: the truth against which nothing may be lost or
    doubled. `unreachable` accounts can't be written to. `homes`: what is on each home tab.
    """

    def __init__(
        self, clock: Clock, *, name: str = "fake", capabilities: Capabilities | None = None
    ) -> None:
        self.server = FakeServer(clock, name)
        self.name = name
        self.capabilities = capabilities or Capabilities(
            idempotent_for=timedelta(hours=24), reactions=True
        )
        self.faults = Faults()
        self.accepted: list[DeliveryKey] = []
        self.unreachable: set[AccountId] = set()
        self.homes = self.server.homes
        self._refusals: dict[str, str] = {}
        self.trouble: str | None = None
        self._taken: dict[tuple[RoomId, DeliveryKey], tuple[Posted, datetime]] = {}
        self._late: list[Callable[[], object]] = []

    @property
    def bot(self) -> AccountId:
        return self.server.bot

    @property
    def pages(self) -> Mapping[str, Page]:
        return {}

    @property
    def sender(self) -> "FakePlatform":
        return self

    def person(self, name: str) -> FakePerson:
        """Somebody with the account `PLATFORM:NAME`."""
        return FakePerson(self.server, AccountId(f"{self.name}:{name}"))

    def room(self, name: str, *people: FakePerson) -> RoomId:
        """A new room `PLATFORM:!NAME` of the bot and these people."""
        return self.server.open_room(name, *(person.account for person in people)).room

    def said(self, room: RoomId) -> list[FakeMessage]:
        """The bot's messages in a room, as they are now."""
        messages = self.server.rooms[room].messages
        return [message for message in messages if message.author == self.bot]

    def expel(self, room: RoomId, by: FakePerson) -> None:
        """Somebody removes the bot from the room."""
        envelope = self.server.envelope(by.account, room)
        self.server.tell(RoomLost(**envelope, reason="removed"))
        self.server.rooms[room].members.discard(self.bot)

    def tell(self, event: ChatEvent) -> None:
        """Delivers any event: one that came before, one that nobody did, one out of order."""
        self.server.tell(event)

    def stop(self, reason: str, *, line: str | None = None) -> None:
        """Refuses the bot from now on, as with a revoked token; perhaps on that line alone."""
        self._refusals[line or self.name] = reason
        self.server.changed()

    def resume(self) -> None:
        """Lets the bot in again."""
        self._refusals.clear()

    def land(self) -> None:
        """Takes what was to be taken late."""
        late, self._late = self._late, []
        for take in late:
            take()

    async def receive(self, inlet: Inlet) -> None:
        while True:
            self._refuse_if_stopped(self.name)
            try:
                await self.deliver(inlet)
            except Exception:  # noqa: BLE001 - whatever the inlet raises, it gets the event again
                await asyncio.sleep(RETRY_SECONDS)
            else:
                await self.server.news()

    async def deliver(self, inlet: Inlet) -> None:
        """Hands in everything that waits, one by one; what the inlet raises goes through."""
        self.server.inlet = inlet
        while self.server.waiting:
            await inlet.accept((self.server.waiting[0],))
            del self.server.waiting[0]

    async def resolve(self, address: RoomId) -> RoomId:
        return address

    async def direct_room(self, account: AccountId) -> RoomId:
        return await self._request("direct_room", account, lambda: self._direct_room(account))

    async def shared_room(
        self, accounts: Sequence[AccountId], name: str, *, key: DeliveryKey
    ) -> RoomId:
        def take() -> RoomId:
            if not self.capabilities.shared_rooms or self.unreachable & set(accounts):
                raise TargetGone
            return self.server.shared_room(key, name, accounts)

        return await self._request("shared_room", accounts[0], take)

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
        def take() -> Posted:
            target = self._room(room)
            self._fits(message)
            if known := self._known(room, key):
                return known
            posted = FakeMessage(
                message=self.server.new_message(),
                author=self.bot,
                at=self.server.clock.now(),
                key=key,
                thread=thread,
                reply_to=reply_to,
                only=only,
            )
            posted.say(message, key)
            target.messages.append(posted)
            return self._took(key, Posted(room=room, message=posted.message))

        return await self._request("send", room, take)

    async def edit(self, posted: Posted, message: Message, *, key: DeliveryKey) -> None:
        def take() -> None:
            self._fits(message)
            target = self._message(posted)
            if self._known(posted.room, key) is None:
                target.say(message, key)
                self._took(key, posted)

        await self._request("edit", posted.room, take)

    async def react(self, posted: Posted, emoji: str, *, key: DeliveryKey) -> None:
        def take() -> None:
            target = self._message(posted)
            if (self.bot, emoji) not in target.reactions.values():
                target.reactions[self.server.new_message()] = (self.bot, emoji)
                self._took(key, posted)

        await self._request("react", posted.room, take)

    async def show_home(self, account: AccountId, message: Message, *, key: DeliveryKey) -> None:
        def take() -> None:
            self._fits(message)
            self.homes[account] = (key, message)
            self.accepted.append(key)
            self.server.changed()

        await self._request("show_home", account, take)

    async def find(
        self,
        room: RoomId,
        key: DeliveryKey,
        *,
        since: datetime,
        thread: MessageId | None = None,
    ) -> Posted | None:
        def look() -> Posted | None:
            found = self._room(room).with_key(key)
            if found is None or found.at < since:
                return None
            return Posted(room=room, message=found.message)

        return await self._request("find", room, look)

    async def _request(
        self, on: str, place: RoomId | AccountId, take: Callable[[], _Answer]
    ) -> _Answer:
        fault = self.faults.met_by(on, place)
        if fault and fault.after:
            await fault.after.wait()
        await asyncio.sleep(0)
        self._refuse_if_stopped(place)
        if fault is None or fault.error is None:
            return take()
        if fault.taken is Taken.AT_ONCE:
            take()
        if fault.taken is Taken.LATE:
            self._late.append(take)
        raise fault.error

    def _refuse_if_stopped(self, place: str) -> None:
        for line, reason in self._refusals.items():
            if on_line(place, line):
                raise PlatformStopped(reason, line=None if line == self.name else line)

    def _direct_room(self, account: AccountId) -> RoomId:
        if account in self.unreachable:
            raise TargetGone
        workspace, slash, who = account.partition(":")[2].rpartition("/")
        own = f"{workspace}{slash}direct-{who}"
        for name in (own, *(f"{own}-{count}" for count in range(2, 100))):
            known = self.server.rooms.get(self.server.room_id(name))
            if known is None:
                return self.server.open_room(name, account).room
            if known.direct_with(self.bot, account):
                return known.room
        raise TargetGone

    def _room(self, room: RoomId) -> FakeRoom:
        found = self.server.rooms.get(room)
        if found is None or self.bot not in found.members:
            raise TargetGone
        if (others := found.members - {self.bot}) and others <= self.unreachable:
            raise TargetGone
        return found

    def _message(self, posted: Posted) -> FakeMessage:
        found = self._room(posted.room).message(posted.message)
        if found is None:
            raise TargetGone
        return found

    def _fits(self, message: Message) -> None:
        if len(plain.render(message).encode()) > self.capabilities.message_budget:
            raise TooLong

    def _known(self, room: RoomId, key: DeliveryKey) -> Posted | None:
        posted, at = self._taken.get((room, key), (None, None))
        if at is None or self.server.clock.now() - at >= self.capabilities.idempotent_for:
            return None
        return posted

    def _took(self, key: DeliveryKey, posted: Posted) -> Posted:
        self._taken[posted.room, key] = (posted, self.server.clock.now())
        self.accepted.append(key)
        self.server.changed()
        return posted
