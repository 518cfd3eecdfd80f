"""Reads what people wrote in their direct messages while Slack could not reach the bot."""

import asyncio
import logging
import math
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from datetime import datetime, timedelta

from adapters.slack.direct_rooms import DirectRooms
from adapters.slack.inbound.fields import (
    BEGINNING,
    Json,
    Malformed,
    given_stamp,
    moment,
    part,
    parts,
    stamp_of,
    words,
)
from adapters.slack.inbound.messages import edited, received
from adapters.slack.inbound.reading import mentioned
from adapters.slack.inbound.scene import Scene
from adapters.slack.receiving.bookmarks import Bookmarks
from adapters.slack.receiving.names import Names
from adapters.slack.timing import Timing
from adapters.slack.web import Refused, Unreachable, pages
from adapters.slack.workspaces import Workspace, Workspaces, parted
from ci_bot.ports.chat import (
    ChatEvent,
    Inlet,
    NotAccepted,
    PlatformStopped,
    RoomId,
    TargetGone,
)

log = logging.getLogger(__name__)

OVERLAP = timedelta(minutes=15)
"""Longer than Slack goes on delivering again, so that nothing hides before the bookmark."""
UNMARKED = timedelta(days=6)
"""Of a room in which nothing was ever heard; less than what was heard is kept."""
THREADS = timedelta(days=8)
"""How much older the message may be that people reply to or edit."""
MOST = 10_000
BATCH = 100


class CatchUp:
    """Once after each outage, room by room, at the pace that Slack allows."""

    def __init__(
        self,
        *,
        workspaces: Workspaces,
        direct_rooms: DirectRooms,
        bookmarks: Bookmarks,
        names: Names,
        timing: Timing,
        now: Callable[[], datetime],
    ) -> None:
        self._workspaces = workspaces
        self._direct_rooms = direct_rooms
        self._bookmarks = bookmarks
        self._names = names
        self._timing = timing
        self._now = now
        self._outages = 0
        self._wanted = asyncio.Event()
        self._failing: OrderedDict[str, float] = OrderedDict()

    def connected(self, silent: float) -> None:
        """Slack can be heard again after so many seconds; what it can't bring again is read."""
        if silent > self._timing.reading.outage:
            self._outages += 1
            self._bookmarks.doubt()
            self._wanted.set()

    def kept(self, event: str) -> None:
        """The event with that id was made durable."""
        self._failing.pop(event, None)

    def not_kept(self, event: str) -> None:
        """It could not be; when that lasts, Slack gives it up although it hears us."""
        now = self._timing.clock()
        since = self._failing.setdefault(event, now)
        if now - since > self._timing.reading.away:
            self._failing.clear()
            self.connected(math.inf)
        while len(self._failing) > MOST:
            self._failing.popitem(last=False)

    async def run(self, inlet: Inlet) -> None:
        """Waits for outages to be over, for ever."""
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            outages, wait = self._outages, self._timing.backoff
            while not await self._read_all(inlet) and outages == self._outages:
                await asyncio.sleep(wait)
                wait = min(2 * wait, self._timing.backoff_limit)
            if outages == self._outages:
                self._bookmarks.trust()

    async def _read_all(self, inlet: Inlet) -> bool:
        """Whether every room was read that can be read at all."""
        try:
            done = True
            async for room in self._rooms(inlet):
                done &= self._bookmarks.is_read(room) or await self._read(inlet, room)
        except (Unreachable, NotAccepted) as error:
            log.warning("direct messages could not be caught up: %s", error)
            return False
        except Exception as error:  # noqa: BLE001 - a store that is away comes back
            # No trace: a database's exceptions quote what people wrote.
            log.warning("direct messages could not be caught up (%s)", type(error).__name__)
            return False
        return done

    async def _rooms(self, inlet: Inlet) -> AsyncIterator[RoomId]:
        """Where somebody wrote or was written to; then those of everybody else in the roster."""
        for room in await self._direct_rooms.known():
            yield room
        for account in await inlet.accounts():
            # Whoever can't be written to can't have written.
            with suppress(TargetGone, PlatformStopped):
                yield await self._direct_rooms.of(account)

    async def _read(self, inlet: Inlet, room: RoomId) -> bool:
        try:
            workspace = self._workspaces.of(room)
            events = await self._missed(workspace, room)
        except NotAccepted:
            return False
        except PlatformStopped:
            return True
        except Refused as error:
            if error.retry_after is not None:
                await asyncio.sleep(error.retry_after)
                return False
            log.warning("a direct message could not be caught up: %s", error)
            events = []
        for begin in range(0, len(events), BATCH):
            some = events[begin : begin + BATCH]
            cursor = await self._bookmarks.moved(room, stamp_of(some[-1].at))
            await inlet.accept(some, cursor=cursor)
            self._bookmarks.committed(room, cursor)
        self._bookmarks.read(room)
        return True

    async def _missed(self, workspace: Workspace, room: RoomId) -> list[ChatEvent]:
        at = await self._bookmarks.at(room)
        since = max(BEGINNING, self._now() - UNMARKED if at is None else moment(at) - OVERLAP)
        _, channel = parted(room)
        found = await self._messages(workspace, channel, since)
        users = [user for message in found for user in mentioned(words(message, "text"))]
        names = await self._names.of(workspace, list(dict.fromkeys(users)))
        scene = Scene(
            team=workspace.team, bot_user=workspace.bot_user, now=self._now(), names=names
        )
        events = [event for one in found for event in _events(one, scene, channel, since)]
        return sorted(events, key=lambda event: event.at)

    async def _messages(
        self, workspace: Workspace, channel: str, since: datetime
    ) -> Sequence[Json]:
        oldest = stamp_of(max(BEGINNING, since - THREADS))
        method = "conversations.history"
        found = [one async for one in self._told(workspace, method, channel=channel, oldest=oldest)]
        method, oldest = "conversations.replies", stamp_of(since)
        for parent in list(found):
            last = given_stamp(parent, "latest_reply")
            if last and moment(last) > since:
                thread = {"channel": channel, "ts": parent["ts"], "oldest": oldest}
                found += [
                    one
                    async for one in self._told(workspace, method, **thread)
                    if one.get("ts") != parent["ts"]
                ]
        return found

    async def _told(
        self, workspace: Workspace, method: str, **where: object
    ) -> AsyncIterator[Json]:
        async for page in pages(workspace.client, method, **where):
            for message in parts(page, "messages"):
                yield message
            await asyncio.sleep(self._timing.reading.between)


def _events(message: Json, scene: Scene, channel: str, since: datetime) -> list[ChatEvent]:
    """What was said since then, and what was changed; the inbox knows what it has already."""
    found: list[ChatEvent] = []
    stamp, changed = given_stamp(message, "ts"), given_stamp(part(message, "edited"), "ts")
    try:
        if stamp and moment(stamp) > since:
            event = received(message, scene, channel, f"history:{channel}:{stamp}")
            found += [] if event is None else [event]
        if stamp and changed and moment(changed) > since:
            edit = edited(message, scene, channel, f"history:{channel}:{stamp}", changed)
            found += [] if edit is None else [edit]
    except Malformed:
        log.warning("a message in a history has another shape than Slack's")
    return found
