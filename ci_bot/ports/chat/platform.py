"""The Protocols between an adapter and the core."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol

from ci_bot.domain.ids import AccountId, DeliveryKey, MessageId, RoomId
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.ports.chat.events import ChatEvent, Opening

Page = Callable[[Any, Any, Any], Awaitable[None]]
"""An ASGI application."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Capabilities:
    """What a platform can do, so that the core need not know its name.

    `idempotent_for`: how long the platform itself refuses a second message with the same key.
    `reactions`: the bot may add the answers' emoji to a prompt (switched on by its settings).
    `message_budget`: how many UTF-8 bytes of plain text one message may carry. `taps`: choices are
    buttons, and a message is edited in place as they are tapped. `home`: each person has a home
    tab. `replies`: a reply is something else than a thread. `hears_reactions`: people's reactions
    come in. `shared_rooms`: the bot can make a room for others.
    """

    idempotent_for: timedelta = timedelta(0)
    reactions: bool = False
    threads: bool = True
    message_budget: int = 20_000
    taps: bool = False
    home: bool = False
    replies: bool = True
    hears_reactions: bool = True
    shared_rooms: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Posted:
    """A message as the platform has it."""

    room: RoomId
    message: MessageId


class Sender(Protocol):
    """The half of a platform that the core sends through; every method raises a ChatError."""

    @property
    def capabilities(self) -> Capabilities: ...

    async def resolve(self, address: RoomId) -> RoomId:
        """The platform's own id of a room, which people may have named by an alias."""
        ...

    async def direct_room(self, account: AccountId) -> RoomId:
        """The room of exactly the bot and that account; made, encrypted if possible, if need be."""
        ...

    async def shared_room(
        self, accounts: Sequence[AccountId], name: str, *, key: DeliveryKey
    ) -> RoomId:
        """A private room for these people, who are invited, and the bot; one room per key.

        What they say to each other there is not received, only what is meant for the bot.
        Raises TargetGone where the bot makes no rooms.
        """
        ...

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
        """`only`: shown in the room to that account alone, where the platform can."""
        ...

    async def edit(self, posted: Posted, message: Message, *, key: DeliveryKey) -> None: ...

    async def react(self, posted: Posted, emoji: str, *, key: DeliveryKey) -> None: ...

    async def show_home(self, account: AccountId, message: Message, *, key: DeliveryKey) -> None:
        """Puts the message on that person's home tab, in place of what was there."""
        ...

    async def find(
        self,
        room: RoomId,
        key: DeliveryKey,
        *,
        since: datetime,
        thread: MessageId | None = None,
    ) -> Posted | None:
        """Our message with that key, if the platform has it (reconciliation).

        `thread`: where it would be. Raises Unsearchable where the bot may not look.
        """
        ...


class Inlet(Protocol):
    """Where an adapter hands in what it received."""

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        """Commits the events and the cursor (name, value) in one transaction, each event once.

        The adapter acknowledges to its platform only after this returned. Raises what the store
        raises: then nothing is acknowledged, and the platform delivers again.
        """
        ...

    async def welcomes(self, inviter: AccountId, room: RoomId) -> bool:
        """Whether the coalitions' files know this person or this room, so an invite is accepted."""
        ...

    async def awaits_strangers(self) -> bool:
        """Whether invitation codes are outstanding, so that strangers may open a direct room."""
        ...

    async def form(self, opening: Opening) -> Form | Message | None:
        """The form to open; or what to show in its place; None: nothing, as for a stranger."""
        ...

    def excuse(self, language: str | None) -> str:
        """What to tell somebody whose tap, form or command came to nothing: to try again."""
        ...

    async def accounts(self) -> Sequence[AccountId]:
        """The platform's accounts of everybody in the coalitions, to look at their profiles."""
        ...

    async def refused(self, line: str, reason: str) -> None:
        """Addresses that begin with `line` can't be sent to any more; the backbone is told once."""
        ...

    async def readmitted(self, line: str) -> None:
        """Addresses that begin with `line` can be sent to again."""
        ...


class Vault(Protocol):
    """Durable small values of one adapter: cursors, its map of direct rooms, encrypted secrets.

    A secret and a value may have the same name. Secrets raise PlatformMisconfigured when the
    settings name no key, or not the one that a secret was encrypted with.
    """

    async def get(self, name: str) -> str | None: ...

    async def put(self, name: str, value: str) -> None: ...

    async def names(self, prefix: str) -> Sequence[str]:
        """Of values, not of secrets."""
        ...

    async def secret(self, name: str) -> str | None: ...

    async def keep_secret(self, name: str, value: str) -> None:
        """Keeps it encrypted, durable when this returns."""
        ...

    async def forget(self, name: str) -> bool:
        """Removes value and secret of that name; of several at once, one is told that it did."""
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """One line of a check: what was looked at, whether it is right, and what to do if not.

    `required`: without it the platform can't be used at all.
    """

    what: str
    ok: bool
    advice: str = ""
    required: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Acting:
    """What an action works with; relative paths in the settings start at `folder`.

    `flags`: which of its flags were given. `commands`: the names of what everybody may type to the
    bot, loaded when asked for.
    """

    settings: Any
    vault: Vault
    folder: Path
    flags: frozenset[str] = frozenset()
    commands: Callable[[], Sequence[str]] = tuple


@dataclass(frozen=True, kw_only=True, slots=True)
class Action:
    """A further verb of the command line, such as `matrix setup`.

    `carry_out` gives what to print. `flags`: its options by name, and what each is for.
    """

    about: str
    carry_out: Callable[[Acting], Awaitable[str]]
    flags: Mapping[str, str] = field(default_factory=dict)


class Platform(Protocol):
    """One connected platform, alive between entering and leaving its context."""

    @property
    def name(self) -> str: ...

    @property
    def sender(self) -> Sender: ...

    @property
    def pages(self) -> Mapping[str, Page]:
        """What it answers over HTTP, by path; the core's listener brings the requests."""
        ...

    @property
    def trouble(self) -> str | None:
        """Why it is not receiving just now, for health; None while all is well."""
        ...

    async def receive(self, inlet: Inlet) -> None:
        """Receives until cancelled, reconnecting by itself; raises PlatformStopped for good."""
        ...


class Plugin(Protocol):
    """What an adapter's entry point names: its settings' type and how to open it."""

    @property
    def name(self) -> str: ...

    @property
    def settings_type(self) -> type[Any]:
        """A pydantic model of the adapter's table in the settings file.

        Its `public_url` is that of [web] unless set; with `needs_listener` true it needs [web].
        """
        ...

    def open(
        self, settings: Any, vault: Vault, folder: Path
    ) -> AbstractAsyncContextManager[Platform]:
        """Opens the platform; relative paths in the settings start at `folder`."""
        ...

    def check(
        self, settings: Any, vault: Vault, folder: Path, channels: Sequence[RoomId] = ()
    ) -> AsyncIterator[Finding]:
        """Looks at tokens, permissions and reachability; sends nothing.

        `channels`: the platform's addresses that coalitions post to.
        """
        ...

    @property
    def actions(self) -> Mapping[str, Action]:
        """Further verbs of the command line, by name."""
        ...
