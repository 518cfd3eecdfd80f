"""What the bot knows of the rooms it is in."""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

Event = Mapping[str, Any]

DIRECT_MARK = "org.ci_bot.direct"
SHARED_MARK = "org.ci_bot.shared"


@dataclass(slots=True)
class Room:
    """A joined room's state, as far as it decides who may read and who may do what."""

    id: str
    me: str
    members: dict[str, str] = field(default_factory=dict)
    my_name: str = ""
    create: Event = field(default_factory=dict)
    power: Event = field(default_factory=dict)
    encrypted: bool = False
    moved: bool = False

    def apply(self, event: Event) -> None:
        """Takes over one state event."""
        content = event.get("content", {})
        match event["type"], event["state_key"]:
            case "m.room.member", str(user):
                if content.get("membership") in {"join", "invite"}:
                    self.members[user] = content["membership"]
                else:
                    self.members.pop(user, None)
                if user == self.me:
                    self.my_name = str(content.get("displayname") or "")
            case "m.room.create", "":
                self.create = event
            case "m.room.power_levels", "":
                self.power = content
            case "m.room.encryption", "":
                self.encrypted = True
            case "m.room.tombstone", "":
                self.moved = True

    def is_direct_with(self, user: str) -> bool:
        """Whether exactly the bot and this person are in it, joined or invited."""
        return (
            self.shared_under() is None
            and user != self.me
            and self.members.keys() == {self.me, user}
        )

    def is_only_for(self, user: str) -> bool:
        """Whether nobody but the bot reads what this person writes, even if they just left.

        In a room made for two, never: the other one may come later.
        """
        alone = self.shared_under() is None
        return alone and self.members.keys() | {user} == {self.me, user}

    def made_for(self) -> str | None:
        """The person for whom the bot itself made this direct room."""
        person = self.create.get("content", {}).get(DIRECT_MARK)
        mine = self.create.get("sender") == self.me
        return person if mine and isinstance(person, str) else None

    def shared_under(self) -> str | None:
        """The key under which the bot itself made this room for two others."""
        key = self.create.get("content", {}).get(SHARED_MARK)
        mine = self.create.get("sender") == self.me
        return key if mine and isinstance(key, str) else None

    def may_move(self, user: str) -> bool:
        """Whether this person has the power to replace the room by another."""
        if user in self._creators():
            return True
        levels = self.power
        needed = levels.get("events", {}).get("m.room.tombstone", levels.get("state_default", 50))
        held = levels.get("users", {}).get(user, levels.get("users_default", 0))
        return isinstance(held, int) and isinstance(needed, int) and held >= needed

    def _creators(self) -> set[str]:
        content = self.create.get("content", {})
        version = str(content.get("room_version", "1"))
        # From version 12 on, creators stand above all power levels.
        if not version.isdecimal() or int(version) < 12:
            return set()
        return {str(self.create.get("sender")), *content.get("additional_creators", [])}


class Rooms:
    """All joined rooms, by id."""

    def __init__(self, me: str) -> None:
        self._me = me
        self.joined: dict[str, Room] = {}
        self._changed = asyncio.Event()

    def absorb(self, body: Mapping[str, Any]) -> None:
        """Takes over the states of a sync."""
        rooms = body.get("rooms", {})
        for room_id, info in rooms.get("join", {}).items():
            room = self.joined.setdefault(room_id, Room(room_id, self._me))
            for event in _states(info):
                room.apply(event)
        for room_id in rooms.get("leave", {}):
            self.joined.pop(room_id, None)

    def tell(self) -> None:
        """Wakes all who wait for a room, once it can be used."""
        self._changed.set()
        self._changed = asyncio.Event()

    async def until(self, look: Callable[[], bool], *, within: float) -> bool:
        """Looks now and after each sync; whether it was found within some seconds."""
        try:
            async with asyncio.timeout(within):
                while not look():
                    await self._changed.wait()
        except TimeoutError:
            return False
        return True


def _states(info: Mapping[str, Any]) -> Iterable[Event]:
    for part in ("state", "timeline"):
        for event in info.get(part, {}).get("events", []):
            if "state_key" in event and "type" in event:
                yield event
