"""Ed25519 signatures of JSON objects, as Matrix makes and checks them."""

import base64
import json
from collections.abc import Mapping
from typing import Any

from Crypto.PublicKey import ECC
from Crypto.Signature import eddsa


def canonical(claim: Mapping[str, Any]) -> bytes:
    """The bytes of a JSON object that are signed, as Matrix defines them."""
    signed = {name: part for name, part in claim.items() if name not in {"signatures", "unsigned"}}
    text = json.dumps(signed, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return text.encode()


def unpadded(raw: bytes) -> str:
    """Base64 as Matrix writes it."""
    return base64.b64encode(raw).decode().rstrip("=")


class SigningKey:
    """An Ed25519 key made from its 32-byte seed."""

    def __init__(self, seed: bytes) -> None:
        self._key = ECC.construct(curve="Ed25519", seed=seed)
        self.public = unpadded(self._key.public_key().export_key(format="raw"))
        self.id = f"ed25519:{self.public}"

    def sign(self, claim: Mapping[str, Any]) -> str:
        """The signature of a JSON object."""
        return unpadded(eddsa.new(self._key, "rfc8032").sign(canonical(claim)))


def signed_devices(user: str, published: Mapping[str, Any]) -> set[str]:
    """The devices that carry their owner's signature, from the answer to a query of keys.

    The owner's master key signs the self-signing key, and that one the devices.
    """
    try:
        master = published["master_keys"][user]
        signer = published["self_signing_keys"][user]
        (master_id,), (signer_id,) = master["keys"], signer["keys"]
        if not _is_signed(signer, user, master_id):
            return set()
        devices = published["device_keys"][user]
        return {
            name
            for name, device in devices.items()
            if device["device_id"] == name and _is_signed(device, user, signer_id)
        }
    except (KeyError, TypeError, ValueError, AttributeError):
        return set()


def _is_signed(claim: Mapping[str, Any], user: str, key_id: str) -> bool:
    signature = claim.get("signatures", {}).get(user, {}).get(key_id)
    if claim.get("user_id") != user or signature is None:
        return False
    public = eddsa.import_public_key(_raw(key_id.removeprefix("ed25519:")))
    try:
        eddsa.new(public, "rfc8032").verify(canonical(claim), _raw(signature))
    except ValueError:
        return False
    return True


def _raw(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4))
