"""Turns the rooms of one sync into neutral events, with the gaps filled."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any

from adapters.matrix.departures import removal
from adapters.matrix.entry import Entry
from adapters.matrix.history import pages
from adapters.matrix.homeserver import Refused, Unreachable
from adapters.matrix.inbound import translate
from adapters.matrix.link import Link
from adapters.matrix.moves import Moves
from adapters.matrix.pending import Pending
from adapters.matrix.rooms import Event, Room
from ci_bot.ports.chat import ChatEvent

log = logging.getLogger(__name__)


class Timelines:
    """Reads what happened in the rooms; nothing from before the bot joined them."""

    def __init__(self, link: Link, moves: Moves, pending: Pending) -> None:
        self._link = link
        self._moves = moves
        self._pending = pending

    async def read(self, rooms: Mapping[str, Any], since: str) -> list[ChatEvent]:
        """The neutral events of a sync's `rooms`, in each room in order."""
        found: list[ChatEvent] = []
        for room_id, info in rooms.get("join", {}).items():
            room = self._link.rooms.joined[room_id]
            found += await self._translate(room, await self._whole(room, info, since))
        for room_id, info in rooms.get("leave", {}).items():
            timeline = info.get("timeline", {}).get("events", [])
            found += await self._translate(Room(room_id, self._link.me), timeline)
            lost = removal(
                self._link.me, room_id, [*info.get("state", {}).get("events", []), *timeline]
            )
            if lost is not None:
                found.append(lost)
        return found

    async def retry(self) -> tuple[list[ChatEvent], list[str]]:
        """What can be read by now of what could not, and the ids to drop once it is handed in."""
        found: list[ChatEvent] = []
        read: list[str] = []
        for room_id, event in await self._pending.all():
            opened = self._link.crypto.unseal(room_id, event)
            if opened is not None:
                room = self._link.rooms.joined.get(room_id) or Room(room_id, self._link.me)
                found += _apart(room, opened)
                read.append(event["event_id"])
        return found, read

    async def _whole(self, room: Room, info: Mapping[str, Any], since: str) -> list[Event]:
        timeline = info.get("timeline", {})
        events: list[Event] = list(timeline.get("events", []))
        entry = Entry(room)
        begin = entry.begin(events)
        if begin is not None or not timeline.get("limited"):
            return events[begin or entry.joined(events) or 0 :]
        # Before the cursor there is something new only in a room that the bot came into.
        stop = None if entry.joined(events) is not None else since
        start = timeline.get("prev_batch")
        try:
            async for page in pages(self._link.homeserver, room.id, start=start, stop=stop):
                seen = {event["event_id"] for event in events}
                older = [event for event in reversed(page) if event["event_id"] not in seen]
                events = older + events
                begin = entry.begin(events)
                if begin is not None:
                    break
        except Refused as error:
            if not error.lasting:
                raise
            log.warning("what was missed in %s can't be fetched: %s", room.id, error)
        return events[begin or entry.joined(events) or 0 :]

    async def _translate(self, room: Room, events: Iterable[Event]) -> list[ChatEvent]:
        found: list[ChatEvent] = []
        unreadable: list[Event] = []
        for event in events:
            if event.get("sender") == self._link.me:
                continue
            if event.get("type") == "m.room.tombstone" and "state_key" in event:
                lost = await self._moves.tombstone(room, event)
                found += [lost] if lost else []
                continue
            if event.get("type") == "m.room.encrypted" and event.get("content"):
                opened = self._link.crypto.unseal(room.id, event)
                unreadable += [event] if opened is None and room.shared_under() is None else []
                found += _apart(room, opened or event)
            else:
                found += _apart(room, event)
        for event in await self._pending.keep(room.id, unreadable):
            await self._request_key(room.id, event)
        return found

    async def _request_key(self, room_id: str, event: Event) -> None:
        try:
            await self._link.crypto.keys.request(room_id, event)
        except (Refused, Unreachable) as error:
            log.warning("the key of %s could not be requested: %s", event["event_id"], error)


def _apart(room: Room, event: Event) -> list[ChatEvent]:
    # Strangers' servers may send anything: one broken event must not stop the others.
    try:
        translated = translate(room, event)
    except Exception as error:  # noqa: BLE001 - see above
        log.warning("%s makes no sense (%s)", event.get("event_id"), type(error).__name__)
        return []
    return [] if translated is None else [translated]
