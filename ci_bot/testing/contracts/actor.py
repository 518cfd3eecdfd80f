"""Who acts in the promises of the chat port: people with clients of their own, and their rooms."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from ci_bot.ports.chat import AccountId, MessageId, Platform, RoomId, Vault
from ci_bot.ports.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """A message as somebody's client shows it, after its last edit; removed ones aren't shown.

    `markup` is the HTML it was made of, if any; `mentions` whom it notifies beyond an ordinary
    message (`room` for all); `links` where its links lead, those aside that the client makes of
    a bare address by itself; `picture` is what it shows besides, whose words are `text`.
    """

    message: MessageId
    author: AccountId
    text: str
    markup: str | None = None
    thread: MessageId | None = None
    reply_to: MessageId | None = None
    mentions: frozenset[str] = frozenset()
    links: tuple[str, ...] = ()
    reactions: tuple[tuple[AccountId, str], ...] = ()
    picture: bytes | None = None


class ChatActor(Protocol):
    """One person at a client. Nothing here waits a fixed time; `see` waits for what it is told."""

    @property
    def account(self) -> AccountId: ...

    async def enter(self, room: RoomId) -> None:
        """Accepts the invitation to a room, if there is one to accept."""
        ...

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
        to_bot: bool = False,
    ) -> MessageId:
        """Writes a message; `to_bot` mentions the bot in front, as the client's users do."""
        ...

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        """Changes an own message."""
        ...

    async def delete(self, room: RoomId, target: MessageId) -> None:
        """Deletes an own message, or takes back an own reaction."""
        ...

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        """Reacts, exactly as spelled; returns the reaction's id."""
        ...

    async def see(
        self, room: RoomId, until: Callable[[Sequence[Seen]], bool] = bool
    ) -> Sequence[Seen]:
        """The room's messages, oldest first, once the condition holds; else a TimeoutError."""
        ...


class TapActor(ChatActor, Protocol):
    """One person at a client with buttons, forms and a home tab."""

    async def press(self, room: RoomId, message: MessageId, label: str) -> object:
        """Taps the first choice with that label of a message, as the message is by now."""
        ...

    async def submit(self, values: Mapping[str, str]) -> None:
        """Submits the form that was opened last, with these values by name in place of its own."""
        ...

    async def open_home(self) -> None:
        """Looks at the bot's home tab."""
        ...


class ChatPlace(Protocol):
    """An opened platform with its surroundings, new for each test."""

    @property
    def platform(self) -> Platform: ...

    @property
    def bot(self) -> AccountId: ...

    @property
    def vault(self) -> Vault:
        """The vault the platform was opened with."""
        ...

    @property
    def clock(self) -> Clock:
        """What the platform's own timestamps follow."""
        ...

    async def person(self, name: str) -> ChatActor:
        """Somebody new, whom the bot doesn't know yet."""
        ...

    async def room(self, *people: ChatActor) -> RoomId:
        """A new room of the bot and these people, everybody in it already."""
        ...

    async def members(self, room: RoomId) -> set[AccountId]:
        """Who is in the room or invited to it."""
        ...

    async def bring(self, person: ChatActor, room: RoomId) -> bool:
        """Somebody else enters the bot's direct room; False where the platform rules that out."""
        ...

    async def expel(self, room: RoomId) -> bool:
        """The bot is removed from the room; False where the platform rules that out."""
        ...
