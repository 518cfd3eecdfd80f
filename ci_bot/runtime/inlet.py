"""Where an adapter hands in what it received: committed before the platform is acknowledged."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.ids import AccountId, RoomId
from ci_bot.ports.chat.events import ChatEvent, MessageReceived, Unreadable
from ci_bot.ports.clock import Clock
from ci_bot.ports.crash import reached
from ci_bot.ports.store import Store, StoreBusyError
from ci_bot.runtime.bell import Bell
from ci_bot.runtime.event_codec import kind_of, to_json
from ci_bot.runtime.flood import FloodGate
from ci_bot.runtime.timing import Timing
from ci_bot.runtime.vault import vault_name


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
    ) -> None:
        self._store = store
        self._clock = clock
        self._platform = platform
        self._gate = gate
        self._bell = bell
        self._timing = timing

    async def accept(
        self, events: Sequence[ChatEvent], *, cursor: tuple[str, str] | None = None
    ) -> None:
        """Commits the events and the cursor in one transaction, each event once.

        Raises StoreBusyError when the database had no time; nothing may be acknowledged then.
        """
        now = self._clock.now()
        arrivals = [self._arrival(event, now) for event in events]
        try:
            async with asyncio.timeout(self._timing.accept.total_seconds()):
                async with self._store.write() as uow:
                    new = await uow.inbox.add(arrivals) if arrivals else 0
                    if cursor is not None:
                        name, value = cursor
                        await uow.values.put(vault_name(self._platform, name), value)
                    reached("inbox-before-commit")
                    await uow.commit()
        except TimeoutError as error:
            raise StoreBusyError("the database had no time for what was received") from error
        reached("inbox-after-commit-before-ack")
        if new:
            self._bell.ring()

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

    def _arrival(self, event: ChatEvent, now: datetime) -> Arrival:
        return Arrival(
            key=_key(self._platform, event),
            second_key=_second_key(event),
            platform=self._platform,
            conversation=event.room,
            body=to_json(event),
            received=now,
            available=self._gate.opens(event.account, now),
        )


def _key(platform: str, event: ChatEvent) -> str:
    # The same event comes again under the same id once it could be decrypted.
    suffix = "#unreadable" if isinstance(event, Unreadable) else ""
    return f"{platform}:{event.event}{suffix}"


def _second_key(event: ChatEvent) -> str | None:
    # Only a message can be told again under another event id; each edit, reaction and removal of
    # the same message is a new one.
    if isinstance(event, MessageReceived):
        return f"{event.room}|{event.message}|{kind_of(event)}"
    return None
