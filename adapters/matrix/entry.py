"""Finds where a room's events begin to concern the bot."""

from collections.abc import Sequence

from adapters.matrix.rooms import Event, Room


class Entry:
    """The bot's coming into a room: its joining; in a direct room, the invite before it.

    People write into a new direct room before the bot can have joined.
    """

    def __init__(self, room: Room) -> None:
        self._me = room.me
        self._direct = len(room.members) == 2

    def begin(self, events: Sequence[Event]) -> int | None:
        """The index of the first event that counts, or None when the entry is not among them."""
        joined = self.joined(events)
        if joined is None or not self._direct or self._before(events[joined - 1]) != "invite":
            return joined
        invited = self._last(events[: joined - 1], "invite")
        return None if invited is None else invited + 1

    def joined(self, events: Sequence[Event]) -> int | None:
        """The index after our last joining, or None."""
        found = self._last(events, "join")
        return None if found is None else found + 1

    def _last(self, events: Sequence[Event], membership: str) -> int | None:
        for index in range(len(events) - 1, -1, -1):
            event = events[index]
            if event.get("type") != "m.room.member" or event.get("state_key") != self._me:
                continue
            # A new name is a joining after a joining.
            changed = self._before(event) != membership
            if event.get("content", {}).get("membership") == membership and changed:
                return index
        return None

    @staticmethod
    def _before(event: Event) -> str:
        return str(event.get("unsigned", {}).get("prev_content", {}).get("membership", ""))
