"""The console as a place for the promises of the chat port."""

import asyncio
from collections.abc import Callable, Sequence
from itertools import count

from adapters.console.platform import ConsolePlatform
from adapters.console.rooms import may_enter
from ci_bot.ports.chat import AccountId, MessageId, RoomId, Vault
from ci_bot.ports.chat.stage import Spoken
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.contracts.actor import ChatActor, Seen


class ConsoleActor:
    """A person on the console."""

    def __init__(self, platform: ConsolePlatform, name: str) -> None:
        self._platform = platform
        self._account = platform.account(name)

    @property
    def account(self) -> AccountId:
        return self._account

    async def enter(self, room: RoomId) -> None:
        if not may_enter(self._account, room):
            raise LookupError(room)

    async def write(
        self,
        room: RoomId,
        text: str,
        *,
        reply_to: MessageId | None = None,
        thread: MessageId | None = None,
        to_bot: bool = False,
    ) -> MessageId:
        text = f"@ci-bot {text}" if to_bot else text
        return self._platform.say(self._account, room, text, reply_to=reply_to, thread=thread)

    async def edit(self, room: RoomId, message: MessageId, text: str) -> None:
        self._platform.edit(self._account, room, message, text)

    async def delete(self, room: RoomId, target: MessageId) -> None:
        self._platform.delete(self._account, room, target)

    async def react(self, room: RoomId, message: MessageId, emoji: str) -> MessageId:
        return self._platform.react(self._account, room, message, emoji)

    async def see(
        self, room: RoomId, until: Callable[[Sequence[Seen]], bool] = bool
    ) -> Sequence[Seen]:
        # Whatever the bot sends is there at once; a little turn of the loop lets others send.
        for _ in range(100):
            seen = [_seen(spoken) for spoken in self._platform.transcript(room)]
            if until(seen):
                return seen
            await asyncio.sleep(0)
        raise TimeoutError


def _seen(spoken: Spoken) -> Seen:
    return Seen(
        message=spoken.message,
        author=spoken.author,
        text=spoken.text,
        thread=spoken.thread,
        reply_to=spoken.reply_to,
        reactions=spoken.reactions,
    )


class ConsolePlace:
    """An opened console with nobody on it yet."""

    def __init__(self, platform: ConsolePlatform, vault: Vault, clock: TurnableClock) -> None:
        self.platform = platform
        self.vault = vault
        self.clock = clock
        self._people: list[AccountId] = []
        self._rooms = count(1)
        platform.follow(clock.now)

    @property
    def bot(self) -> AccountId:
        return self.platform.bot

    async def person(self, name: str) -> ConsoleActor:
        actor = ConsoleActor(self.platform, name)
        self._people.append(actor.account)
        return actor

    async def room(self, *people: ChatActor) -> RoomId:
        return self.platform.room(f"room-{next(self._rooms)}")

    async def members(self, room: RoomId) -> set[AccountId]:
        return {self.bot, *(person for person in self._people if may_enter(person, room))}

    async def bring(self, person: ChatActor, room: RoomId) -> bool:
        return False

    async def expel(self, room: RoomId) -> bool:
        return False
