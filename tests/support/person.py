"""What people do in rooms."""

import secrets
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import quote

from tests.support.matrix_client import MatrixClient

Event = Mapping[str, Any]
Found = TypeVar("Found")

PATIENCE = 60.0


@dataclass(frozen=True, kw_only=True)
class Person(MatrixClient):
    """Somebody at a Matrix client without encryption."""

    async def create_room(
        self,
        *invited: MatrixClient | str,
        name: str = "",
        alias: str = "",
        direct: bool = False,
        encrypted: bool = False,
    ) -> str:
        """A private room with those people invited; gives its id."""
        encryption = {"type": "m.room.encryption", "content": {"algorithm": "m.megolm.v1.aes-sha2"}}
        body: dict[str, Any] = {
            "preset": "trusted_private_chat" if direct else "private_chat",
            "is_direct": direct,
            "invite": [one if isinstance(one, str) else one.user_id for one in invited],
            "initial_state": [encryption] if encrypted else [],
        }
        body |= {"name": name} if name else {}
        body |= {"room_alias_name": alias} if alias else {}
        return str((await self.call("POST", "v3/createRoom", body))["room_id"])

    async def join(self, room: str) -> None:
        """Joins by id or alias."""
        await self.call("POST", f"v3/join/{quote(room, safe='')}")

    async def leave(self, room: str) -> None:
        await self.call("POST", _in(room, "leave"))

    async def invite(self, room: str, whom: str) -> None:
        await self.call("POST", _in(room, "invite"), {"user_id": whom})

    async def kick(self, room: str, whom: str, reason: str = "") -> None:
        await self.call("POST", _in(room, "kick"), {"user_id": whom, "reason": reason})

    async def ban(self, room: str, whom: str) -> None:
        await self.call("POST", _in(room, "ban"), {"user_id": whom})

    async def upgrade(self, room: str, version: str = "12") -> str:
        """Moves the room to a new one; gives the new id."""
        answer = await self.call("POST", _in(room, "upgrade"), {"new_version": version})
        return str(answer["replacement_room"])

    async def rooms(self) -> list[str]:
        """The rooms they are in."""
        return list((await self.call("GET", "v3/joined_rooms"))["joined_rooms"])

    async def members(self, room: str) -> set[str]:
        """The user ids that are in the room."""
        return set((await self.call("GET", _in(room, "joined_members")))["joined"])

    async def send(self, room: str, kind: str, content: Mapping[str, Any]) -> str:
        """An event of any type; gives its id."""
        path = _in(room, f"send/{kind}/{secrets.token_hex(8)}")
        return str((await self.call("PUT", path, content))["event_id"])

    async def say(self, room: str, text: str, *, reply_to: str = "", thread: str = "") -> str:
        """A line of text, perhaps in reply to an event, perhaps in the thread of one."""
        content: dict[str, Any] = {"msgtype": "m.text", "body": text}
        relation: dict[str, Any] = {}
        if thread:
            relation = {"rel_type": "m.thread", "event_id": thread, "is_falling_back": not reply_to}
        if thread or reply_to:
            relation["m.in_reply_to"] = {"event_id": reply_to or thread}
            content["m.relates_to"] = relation
        return await self.send(room, "m.room.message", content)

    async def edit(self, room: str, event: str, text: str) -> str:
        """Replaces what they said."""
        new = {"msgtype": "m.text", "body": text}
        relation = {"rel_type": "m.replace", "event_id": event}
        content = {**new, "body": f"* {text}", "m.new_content": new, "m.relates_to": relation}
        return await self.send(room, "m.room.message", content)

    async def react(self, room: str, event: str, key: str) -> str:
        """Puts an emoji under an event; redacting what this gives takes it away."""
        relation = {"rel_type": "m.annotation", "event_id": event, "key": key}
        return await self.send(room, "m.reaction", {"m.relates_to": relation})

    async def redact(self, room: str, event: str) -> None:
        """Withdraws what they sent."""
        await self.call("PUT", _in(room, f"redact/{quote(event)}/{secrets.token_hex(8)}"))

    async def sync(self, since: str = "", *, patience: float = 0) -> dict[str, Any]:
        """One sync; waits up to `patience` seconds for something new when `since` is given."""
        query = {"timeout": str(int(patience * 1000))} | ({"since": since} if since else {})
        return await self.call("GET", "v3/sync", query=query)

    async def invitations(self) -> list[str]:
        """The rooms they are invited to."""
        return list((await self.sync()).get("rooms", {}).get("invite", {}))

    async def events(self, room: str) -> list[Event]:
        """Everything they may see of the room, oldest first, state too."""
        found: list[Event] = []
        query = {"dir": "f", "limit": "1000"}
        while True:
            page = await self.call("GET", _in(room, "messages"), query=query)
            found += page["chunk"]
            if "end" not in page:
                return found
            query["from"] = page["end"]

    async def messages(self, room: str, *, by: str = "") -> list[Event]:
        """The messages of the room without edits and redacted ones, perhaps of one sender only."""
        return [
            event
            for event in await self.events(room)
            if event["type"] == "m.room.message"
            and by in ("", event["sender"])
            and event["content"]
            and event["content"].get("m.relates_to", {}).get("rel_type") != "m.replace"
        ]

    async def current(self, room: str, event: str) -> Mapping[str, Any]:
        """The content of an event after its last edit."""
        original = await self.call("GET", _in(room, f"event/{quote(event)}"))
        edits = original.get("unsigned", {}).get("m.relations", {})
        content: Mapping[str, Any] = original["content"]
        if "m.replace" in edits:
            content = edits["m.replace"]["content"]["m.new_content"]
        return content

    async def unread(self, room: str) -> tuple[int, int]:
        """How many events of the room notify them, and how many of those are highlights."""
        counts = (await self.sync())["rooms"]["join"][room]["unread_notifications"]
        return counts["notification_count"], counts["highlight_count"]

    async def mute(self, room: str) -> None:
        """A push rule: nothing of this room notifies them."""
        await self.call("PUT", f"v3/pushrules/global/override/{quote(room)}", _muted(room))

    async def until(
        self, look: Callable[[], Awaitable[Found | None]], *, patience: float = PATIENCE
    ) -> Found:
        """Looks now, and again whenever something reaches them, until it finds something.

        And once a second, as what is looked for need not be anything that reaches them.
        """
        deadline = time.monotonic() + patience
        since = (await self.sync())["next_batch"]
        while not (found := await look()):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"{self.user_id} waited {patience:g} s in vain")
            since = (await self.sync(since, patience=min(left, 1.0)))["next_batch"]
        return found

    async def hears(
        self, room: str, match: Callable[[Event], bool], *, patience: float = PATIENCE
    ) -> Event:
        """The first event of the room that matches, waited for."""

        async def look() -> Event | None:
            return next((event for event in await self.events(room) if match(event)), None)

        return await self.until(look, patience=patience)

    async def invited(self, *, patience: float = PATIENCE) -> str:
        """A room they are invited to, waited for."""

        async def look() -> str | None:
            return next(iter(await self.invitations()), None)

        return await self.until(look, patience=patience)


def _in(room: str, path: str) -> str:
    return f"v3/rooms/{quote(room)}/{path}"


def _muted(room: str) -> Mapping[str, Any]:
    conditions = [{"kind": "event_match", "key": "room_id", "pattern": room}]
    return {"conditions": conditions, "actions": []}
