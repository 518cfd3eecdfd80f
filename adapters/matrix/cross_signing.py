"""Gives the bot an identity of its own and signs its device with it."""

import secrets
from collections.abc import Mapping
from typing import Any

from adapters.matrix.crypto import Crypto
from adapters.matrix.homeserver import Homeserver, Refused
from adapters.matrix.signing import SigningKey
from adapters.matrix.store import Identity, Store
from ci_bot.ports.chat import PlatformMisconfigured

USAGES = ("master", "self_signing", "user_signing")


class CrossSigning:
    """Our master, self-signing and user-signing keys; their seeds lie in the store."""

    def __init__(self, homeserver: Homeserver, store: Store, identity: Identity) -> None:
        self._homeserver = homeserver
        self._store = store
        self._user = identity.user
        self._device_id = identity.device

    async def signed(self) -> bool:
        """Whether our device carries our own identity's signature already."""
        keys = self._keys()
        return keys is not None and await self._is_signed(keys, await self._published())

    async def set_up(self, crypto: Crypto, password: str | None) -> None:
        """Publishes our identity and signs our device; does nothing where that is done.

        Some homeservers ask for the password before they take an identity.

        Raises PlatformMisconfigured where the account has an identity that was made elsewhere.
        """
        published = await self._published()
        keys = self._keys()
        theirs = published.get("master_keys", {}).get(self._user, {}).get("keys", {})
        if theirs and (keys is None or set(theirs) != {keys["master"].id}):
            raise PlatformMisconfigured(
                f"{self._user} has a cross-signing identity that was made in another client;"
                " reset it there (or use an account of the bot's own), then run"
                " `ci-bot matrix setup` again"
            )
        if keys is None:
            self._store.keep_seeds({usage: secrets.token_hex(32) for usage in USAGES})
            keys = self._keys()
            assert keys is not None  # noqa: S101 - they were just written
        if not theirs:
            await self._publish(keys, crypto, password)
        if not await self._is_signed(keys, published):
            await self._sign_device(keys["self_signing"], published, crypto.fingerprint)

    def _keys(self) -> dict[str, SigningKey] | None:
        seeds = self._store.seeds()
        if seeds is None:
            return None
        return {usage: SigningKey(bytes.fromhex(seeds[usage])) for usage in USAGES}

    async def _published(self) -> dict[str, Any]:
        body: dict[str, Any] = {"device_keys": {self._user: []}}
        return await self._homeserver.call("POST", "v3", "keys", "query", body=body)

    async def _is_signed(
        self, keys: Mapping[str, SigningKey], published: Mapping[str, Any]
    ) -> bool:
        device = self._device(published)
        signatures = device.get("signatures", {}).get(self._user, {})
        key = keys["self_signing"]
        return bool(signatures.get(key.id) == key.sign(device))

    def _device(self, published: Mapping[str, Any]) -> dict[str, Any]:
        devices = published.get("device_keys", {}).get(self._user, {})
        found: dict[str, Any] = devices.get(self._device_id, {})
        return found

    async def _publish(
        self, keys: Mapping[str, SigningKey], crypto: Crypto, password: str | None
    ) -> None:
        claims: dict[str, dict[str, Any]] = {
            usage: {
                "user_id": self._user,
                "usage": [usage],
                "keys": {keys[usage].id: keys[usage].public},
            }
            for usage in USAGES
        }
        signatures = {"master": {f"ed25519:{self._device_id}": crypto.sign(claims["master"])}}
        for usage in USAGES[1:]:
            signatures[usage] = {keys["master"].id: keys["master"].sign(claims[usage])}
        body: dict[str, Any] = {
            f"{usage}_key": claims[usage] | {"signatures": {self._user: signatures[usage]}}
            for usage in USAGES
        }
        path = ("v3", "keys", "device_signing", "upload")
        try:
            await self._homeserver.call("POST", *path, body=body)
        except Refused as error:
            if error.status != 401 or "session" not in error.body:
                raise
            auth = self._proof(str(error.body["session"]), password)
            await self._homeserver.call("POST", *path, body=body | {"auth": auth})

    def _proof(self, session: str, password: str | None) -> dict[str, Any]:
        if password is None:
            raise PlatformMisconfigured(
                "the homeserver asks for the password before it accepts cross-signing keys;"
                " set password_file in [matrix] and run `ci-bot matrix setup`"
            )
        return {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": self._user},
            "password": password,
            "session": session,
        }

    async def _sign_device(
        self, key: SigningKey, published: Mapping[str, Any], fingerprint: str
    ) -> None:
        device = self._device(published)
        if device.get("keys", {}).get(f"ed25519:{self._device_id}") != fingerprint:
            raise PlatformMisconfigured(
                "the homeserver shows other keys for this device than the store has"
            )
        device.pop("unsigned", None)
        device["signatures"] = {self._user: {key.id: key.sign(device)}}
        answer = await self._homeserver.call(
            "POST",
            *("v3", "keys", "signatures", "upload"),
            body={self._user: {str(device["device_id"]): device}},
        )
        if answer.get("failures"):
            raise PlatformMisconfigured("the homeserver refused the signature of the device")
