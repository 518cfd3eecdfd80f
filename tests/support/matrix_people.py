"""People with an encrypting client: nio on a device and a store of their own."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

from nio import (  # type: ignore[import-untyped]
    AsyncClient,
    AsyncClientConfig,
    EncryptionError,
    MegolmEvent,
    SyncResponse,
)
from nio.crypto.attachments import decrypt_attachment  # type: ignore[import-untyped]
from nio.store import SqliteStore  # type: ignore[import-untyped]

from tests.support.person import PATIENCE, Person

Found = TypeVar("Found")


class EncryptedPerson:
    """Somebody whose client encrypts in encrypted rooms; `account` does the rest in the clear."""

    def __init__(self, account: Person, client: AsyncClient) -> None:
        self.account = account
        self.client = client
        self.user_id = account.user_id

    async def sync(self, *, patience: float = 0) -> None:
        """Takes in what is new, and does what keys need."""
        client = self.client
        answer = await client.sync(
            timeout=int(patience * 1000), full_state=not client.next_batch or None
        )
        assert isinstance(answer, SyncResponse), type(answer)
        if client.should_upload_keys:
            await client.keys_upload()
        if client.should_query_keys:
            await client.keys_query()
        if client.should_claim_keys:
            await client.keys_claim(client.get_users_for_key_claiming())
        await client.send_to_device_messages()

    async def join(self, room: str) -> None:
        """Accepts an invite; returns when the client knows the room."""
        await self.account.join(room)
        await self.knows(room)

    async def knows(self, room: str) -> None:
        """Waits until the client knows that they are in the room."""

        async def look() -> bool:
            return room in self.client.rooms

        await self.until(look)

    async def send(self, room: str, kind: str, content: Mapping[str, Any]) -> str:
        """An event, encrypted where the room is; gives its id."""
        await self.sync()
        answer = await self.client.room_send(
            room,
            kind,
            dict(content),
            tx_id=secrets.token_hex(8),
            ignore_unverified_devices=True,
        )
        return str(answer.event_id)

    async def say(self, room: str, text: str, *, reply_to: str = "", thread: str = "") -> str:
        """A line of text, perhaps in reply to an event, perhaps in the thread of one."""
        content: dict[str, Any] = {"msgtype": "m.text", "body": text, "m.mentions": {}}
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

    async def events(self, room: str) -> list[dict[str, Any]]:
        """Everything they may see of the room, oldest first; what can't be read stays encrypted."""
        await self.sync()
        return [self._opened(room, dict(event)) for event in await self.account.events(room)]

    async def picture(self, content: Mapping[str, Any]) -> bytes:
        """What a message shows, opened where it is encrypted."""
        sealed = content.get("file")
        if sealed is None:
            return await self.account.file(content["url"])
        data = await self.account.file(sealed["url"])
        key, digest, iv = sealed["key"]["k"], sealed["hashes"]["sha256"], sealed["iv"]
        return bytes(decrypt_attachment(data, key, digest, iv))

    async def until(
        self, look: Callable[[], Awaitable[Found | None]], *, patience: float = PATIENCE
    ) -> Found:
        """Looks again whenever something reaches them, until it finds something."""
        found = None

        async def fresh() -> Found | None:
            nonlocal found
            await self.sync()
            found = await look()
            return found

        return await self.account.until(fresh, patience=patience)

    async def hears(
        self, room: str, match: Callable[[Mapping[str, Any]], bool]
    ) -> Mapping[str, Any]:
        """The first event of the room that matches, in the clear, waited for."""

        async def look() -> Mapping[str, Any] | None:
            return next((event for event in await self.events(room) if match(event)), None)

        return await self.until(look)

    def _opened(self, room: str, event: dict[str, Any]) -> dict[str, Any]:
        if event["type"] != "m.room.encrypted" or "ciphertext" not in event["content"]:
            return event
        sealed = MegolmEvent.from_dict(event | {"room_id": room})
        try:
            opened = self.client.decrypt_event(sealed)
        except EncryptionError:
            return event
        return event | {"type": opened.source["type"], "content": opened.source["content"]}


@asynccontextmanager
async def encrypting(account: Person, folder: Path) -> AsyncIterator[EncryptedPerson]:
    """The person's client on the device that they registered with; its keys are in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    client = AsyncClient(
        account.url,
        account.user_id,
        account.device_id,
        store_path=str(folder),
        config=AsyncClientConfig(store=SqliteStore, store_name="keys.db"),
    )
    client.restore_login(account.user_id, account.device_id, account.token)
    try:
        person = EncryptedPerson(account, client)
        await person.sync()
        yield person
    finally:
        await client.close()
        client.store.database.close()
