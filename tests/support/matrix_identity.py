"""A person's cross-signing identity, made with another library than the bot's."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.support.matrix_people import EncryptedPerson


async def cross_sign(
    person: EncryptedPerson, identity: tuple[Ed25519PrivateKey, Ed25519PrivateKey] | None = None
) -> tuple[Ed25519PrivateKey, Ed25519PrivateKey]:
    """Signs the person's device; gives the keys, to sign another device with."""
    account, user = person.account, person.user_id
    master, signer = identity or (Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate())
    if identity is None:
        keys = {
            "master_key": _claim(user, "master", master),
            "self_signing_key": _signed(_claim(user, "self_signing", signer), user, master),
        }
        await account.call("POST", "v3/keys/device_signing/upload", keys)
    published = await account.call("POST", "v3/keys/query", {"device_keys": {user: []}})
    device = published["device_keys"][user][account.device_id]
    body = {user: {account.device_id: _signed(device, user, signer)}}
    answer = await account.call("POST", "v3/keys/signatures/upload", body)
    assert not answer.get("failures")
    return master, signer


def _claim(user: str, usage: str, key: Ed25519PrivateKey) -> dict[str, Any]:
    public = _public(key)
    return {"user_id": user, "usage": [usage], "keys": {f"ed25519:{public}": public}}


def _signed(claim: Mapping[str, Any], user: str, key: Ed25519PrivateKey) -> dict[str, Any]:
    bare = {name: part for name, part in claim.items() if name not in {"signatures", "unsigned"}}
    text = json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    signature = _unpadded(key.sign(text.encode()))
    return bare | {"signatures": {user: {f"ed25519:{_public(key)}": signature}}}


def _public(key: Ed25519PrivateKey) -> str:
    return _unpadded(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def _unpadded(raw: bytes) -> str:
    return base64.b64encode(raw).decode().rstrip("=")
