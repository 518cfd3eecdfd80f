"""The encryption of our device, on nio's Olm machine."""

import json
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from nio import (  # type: ignore[import-untyped]
    Client,
    ClientConfig,
    ForwardedRoomKeyEvent,
    RoomKeyEvent,
    SyncResponse,
    ToDeviceEvent,
)
from nio.store import SqliteStore  # type: ignore[import-untyped]

from adapters.matrix.homeserver import Homeserver, Unreachable
from adapters.matrix.key_traffic import MEGOLM, KeyTraffic
from adapters.matrix.store import RESTORE, Identity, Store
from ci_bot.ports.chat import PlatformMisconfigured

log = logging.getLogger(__name__)

REPLAYS_REMEMBERED = 20_000


class Crypto:
    """Seals what we send and opens what others sealed; `client` is nio's, which asks nobody."""

    def __init__(self, client: Client, homeserver: Homeserver, *, strict: bool) -> None:
        self.client = client
        self.keys = KeyTraffic(client, homeserver, strict=strict)
        self._opened: dict[tuple[str, int], str] = {}

    @classmethod
    def open(
        cls, identity: Identity, store: Store, homeserver: Homeserver, *, strict: bool
    ) -> Self:
        """Loads the keys of our device, or makes them before it was ever announced.

        Raises PlatformMisconfigured when keys that were announced are lost or damaged.
        """
        # They print keys and ciphertexts at lower levels.
        for chatty in ("nio", "peewee"):
            logging.getLogger(chatty).setLevel(logging.ERROR)
        store.inspect_keys(identity)
        store.crypto.touch(mode=0o600)
        client = Client(
            identity.user,
            identity.device,
            store_path=str(store.folder),
            config=ClientConfig(store=SqliteStore, store_name=store.crypto.name),
        )
        try:
            client.restore_login(identity.user, identity.device, identity.token)
        except Exception as error:  # noqa: BLE001 - damage has many exceptions
            log.error("the encryption keys can't be loaded (%s)", type(error).__name__)  # noqa: TRY400
            raise PlatformMisconfigured(f"{store.crypto} is damaged; {RESTORE}") from None
        crypto = cls(client, homeserver, strict=strict)
        if not identity.fingerprint:
            store.keep(replace(identity, fingerprint=crypto.fingerprint))
        elif identity.fingerprint != crypto.fingerprint:
            crypto.close()
            raise PlatformMisconfigured(
                f"the encryption keys in {store.crypto} belong to another session; {RESTORE}"
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

    def absorb(self, body: Mapping[str, Any]) -> bool:
        """Takes keys, device lists and room states from a sync; tells whether room keys came.

        nio sees no messages: what it does not see, it can't stumble over.
        """
        sealed = body.get("to_device", {}).get("events", [])
        keys_came = [self._take_from_device(event) for event in sealed]
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
                "to_device": {"events": []},
                "presence": {"events": []},
                "rooms": {"invite": {}, "join": joined, "leave": {}},
            }
        )
        if not isinstance(response, SyncResponse):
            raise Unreachable("the homeserver's sync could not be understood")
        # nio skips what it believes to have seen; a repeated sync is to be taken in full.
        self.client.next_batch = ""
        self.client.receive_response(response)
        for room in body.get("rooms", {}).get("leave", {}):
            self.client.rooms.pop(room, None)
        # nio takes no count of 0, the one that matters: then nobody new could write to us.
        counts = body.get("device_one_time_keys_count", {})
        self.client.olm.uploaded_key_count = counts.get("signed_curve25519")
        return any(keys_came)

    def _take_from_device(self, event: Mapping[str, Any]) -> bool:
        try:
            opened = self.client.olm.handle_to_device_event(ToDeviceEvent.parse_event(event))
        except Exception as error:  # noqa: BLE001 - strangers may send anything
            log.warning("a device sent what makes no sense (%s)", type(error).__name__)
            return False
        return isinstance(opened, RoomKeyEvent | ForwardedRoomKeyEvent)

    def encrypts(self, room: str) -> bool:
        """Whether what is said in the room is encrypted."""
        return bool(self.client.rooms[room].encrypted)

    async def seal(
        self, room: str, kind: str, content: dict[str, Any]
    ) -> tuple[str, dict[str, Any]]:
        """The type and content to send: encrypted for all devices where the room is encrypted."""
        if not self.encrypts(room) or kind == "m.reaction":
            return kind, content
        await self.keys.learn_devices()
        while self.client.olm.should_share_group_session(room):
            await self.keys.share(room)
            await self.keys.learn_devices()
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

    def unseal(self, room: str, event: Mapping[str, Any]) -> dict[str, Any] | None:
        """The event in the clear, or None where its key is missing or is not its sender's."""
        try:
            return self._unseal(room, event)
        except Exception as error:  # noqa: BLE001 - strangers may send anything
            log.warning("%s can't be decrypted (%s)", event["event_id"], type(error).__name__)
            return None

    def _unseal(self, room: str, event: Mapping[str, Any]) -> dict[str, Any] | None:
        content = event["content"]
        session_id = content["session_id"]
        held = self.client.olm.inbound_group_store[room].values()
        session = next((by_id[session_id] for by_id in held if session_id in by_id), None)
        if content.get("algorithm") != MEGOLM or session is None:
            return None
        if not self._owns(event["sender"], session.ed25519, session.sender_key):
            self.client.olm.users_for_key_query.add(event["sender"])
            return None
        plain, index = session.decrypt(content["ciphertext"])
        payload = json.loads(plain)
        inner = payload["content"]
        first = self._opened.setdefault((session_id, index), event["event_id"])
        if len(self._opened) > REPLAYS_REMEMBERED:
            del self._opened[next(iter(self._opened))]
        if payload.get("room_id") != room or first != event["event_id"]:
            log.warning("%s repeats another message", event["event_id"])
            return None
        if "m.relates_to" in content:
            inner.setdefault("m.relates_to", content["m.relates_to"])
        return {**event, "type": payload["type"], "content": inner}

    def _owns(self, user: str, ed25519: str, curve25519: str) -> bool:
        if user == self.client.user_id:
            return ed25519 == self.fingerprint
        return any(
            device.ed25519 == ed25519 and device.curve25519 == curve25519
            for device in self.client.olm.device_store[user].values()
        )
