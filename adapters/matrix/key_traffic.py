"""Exchanges keys with the homeserver and with the devices of people."""

import logging
import secrets
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from nio import (  # type: ignore[import-untyped]
    Client,
    KeysClaimResponse,
    KeysQueryResponse,
    KeysUploadResponse,
    ToDeviceResponse,
)

from adapters.matrix.homeserver import Homeserver, Refused, Unreachable
from adapters.matrix.signing import signed_devices
from ci_bot.ports.chat import reached

log = logging.getLogger(__name__)

MEGOLM = "m.megolm.v1.aes-sha2"


class KeyTraffic:
    """The requests behind nio's Olm machine; every method raises Refused or Unreachable.

    `strict`: room keys go only to devices that their owners have signed.
    """

    def __init__(self, client: Client, homeserver: Homeserver, *, strict: bool) -> None:
        self._client = client
        self._olm = client.olm
        self._homeserver = homeserver
        self._strict = strict
        for device in self._olm.device_store:
            client.unblacklist_device(device)
        if strict:
            self._olm.users_for_key_query.update(self._olm.device_store.users)

    async def upkeep(self) -> None:
        """Uploads, queries and claims keys, and sends what waits for other devices."""
        if self._client.should_upload_keys:
            keys = self._olm.share_keys()
            # Killed after the upload, the next process must not offer others under the same names:
            # the homeserver would refuse every upload from then on.
            self._olm.save_account()
            body = await self._post("upload", keys)
            reached("key-upload")
            self._client.receive_response(KeysUploadResponse.from_dict(body))
        await self.learn_devices()
        if self._client.should_claim_keys:
            await self._claim(self._olm.get_users_for_key_claiming())
        for message in list(self._olm.outgoing_to_device_messages):
            try:
                await self._to_devices(message.type, message.as_dict())
            except Refused as error:
                if not error.lasting:
                    raise
            self._client.receive_response(ToDeviceResponse(message))

    async def learn_devices(self) -> bool:
        """Fetches the devices of people who are new or changed theirs; tells whether it did."""
        users = list(self._olm.users_for_key_query)
        if users and not await self._query(users):
            # One stranger's broken keys must not hide the devices of all others.
            for user in users:
                if not await self._query([user]):
                    self._olm.users_for_key_query.discard(user)
                    log.warning("the devices of one person make no sense")
        return bool(users)

    async def share(self, room: str) -> None:
        """Gives the room's key to all devices of its members."""
        users = set(self._client.rooms[room].users)
        missing = self._olm.get_missing_sessions(list(users))
        if missing:
            await self._claim(missing)
        parts = self._olm.share_group_session_parallel(
            room, list(users), ignore_unverified_devices=True
        )
        # The first step makes the key where there is none; whoever has it already is left out.
        for readers, sealed in parts:
            session = self._olm.outbound_group_sessions[room]
            await self._to_devices("m.room.encrypted", sealed)
            reached("session-share")
            session.users_shared_with.update(readers)
        if room not in self._client.rooms:
            raise Unreachable("the bot lost the room just now", unsent=True)
        if users == set(self._client.rooms[room].users):
            self._olm.outbound_group_sessions[room].mark_as_shared()
        else:
            # Somebody came or went meanwhile: another key for those who are there now.
            self._olm.outbound_group_sessions.pop(room, None)

    async def request(self, room: str, event: Mapping[str, Any]) -> None:
        """Asks the sender's device for the key of an event that can't be read."""
        content = event["content"]
        request = {
            "action": "request",
            "request_id": event["event_id"],
            "requesting_device_id": self._client.device_id,
            "body": {
                "algorithm": MEGOLM,
                "room_id": room,
                "session_id": content.get("session_id"),
                "sender_key": content.get("sender_key", ""),
            },
        }
        device = content.get("device_id", "*")
        await self._to_devices(
            "m.room_key_request", {"messages": {event["sender"]: {device: request}}}
        )

    async def _query(self, users: Sequence[str]) -> bool:
        body = await self._post("query", {"device_keys": {user: [] for user in users}})
        response = KeysQueryResponse.from_dict(body)
        if not isinstance(response, KeysQueryResponse):
            return False
        self._client.receive_response(response)
        if self._strict:
            for user in users:
                signed = signed_devices(user, body)
                for device in self._olm.device_store.active_user_devices(user):
                    if device.id in signed:
                        self._client.unblacklist_device(device)
                    else:
                        self._client.blacklist_device(device)
        return True

    async def _claim(self, devices: Mapping[str, Iterable[str]]) -> None:
        wanted = {user: dict.fromkeys(ids, "signed_curve25519") for user, ids in devices.items()}
        body = await self._post("claim", {"one_time_keys": wanted})
        for user, keys in body.get("one_time_keys", {}).items():
            response = KeysClaimResponse.from_dict({"one_time_keys": {user: keys}, "failures": {}})
            if isinstance(response, KeysClaimResponse):
                self._client.receive_response(response)

    async def _post(self, what: str, body: Mapping[str, Any]) -> dict[str, Any]:
        return await self._homeserver.call("POST", "v3", "keys", what, body=body)

    async def _to_devices(self, kind: str, body: Mapping[str, Any]) -> None:
        transaction = secrets.token_hex(16)
        await self._homeserver.call("PUT", "v3", "sendToDevice", kind, transaction, body=body)
