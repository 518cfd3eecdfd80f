"""Encrypts every stored secret with the first key, so that former keys can be thrown away."""

from collections.abc import Sequence

from ci_bot.ports.crash import reached
from ci_bot.ports.store import Store
from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.vault import SECRETS

BATCH = 50
"""Secrets of one transaction: others write in between."""

Change = tuple[str, str, str]
"""A name, what it was, and the same encrypted anew."""


async def rotate(store: Store, keyring: Keyring) -> int:
    """How many were encrypted anew; killed in the middle, the next time does the rest.

    Raises PlatformMisconfigured when there are secrets that no key opens.
    """
    stale = await inspect(store, keyring)
    batches = [stale[start : start + BATCH] for start in range(0, len(stale), BATCH)]
    return sum([await _swap(store, batch) for batch in batches])


async def inspect(store: Store, keyring: Keyring) -> Sequence[Change]:
    """What is not encrypted with the first key; changes nothing.

    Raises PlatformMisconfigured when there are secrets that no key opens.
    """
    async with store.read() as uow:
        sealed = await uow.values.beginning(SECRETS)
    renewed = ((name, before, keyring.renewed(before)) for name, before in sealed.items())
    return [(name, before, after) for name, before, after in renewed if after is not None]


async def _swap(store: Store, changes: Sequence[Change]) -> int:
    async with store.write() as uow:
        # What somebody else has put or removed meanwhile stays as they left it.
        done = [await uow.values.swap(*change) for change in changes]
        reached("key-rotation-mid")
        await uow.commit()
    return done.count(True)
