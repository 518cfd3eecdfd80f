"""The encryption of our device, on nio's Olm machine."""

import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any, Self

import aiohttp
from nio import (  # type: ignore[import-untyped]
    AsyncClient,
    AsyncClientConfig,
    EncryptionError,
    ErrorResponse,
    ForwardedRoomKeyEvent,
    LocalProtocolError,
    RoomKeyEvent,
    SyncResponse,
)
from nio.store import SqliteStore  # type: ignore[import-untyped]

from adapters.matrix.homeserver import Homeserver, Refused, Unreachable
from adapters.matrix.store import RESTORE, Identity, Store
from ci_bot.ports.chat import PlatformMisconfigured

log = logging.getLogger(__name__)

MEGOLM = "m.megolm.v1.aes-sha2"
REPLAYS_REMEMBERED = 20_000


class Crypto:
    """Seals what we send and opens what others sealed; `client` is nio's, never its sync loop."""

    def __init__(self, client: AsyncClient, homeserver: Homeserver) -> None:
        self.client = client
        self._homeserver = homeserver
        self._opened: dict[tuple[str, int], str] = {}

    @classmethod
    def open(cls, identity: Identity, store: Store, homeserver: Homeserver) -> Self:
        """Loads the keys of our device, or makes them before it was ever announced.

        Raises PlatformMisconfigured when keys that were announced are lost or damaged.
        """
        # They print keys and ciphertexts at lower levels.
        for chatty in ("nio", "peewee"):
            logging.getLogger(chatty).setLevel(logging.ERROR)
        store.inspect_keys(identity)
        store.crypto.touch(mode=0o600)
        client = AsyncClient(
            homeserver.url,
            identity.user,
            identity.device,
            store_path=str(store.folder),
            config=AsyncClientConfig(
                store=SqliteStore,
                store_name=store.crypto.name,
                max_limit_exceeded=0,
                max_timeouts=0,
                request_timeout=homeserver.timeout,
            ),
        )
        # One connection pool for both.
        client.client_session = homeserver.session
        try:
            client.restore_login(identity.user, identity.device, identity.token)
        except Exception as error:  # noqa: BLE001 - damage has many exceptions
            log.error("the encryption keys can't be loaded (%s)", type(error).__name__)  # noqa: TRY400
            raise PlatformMisconfigured(f"{store.crypto} is damaged; {RESTORE}") from None
        crypto = cls(client, homeserver)
        if not identity.fingerprint:
            store.keep(replace(identity, fingerprint=crypto.fingerprint))
        elif identity.fingerprint != crypto.fingerprint:
            crypto.close()
            raise PlatformMisconfigured(
                f"the encryption keys in {store.crypto} are not those of this session; {RESTORE}"
            )
        return crypto

    def close(self) -> None:
        """Closes the key database; the connections belong to the homeserver."""
        self.client.store.database.close()

    @property
    def fingerprint(self) -> str:
        """The Ed25519 key of our device."""
        return str(self.client.olm.account.identity_keys["ed25519"])

    def sign(self, claim: Mapping[str, Any]) -> str:
        """Our device's signature of a JSON object, unpadded base64."""
        return str(self.client.olm.sign_json(dict(claim)))

    async def absorb(self, body: Mapping[str, Any]) -> bool:
        """Takes keys, device lists and room states from a sync; tells whether room keys came.

        nio sees no messages: what it does not see, it can't stumble over.
        """
        joined = {
            room: {
                "state": info.get("state", {"events": []}),
                "timeline": {
                    "events": [
                        event
                        for event in info.get("timeline", {}).get("events", [])
                        if "state_key" in event
                    ],
                    "limited": False,
                    "prev_batch": "",
                },
                "ephemeral": {"events": []},
                "account_data": {"events": []},
            }
            for room, info in body.get("rooms", {}).get("join", {}).items()
        }
        response = SyncResponse.from_dict(
            {
                "next_batch": body["next_batch"],
                "device_one_time_keys_count": body.get("device_one_time_keys_count", {}),
                "device_lists": body.get("device_lists", {}),
                "to_device": body.get("to_device", {"events": []}),
                "presence": {"events": []},
                "rooms": {"invite": {}, "join": joined, "leave": {}},
            }
        )
        if not isinstance(response, SyncResponse):
            raise Unreachable("the homeserver's sync could not be understood")
        # nio skips what it believes to have seen; a repeated sync is to be taken in full.
        self.client.next_batch = ""
        await self.client.receive_response(response)
        for room in body.get("rooms", {}).get("leave", {}):
            self.client.rooms.pop(room, None)
        return any(
            isinstance(event, RoomKeyEvent | ForwardedRoomKeyEvent)
            for event in response.to_device_events
        )

    def knows(self, room: str) -> bool:
        """Whether the room's members are known, so that something can be sealed for them."""
        return room in self.client.rooms

    async def upkeep(self) -> None:
        """Uploads, queries and claims keys, and sends what waits for other devices."""
        async with _nio():
            if self.client.should_upload_keys:
                _unwrap(await self.client.keys_upload())
            await self.learn_devices()
            if self.client.should_claim_keys:
                _unwrap(await self.client.keys_claim(self.client.get_users_for_key_claiming()))
            for response in await self.client.send_to_device_messages():
                _unwrap(response)

    async def learn_devices(self) -> bool:
        """Fetches the devices of people who are new or changed theirs; tells whether it did."""
        async with _nio():
            if not self.client.should_query_keys:
                return False
            _unwrap(await self.client.keys_query())
            return True

    async def seal(
        self, room: str, kind: str, content: dict[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        """The type and content to send: encrypted for all devices where the room is encrypted."""
        if not self.client.rooms[room].encrypted or kind == "m.reaction":
            return kind, content
        async with _nio():
            await self.learn_devices()
            while self.client.olm.should_share_group_session(room):
                await self._share(room)
                await self.learn_devices()
            return "m.room.encrypted", self._encrypt(room, {"type": kind, "content": content})

    def _encrypt(self, room: str, payload: dict[str, Any]) -> dict[str, Any]:
        # nio would write each letter beyond ASCII as six bytes, and a long message would not fit.
        clear = json.dumps(payload | {"room_id": room}, ensure_ascii=False, separators=(",", ":"))
        session = self.client.olm.outbound_group_sessions[room]
        sealed = {
            "algorithm": MEGOLM,
            "sender_key": self.client.olm.account.identity_keys["curve25519"],
            "device_id": self.client.device_id,
            "session_id": session.id,
            "ciphertext": session.encrypt(clear),
        }
        relation = payload["content"].get("m.relates_to")
        return sealed if relation is None else sealed | {"m.relates_to": relation}

    async def _share(self, room: str) -> None:
        olm = self.client.olm
        missing = self.client.get_missing_sessions(room)
        if missing:
            _unwrap(await self.client.keys_claim(missing))
        await self.client.share_group_session(room, ignore_unverified_devices=True)
        session = olm.outbound_group_sessions.get(room)
        if session is None:
            return
        readers = {
            (user, device.id)
            for user in self.client.rooms[room].users
            for device in olm.device_store.active_user_devices(user)
            if olm.session_store.get(device.curve25519)
        }
        if not readers <= session.users_shared_with | session.users_ignored:
            # nio calls it shared all the same, and they could not read up to 100 messages.
            olm.outbound_group_sessions.pop(room, None)
            raise Unreachable("the room key did not reach all devices", unsent=True)

    def unseal(self, room: str, event: Mapping[str, Any]) -> dict[str, Any] | None:
        """The event in the clear, or None where its key is missing or is not its sender's."""
        content = event.get("content", {})
        session_id = content.get("session_id")
        held = self.client.olm.inbound_group_store[room].values()
        session = next((by_id[session_id] for by_id in held if session_id in by_id), None)
        if content.get("algorithm") != MEGOLM or session is None:
            return None
        if not self._owns(event["sender"], session.ed25519, session.sender_key):
            self.client.olm.users_for_key_query.add(event["sender"])
            return None
        try:
            plain, index = session.decrypt(content["ciphertext"])
            payload = json.loads(plain)
            inner = payload["content"]
        except Exception as error:  # noqa: BLE001 - strangers may send anything
            log.warning("%s can't be decrypted (%s)", event["event_id"], type(error).__name__)
            return None
        first = self._opened.setdefault((session_id, index), event["event_id"])
        if len(self._opened) > REPLAYS_REMEMBERED:
            del self._opened[next(iter(self._opened))]
        if payload.get("room_id") != room or first != event["event_id"]:
            log.warning("%s repeats another message", event["event_id"])
            return None
        if "m.relates_to" in content:
            inner.setdefault("m.relates_to", content["m.relates_to"])
        return {**event, "type": payload["type"], "content": inner}

    async def request_key(self, room: str, event: Mapping[str, Any]) -> None:
        """Asks the sender's devices for the key of an event that can't be read."""
        content = event["content"]
        device = content.get("device_id", "*")
        request = {
            "action": "request",
            "request_id": event["event_id"],
            "requesting_device_id": self.client.device_id,
            "body": {
                "algorithm": MEGOLM,
                "room_id": room,
                "session_id": content.get("session_id"),
                "sender_key": content.get("sender_key", ""),
            },
        }
        await self._homeserver.call(
            "PUT",
            *("v3", "sendToDevice", "m.room_key_request", event["event_id"]),
            body={"messages": {event["sender"]: {device: request}}},
        )

    def _owns(self, user: str, ed25519: str, curve25519: str) -> bool:
        if user == self.client.user_id:
            return ed25519 == self.fingerprint
        return any(
            device.ed25519 == ed25519 and device.curve25519 == curve25519
            for device in self.client.olm.device_store[user].values()
        )


def _unwrap(response: object) -> None:
    if isinstance(response, ErrorResponse):
        transport = response.transport_response
        body = {"errcode": response.status_code, "soft_logout": response.soft_logout}
        if response.retry_after_ms is not None:
            body["retry_after_ms"] = response.retry_after_ms
        raise Refused(transport.status if transport else 500, body)


@asynccontextmanager
async def _nio() -> AsyncIterator[None]:
    try:
        yield
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Unreachable(
            f"the homeserver can't be reached ({type(error).__name__})", unsent=True
        ) from None
    except (LocalProtocolError, EncryptionError) as error:
        raise Unreachable(f"not encrypted yet ({type(error).__name__})", unsent=True) from None
