"""How far each direct message was read, so that what came in an outage can be read later."""

from decimal import Decimal

from ci_bot.ports.chat import RoomId, Vault, local_part

Cursor = tuple[str, str]


def _name(room: RoomId) -> str:
    return f"slack.read.{local_part(room)}"


class Bookmarks:
    """A bookmark moves with every event of its room, but not while the room is in doubt.

    In doubt: an event that comes now may have overtaken others that Slack no longer brings.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._sound = False
        self._read: set[RoomId] = set()
        self._at: dict[RoomId, str] = {}

    async def at(self, room: RoomId) -> str | None:
        """The stamp of the last event of the room, or None where there was none."""
        if room not in self._at:
            kept = await self._vault.get(_name(room))
            if kept is not None:
                self._at.setdefault(room, kept)
        return self._at.get(room)

    async def beyond(self, room: RoomId, stamp: str) -> Cursor | None:
        """What to commit with an event of that stamp; None: the bookmark stays."""
        if not self._sound and room not in self._read:
            return None
        return await self.moved(room, stamp)

    async def moved(self, room: RoomId, stamp: str) -> Cursor | None:
        """The bookmark at that stamp, unless it is further on."""
        at = await self.at(room)
        return None if at is not None and Decimal(stamp) <= Decimal(at) else (_name(room), stamp)

    def committed(self, room: RoomId, cursor: Cursor | None) -> None:
        """That bookmark is durable now."""
        if cursor is None:
            return
        at = self._at.get(room)
        if at is None or Decimal(cursor[1]) > Decimal(at):
            self._at[room] = cursor[1]

    def doubt(self) -> None:
        """Something may have been lost in any room."""
        self._sound = False
        self._read.clear()

    def read(self, room: RoomId) -> None:
        """That room was read up to now."""
        self._read.add(room)

    def is_read(self, room: RoomId) -> bool:
        """Whether it was, since there was doubt."""
        return room in self._read

    def trust(self) -> None:
        """Every room was read up to now."""
        self._sound = True
