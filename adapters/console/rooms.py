"""The console's rooms and what is said in them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime

from adapters.console.clock import machine_time
from ci_bot.ports.chat import AccountId, DeliveryKey, MessageId, RoomId, local_part
from ci_bot.ports.chat.stage import Spoken

BOT = AccountId("console:ci-bot")


def account_of(name: str) -> AccountId:
    """The account of whoever bears that name."""
    return AccountId(f"console:{name}")


def room_of(name: str) -> RoomId:
    """The room of that name."""
    if name.startswith("@"):
        raise ValueError(f"{name} would be a direct room")
    return RoomId(f"console:{name}")


def direct_with(person: AccountId) -> RoomId:
    """The room of the bot and a person."""
    return RoomId(f"console:@{local_part(person)}")


def may_enter(person: AccountId, room: RoomId) -> bool:
    """Whether a room is open to that person: all are but the direct rooms of others."""
    return not is_direct(room) or room == direct_with(person)


def is_direct(room: RoomId) -> bool:
    """Whether only the bot and one person are in the room."""
    return local_part(room).startswith("@")


class Rooms:
    """Numbers and keeps what is said; `run` tells these numbers from those of earlier runs.

    `now` gives the timestamps; the machine's own time until it is replaced.
    """

    def __init__(self, run: int) -> None:
        self.now: Callable[[], datetime] = machine_time
        self._run = run
        self._count = 0
        self._spoken: dict[RoomId, dict[MessageId, Spoken]] = {}
        self._reactions: dict[MessageId, tuple[RoomId, MessageId, AccountId, str]] = {}
        self._keys: dict[tuple[RoomId, DeliveryKey], MessageId] = {}

    def new_id(self) -> str:
        """The next number, unique over all runs."""
        self._count += 1
        return f"{self._run}-{self._count}"

    def add(self, room: RoomId, spoken: Spoken, *, key: DeliveryKey | None = None) -> None:
        """Puts a new message at the end of the room."""
        self._spoken.setdefault(room, {})[spoken.message] = spoken
        if key is not None:
            self._keys[room, key] = spoken.message

    def with_key(self, room: RoomId, key: DeliveryKey) -> Spoken | None:
        """The message that was sent there under a key."""
        message = self._keys.get((room, key))
        return None if message is None else self._spoken[room].get(message)

    def change(self, author: AccountId, room: RoomId, message: MessageId, text: str) -> None:
        """Gives an own message another text."""
        own = self._own(author, room, message)
        self._spoken[room][message] = replace(own, text=text, edited=True)

    def remove(self, author: AccountId, room: RoomId, target: MessageId) -> None:
        """Takes away an own message or reaction."""
        if self._reactions.get(target, (None, None, None))[::2] == (room, author):
            del self._reactions[target]
        else:
            self._own(author, room, target)
            del self._spoken[room][target]

    def react(self, author: AccountId, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        """Puts an emoji under a message; twice the same by the same is still one."""
        if message not in self._spoken.get(room, {}):
            raise LookupError(f"there is no message {message} in {room}")
        wanted = (room, message, author, emoji)
        for reaction, known in self._reactions.items():
            if known == wanted:
                return reaction
        reaction = MessageId(self.new_id())
        self._reactions[reaction] = wanted
        return reaction

    def all(self, room: RoomId) -> Iterator[Spoken]:
        """What is in the room, oldest first."""
        for spoken in self._spoken.get(room, {}).values():
            reactions = (
                (author, emoji)
                for _, message, author, emoji in self._reactions.values()
                if message == spoken.message
            )
            yield replace(spoken, reactions=tuple(reactions))

    def _own(self, author: AccountId, room: RoomId, message: MessageId) -> Spoken:
        spoken = self._spoken.get(room, {}).get(message)
        if spoken is None or spoken.author != author:
            raise LookupError(f"{author} has no message {message} in {room}")
        return spoken
