"""A platform on which people are played, so that whole weeks can be shown as a transcript."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from ci_bot.domain.ids import AccountId, MessageId, RoomId
from ci_bot.ports.chat.platform import Platform


@dataclass(frozen=True, kw_only=True, slots=True)
class Spoken:
    """A message as everybody in its room sees it now; reactions in the order they were given."""

    message: MessageId
    at: datetime
    author: AccountId
    text: str
    edited: bool = False
    reply_to: MessageId | None = None
    thread: MessageId | None = None
    reactions: tuple[tuple[AccountId, str], ...] = ()


@runtime_checkable
class Stage(Platform, Protocol):
    """What people do is put down at once and reaches the bot while it receives."""

    @property
    def bot(self) -> AccountId: ...

    def follow(self, now: Callable[[], datetime]) -> None:
        """Takes its timestamps from there from now on."""
        ...

    def account(self, name: str) -> AccountId:
        """The account of a person of that name, who needs no registration."""
        ...

    def room(self, name: str) -> RoomId:
        """The room of that name, open to everybody."""
        ...

    def direct(self, person: AccountId) -> RoomId:
        """The room of the bot and that person."""
        ...

    def say(
        self,
        person: AccountId,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
    ) -> MessageId: ...

    def edit(self, person: AccountId, room: RoomId, message: MessageId, text: str) -> None:
        """Changes an own message; raises LookupError for any other."""
        ...

    def delete(self, person: AccountId, room: RoomId, target: MessageId) -> None:
        """Deletes an own message or takes back an own reaction; else raises LookupError."""
        ...

    def react(
        self, person: AccountId, room: RoomId, message: MessageId, emoji: str
    ) -> MessageId: ...

    def transcript(self, room: RoomId) -> Sequence[Spoken]:
        """Everything in the room, oldest first, without what was deleted."""
        ...

    async def heard(self) -> None:
        """Returns as soon as the bot has accepted everything that people did so far."""
        ...
