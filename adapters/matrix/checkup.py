"""`ci-bot check` for Matrix: looks, logs nobody in and sends nothing."""

from collections.abc import AsyncIterator
from pathlib import Path

from adapters.matrix.cross_signing import CrossSigning
from adapters.matrix.homeserver import Homeserver, Refused, Unreachable
from adapters.matrix.settings import MatrixSettings
from adapters.matrix.store import Identity, Store
from ci_bot.ports.chat import ChatError, Finding, Vault
from ci_bot.ports.chat.secret import read_secret

RATE = (
    "Synapse's own is 0.2 messages a second, so that many prompts at once have to wait, unless"
    " the account is exempt: POST /_synapse/admin/v1/users/{user}/override_ratelimit"
)


async def findings(
    settings: MatrixSettings,
    vault: Vault,  # noqa: ARG001 - the port hands it to every check
    folder: Path,
) -> AsyncIterator[Finding]:
    """Looks at the homeserver, the session, the keys and the signature, in that order."""
    store = Store(folder / settings.store)
    async with Homeserver(settings.homeserver, timeout=settings.http_timeout) as homeserver:
        reachable = await _reachable(homeserver)
        yield reachable
        try:
            identity = store.identity()
            password = read_secret(settings.password, settings.password_file, folder)
            token = read_secret(settings.access_token, settings.access_token_file, folder)
            if identity is not None:
                store.inspect_keys(identity)
        except ChatError as error:
            yield Finding(what="Matrix session and keys", ok=False, advice=str(error))
            return
        homeserver.token = token or (identity.token if identity else "")
        if not homeserver.token:
            yield _not_logged_in(password)
            return
        yield Finding(what="Matrix encryption keys", ok=True)
        if reachable.ok:
            yield await _accepted(homeserver, settings.user_id)
            if identity is not None:
                yield await _signed(homeserver, store, identity)
    yield Finding(what="Matrix rate limit", ok=True, advice=RATE, required=False)


async def _reachable(homeserver: Homeserver) -> Finding:
    what = f"Matrix homeserver {homeserver.url}"
    try:
        await homeserver.call("GET", "versions")
    except (Refused, Unreachable) as error:
        return Finding(what=what, ok=False, advice=f"{error}; check homeserver in [matrix]")
    return Finding(what=what, ok=True)


def _not_logged_in(password: str | None) -> Finding:
    what = "Matrix session"
    if password is None:
        return Finding(what=what, ok=False, advice="set password_file in [matrix]")
    advice = "not logged in yet: `ci-bot matrix setup` or the first `ci-bot run` does it"
    return Finding(what=what, ok=False, advice=advice, required=False)


async def _accepted(homeserver: Homeserver, user: str) -> Finding:
    what = f"Matrix session of {user}"
    try:
        owner = (await homeserver.call("GET", "v3", "account", "whoami")).get("user_id")
    except (Refused, Unreachable) as error:
        return Finding(what=what, ok=False, advice=f"{error}; run `ci-bot matrix setup` anew")
    if owner != user:
        return Finding(what=what, ok=False, advice=f"it belongs to {owner}; correct user_id")
    return Finding(what=what, ok=True)


async def _signed(homeserver: Homeserver, store: Store, identity: Identity) -> Finding:
    what = f"Matrix device {identity.device} is cross-signed"
    advice = "run `ci-bot matrix setup`: some clients do not show what unsigned devices write"
    try:
        signed = await CrossSigning(homeserver, store, identity).signed()
    except (Refused, Unreachable, ChatError) as error:
        return Finding(what=what, ok=False, advice=str(error), required=False)
    return Finding(what=what, ok=signed, advice="" if signed else advice, required=False)
