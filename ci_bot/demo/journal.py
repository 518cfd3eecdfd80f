"""What everybody in a room saw happen, in the order in which it did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ci_bot.domain.ids import AccountId, MessageId, RoomId
from ci_bot.ports.chat.stage import Spoken, Stage


class Event(StrEnum):
    """What can be seen."""

    SAID = "said"
    IN_THREAD = "in_thread"
    EDITED = "edited"
    REACTED = "reacted"


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One thing that was seen."""

    at: datetime
    author: AccountId
    event: Event
    text: str


class Journal:
    """Compares the rooms with how they were, and notes what is new or different."""

    def __init__(self, stage: Stage, rooms: Sequence[RoomId]) -> None:
        self._stage = stage
        self._known: dict[RoomId, Mapping[MessageId, Spoken]] = {room: {} for room in rooms}
        self._lines: dict[RoomId, list[Line]] = {room: [] for room in rooms}

    def note(self, now: datetime) -> None:
        """Notes what happened since the last time."""
        for room, known in self._known.items():
            seen = {spoken.message: spoken for spoken in self._stage.transcript(room)}
            for spoken in seen.values():
                self._lines[room].extend(_news(known.get(spoken.message), spoken, now))
            self._known[room] = seen

    def lines(self, room: RoomId, *, since: datetime) -> Sequence[Line]:
        """Everything seen in the room from then on."""
        return [line for line in self._lines[room] if line.at >= since]


def _news(before: Spoken | None, spoken: Spoken, now: datetime) -> list[Line]:
    lines = []
    if before is None:
        event = Event.SAID if spoken.thread is None else Event.IN_THREAD
        lines.append(Line(at=spoken.at, author=spoken.author, event=event, text=spoken.text))
    elif before.text != spoken.text:
        lines.append(Line(at=now, author=spoken.author, event=Event.EDITED, text=spoken.text))
    old = () if before is None else before.reactions
    lines.extend(
        Line(at=now, author=author, event=Event.REACTED, text=emoji)
        for author, emoji in spoken.reactions
        if (author, emoji) not in old
    )
    return lines
