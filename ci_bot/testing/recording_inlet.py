"""An inlet that remembers what it accepted."""

import asyncio
from collections.abc import Callable, Sequence

from ci_bot.ports.chat import (
    AccountId,
    ChatEvent,
    Form,
    Message,
    MessageReceived,
    Opening,
    RoomId,
    Vault,
)


class RecordingInlet:
    """Accepts each event and message once, and keeps the cursor where the real one would.

    `errors`: raised by the next calls, one each, with nothing accepted. `welcoming`: whether
    invitations are to be followed; `strangers`: whether unknown people may write. `forms`: what
    opens, by id; `openings` what was asked for. `known`: the linked accounts. `lines`: which
    refuse the bot, and why. `patience`:
    seconds after which what is waited for isn't going to come.
    """

    def __init__(self, vault: Vault, *, patience: float = 30.0) -> None:
        self.events: list[ChatEvent] = []
        self.errors: list[Exception] = []
        self.welcoming = True
        self.strangers = False
        self.forms: dict[str, Form | Message] = {}
        self.openings: list[Opening] = []
        self.known: list[AccountId] = []
        self.lines: dict[str, str] = {}
        self._vault = vault
        self._patience = patience
        self._accepted = asyncio.Condition()

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        if self.errors:
            raise self.errors.pop(0)
        known = {key for event in self.events for key in _keys(event)}
        self.events += [event for event in events if known.isdisjoint(_keys(event))]
        if cursor is not None:
            await self._vault.put(*cursor)
        async with self._accepted:
            self._accepted.notify_all()

    async def welcomes(self, inviter: AccountId, room: RoomId) -> bool:
        return self.welcoming

    async def awaits_strangers(self) -> bool:
        return self.strangers

    async def form(self, opening: Opening) -> Form | Message | None:
        self.openings.append(opening)
        return self.forms.get(opening.form)

    def excuse(self, language: str | None) -> str:
        return f"Try again ({language})."

    async def accounts(self) -> Sequence[AccountId]:
        return tuple(self.known)

    async def refused(self, line: str, reason: str) -> None:
        self.lines[line] = reason

    async def readmitted(self, line: str) -> None:
        self.lines.pop(line, None)

    async def until(self, condition: Callable[[Sequence[ChatEvent]], bool]) -> list[ChatEvent]:
        """What was accepted so far, as soon as the condition holds for it; else a TimeoutError."""
        async with asyncio.timeout(self._patience), self._accepted:
            await self._accepted.wait_for(lambda: condition(self.events))
        return list(self.events)


def _keys(event: ChatEvent) -> set[str]:
    if isinstance(event, MessageReceived):
        return {event.event, f"{event.room}|{event.message}"}
    return {event.event}
