"""People who talk to the bot somewhere: on chats in memory or on real ones, in the same words."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Protocol

from ci_bot.app import App
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, MessageId, PersonId, RoomId, platform_of
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.memory_store import MemoryStore


class Said(Protocol):
    """A message of the bot, as it stands now."""

    @property
    def text(self) -> str: ...


class Talker(Protocol):
    """Somebody at their client."""

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
    ) -> MessageId: ...

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None: ...


class Chat(Protocol):
    """A platform with its people."""

    @property
    def name(self) -> str: ...

    def person(self, name: str) -> Talker:
        """Whoever has the account `PLATFORM:NAME`."""

    def said(self, room: RoomId) -> Sequence[Said]:
        """The bot's messages in a room, oldest first."""

    async def direct_room(self, account: AccountId) -> RoomId:
        """The room of the bot and somebody."""


class Talk(ABC):
    """One bot over several chats; everybody is reachable where their first account is."""

    clock: TurnableClock
    store: MemoryStore
    app: App
    chats: Mapping[str, Chat]
    accounts: dict[PersonId, AccountId]
    read: dict[RoomId, int]

    @abstractmethod
    async def settle(self) -> None:
        """Lets everything that is due happen."""

    async def apply(self, coalition: Coalition) -> Coalition:
        """Puts a coalition into the store."""
        await self.app.composition.apply_coalition(coalition.id, lambda _stored: coalition)
        self.accounts = {
            person: coalition.accounts_of(person)[0]
            for person in coalition.people
            if coalition.accounts_of(person)
        }
        return coalition

    def name_of(self, person: str) -> str:
        """Under which name a chat knows somebody."""
        return self.accounts[PersonId(person)].partition(":")[2]

    def chat_of(self, person: str) -> Chat:
        """The platform on which somebody writes."""
        return self.chats[platform_of(self.accounts[PersonId(person)])]

    def talker(self, person: str) -> Talker:
        """Somebody at their client."""
        return self.chat_of(person).person(self.name_of(person))

    async def direct(self, person: str) -> RoomId:
        """The direct room of the bot and somebody."""
        return await self.chat_of(person).direct_room(self.accounts[PersonId(person)])

    async def write(
        self, person: str, text: str, *, reply_to: MessageId | None = None, threaded: bool = False
    ) -> MessageId:
        """Somebody writes to the bot, perhaps in reply to a message or in its thread."""
        message = await self.talker(person).write(
            await self.direct(person),
            text,
            reply_to=None if threaded else reply_to,
            thread=reply_to if threaded else None,
        )
        await self.settle()
        return message

    async def edit(self, person: str, message: MessageId, text: str) -> None:
        """Somebody changes what they wrote."""
        await self.talker(person).edit(await self.direct(person), message, text)
        await self.settle()

    async def heard_by(self, person: str) -> str:
        """What the bot said to somebody directly since it was last read."""
        room = await self.direct(person)
        said = [message.text for message in self.chat_of(person).said(room)]
        new = said[self.read.get(room, 0) :]
        self.read[room] = len(said)
        return "\n".join(new)

    async def says(self, person: str, text: str) -> str:
        """Somebody writes, and this is all that the bot says to it."""
        await self.heard_by(person)
        await self.write(person, text)
        return await self.heard_by(person)
