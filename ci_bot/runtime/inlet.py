"""Where an adapter hands in what it received: committed before the platform is acknowledged."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.domain.ids import AccountId, MessageId, RoomId, platform_of
from ci_bot.messages.blocks import Message
from ci_bot.messages.forms import Form
from ci_bot.ports.chat.events import ChatEvent, MessageReceived, Opening, Removed, Unreadable
from ci_bot.ports.clock import Clock
from ci_bot.ports.crash import reached
from ci_bot.ports.outgoing import Outcomes
from ci_bot.ports.store import Store, StoreBusyError, UnitOfWork
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.event_codec import to_json
from ci_bot.runtime.flood import FloodGate
from ci_bot.runtime.group_commit import GroupCommit
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.timing import Timing
from ci_bot.runtime.vault import vault_name
from ci_bot.views.excuses import try_again

Forms = Callable[[UnitOfWork, Opening, datetime], Awaitable[Form | Message | None]]
"""Which form opens; reads only."""


_Handed = tuple[Sequence[Arrival], tuple[str, str] | None]


class StoreInlet:
    """The inlet of one platform; rings the inbox's bell when something new was committed."""

    def __init__(
        self,
        *,
        store: Store,
        clock: Clock,
        platform: str,
        gate: FloodGate,
        bell: Bell,
        timing: Timing,
        forms: Forms,
        lines: Lines,
        outcomes: Outcomes,
    ) -> None:
        self._store = store
        self._clock = clock
        self._platform = platform
        self._gate = gate
        self._bell = bell
        self._timing = timing
        self._forms = forms
        self._lines = lines
        self._outcomes = outcomes
        self._kept = GroupCommit(self._keep)

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        """Commits the events and the cursor in one transaction, each event once.

        Raises StoreBusyError when the database had no time; nothing may be acknowledged then.
        """
        now = self._clock.now()
        arrivals = [arrival for event in events for arrival in self._arrivals(event, now)]
        try:
            async with asyncio.timeout(self._timing.accept.total_seconds()):
                await self._kept((arrivals, cursor))
        except TimeoutError as error:
            raise StoreBusyError("the database had no time for what was received") from error
        reached("inbox-after-commit-before-ack")

    async def welcomes(self, inviter: AccountId, room: RoomId) -> bool:
        """Whether a coalition knows this person or this room, so that an invite is accepted."""
        async with self._store.read() as uow:
            return bool(await uow.directory.people(inviter)) or (
                await uow.directory.channel(room) is not None
            )

    async def awaits_strangers(self) -> bool:
        """Whether invitation codes are outstanding."""
        async with self._store.read() as uow:
            return await uow.directory.invitations_open(now=self._clock.now()) > 0

    async def form(self, opening: Opening) -> Form | Message | None:
        """What to open; whoever may not fill it in is told so, or nothing."""
        async with self._store.read() as uow:
            return await self._forms(uow, opening, self._clock.now())

    def excuse(self, language: str | None) -> str:
        """What to say without the store."""
        return try_again(language)

    async def accounts(self) -> Sequence[AccountId]:
        """The platform's accounts of everybody in the coalitions, each once."""
        async with self._store.read() as uow:
            loaded = [await uow.of(slug).load() for slug in await uow.directory.coalitions()]
        everybody = (a.id for c in loaded if c is not None for a in c.accounts)
        return tuple(dict.fromkeys(a for a in everybody if platform_of(a) == self._platform))

    async def refused(self, line: str, reason: str) -> None:
        """Sends nothing more that way; every coalition's backbone is told once, on another."""
        if line in self._lines.stopped:
            return
        async with self._store.write() as uow:
            await self._outcomes.platform_stopped(uow, line, reason)
            await uow.commit()
        self._lines.stop(line, reason)

    async def readmitted(self, line: str) -> None:
        """Sends that way again, also what waited for it."""
        async with self._store.write() as uow:
            await self._outcomes.platform_resumed(uow, line)
            await uow.commit()
        self._lines.resume(line)

    async def _keep(self, handed: Sequence[_Handed]) -> None:
        # A platform waits for its answer, and nobody for anything else that is written.
        async with self._store.write(urgent=True) as uow:
            arrivals = [arrival for some, _ in handed for arrival in some]
            new = await uow.inbox.add(arrivals) if arrivals else 0
            for _, cursor in handed:
                if cursor is not None:
                    name, value = cursor
                    await uow.values.put(vault_name(self._platform, name), value)
            reached("inbox-before-commit")
            await uow.commit()
        if new:
            self._bell.ring()

    def _arrivals(self, event: ChatEvent, now: datetime) -> Sequence[Arrival]:
        arrival = Arrival(
            key=_key(self._platform, event),
            second_key=_second_key(event),
            platform=self._platform,
            conversation=event.room,
            body=to_json(event),
            received=now,
            available=self._gate.opens(event.account, now),
        )
        if not isinstance(event, Removed):
            return (arrival,)
        # What was deleted before it was heard must not count when it comes at last.
        gone = replace(
            arrival,
            key=f"{arrival.key}#gone",
            second_key=_said(event.room, event.target),
            state=ArrivalState.DONE,
        )
        return arrival, gone


def _key(platform: str, event: ChatEvent) -> str:
    # The same event comes again under the same id once it could be decrypted.
    suffix = "#unreadable" if isinstance(event, Unreadable) else ""
    return f"{platform}:{event.event}{suffix}"


def _second_key(event: ChatEvent) -> str | None:
    # Only a message can be told again under another event id; each edit, reaction and removal of
    # the same message is a new one.
    if isinstance(event, MessageReceived):
        return _said(event.room, event.message)
    return None


def _said(room: RoomId, message: MessageId) -> str:
    return f"{room}|{message}|message"
