"""The bot's device is signed by an identity of its own: judged by another library."""

import base64
import copy
import json
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from adapters.matrix.signing import signed_devices
from ci_bot.ports.chat import PlatformMisconfigured
from tests.adapters.matrix.bot import Home
from tests.conftest import NewPerson
from tests.support.person import Person


async def published(asker: Person, user: str) -> dict[str, Any]:
    """What the homeserver tells everybody about a user's keys."""
    return await asker.call("POST", "v3/keys/query", {"device_keys": {user: []}})


def signed(claim: dict[str, Any], signer: str, key: str) -> bool:
    """Whether the signer's key `ed25519:...` signed the object."""
    signature = claim["signatures"][signer][key]
    bare = {name: part for name, part in claim.items() if name not in {"signatures", "unsigned"}}
    text = json.dumps(bare, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    public = Ed25519PublicKey.from_public_bytes(_bytes(key.removeprefix("ed25519:")))
    try:
        public.verify(_bytes(signature), text.encode())
    except InvalidSignature:
        return False
    return True


async def test_anybody_can_verify_the_device_by_the_bots_identity(
    home: Home, new_person: NewPerson
) -> None:
    async with home.running() as bot:
        await bot.ready()
    mara, user = await new_person("mara"), home.account.user_id
    keys = await published(mara, user)
    master, signing = keys["master_keys"][user], keys["self_signing_keys"][user]
    device = keys["device_keys"][user][home.device]
    (master_id,), (signing_id,) = master["keys"], signing["keys"]
    assert signed(signing, user, master_id)
    assert signed(device, user, signing_id)
    assert signing["usage"] == ["self_signing"]
    assert not signed(device | {"device_id": "ANOTHER"}, user, signing_id)


async def test_the_device_signs_the_identity_in_turn(home: Home) -> None:
    async with home.running() as bot:
        await bot.ready()
    user = home.account.user_id
    keys = await published(home.account, user)
    master, device = keys["master_keys"][user], keys["device_keys"][user][home.device]
    own = device["keys"][f"ed25519:{home.device}"]
    signature = master["signatures"][user][f"ed25519:{home.device}"]
    assert signed(
        master | {"signatures": {user: {f"ed25519:{own}": signature}}}, user, f"ed25519:{own}"
    )
    (master_id,) = master["keys"]
    assert signed(keys["user_signing_keys"][user], user, master_id)


async def test_the_identity_stays_the_same(home: Home) -> None:
    seen = []
    for _ in range(2):
        async with home.running() as bot:
            await bot.ready()
        keys = await published(home.account, home.account.user_id)
        seen.append((keys["master_keys"], keys["self_signing_keys"]))
    assert seen[0] == seen[1]


async def test_a_signature_that_was_cut_off_is_made_up_for(proxied: Home) -> None:
    proxied.proxy.fail("/keys/signatures/upload", status=502)
    async with proxied.running() as bot:
        await bot.ready()
    user = proxied.account.user_id
    keys = await published(proxied.account, user)
    (signing_id,) = keys["self_signing_keys"][user]["keys"]
    assert signing_id not in keys["device_keys"][user][proxied.device]["signatures"][user]
    async with proxied.running() as bot:
        await bot.ready()
    assert signed(
        (await published(proxied.account, user))["device_keys"][user][proxied.device],
        user,
        signing_id,
    )


async def test_an_identity_made_elsewhere_is_never_replaced(
    home: Home, new_person: NewPerson
) -> None:
    async with home.running() as bot:
        await bot.ready()
    theirs = (await published(home.account, home.account.user_id))["master_keys"]
    (home.folder / "matrix-store" / "cross_signing.json").unlink()
    with pytest.raises(PlatformMisconfigured, match="another client"):
        await home.set_up()
    async with home.running() as bot:
        await bot.ready()
        assert bot.platform.trouble is None
    assert (await published(home.account, home.account.user_id))["master_keys"] == theirs


async def test_a_forged_signature_is_none(home: Home) -> None:
    async with home.running() as bot:
        await bot.ready()
    user, device = home.account.user_id, home.device
    keys = await published(home.account, user)
    assert signed_devices(user, keys) == {device}
    for path in (
        ("self_signing_keys", user, "usage"),
        ("self_signing_keys", user, "user_id"),
        ("self_signing_keys", user, "signatures"),
        ("device_keys", user, device, "keys"),
        ("device_keys", user, device, "device_id"),
        ("device_keys", user, device, "signatures"),
        ("master_keys", user, "keys"),
        ("master_keys", user),
        ("device_keys", user),
    ):
        forged = copy.deepcopy(keys)
        *way, last = path
        part = forged
        for step in way:
            part = part[step]
        part[last] = "another"
        assert signed_devices(user, forged) == set(), path
    assert signed_devices("@another:localhost", keys) == set()


@pytest.mark.parametrize("with_password", [True, False])
async def test_a_homeserver_may_ask_for_the_password_first(
    proxied: Home, with_password: bool
) -> None:
    async with proxied.open():
        pass
    flows = {"session": "s", "flows": [{"stages": ["m.login.password"]}]}
    proxied.proxy.fail("/keys/device_signing/upload", status=401, body=flows)
    file = "password" if with_password else None
    if with_password:
        assert "cross-signed" in await proxied.set_up(password_file=file)
    else:
        with pytest.raises(PlatformMisconfigured, match="password_file"):
            await proxied.set_up(password_file=file)


def _bytes(unpadded: str) -> bytes:
    return base64.b64decode(unpadded + "=" * (-len(unpadded) % 4))
