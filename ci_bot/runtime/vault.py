"""One adapter's durable small values, in the store, under its own name; secrets encrypted."""

from collections.abc import Sequence

from ci_bot.ports.store import Store
from ci_bot.runtime.keyring import Keyring

SECRETS = "secret:"
"""How the names of all encrypted values begin."""


def vault_name(platform: str, name: str) -> str:
    """The value's name among those of all adapters."""
    return f"{platform}/{name}"


def secret_name(platform: str, name: str) -> str:
    """The secret's name among those of all adapters."""
    return f"{SECRETS}{vault_name(platform, name)}"


class StoreVault:
    """The vault of one platform; no other platform's values can be reached through it."""

    def __init__(self, store: Store, platform: str, keyring: Keyring | None = None) -> None:
        self._store = store
        self._platform = platform
        self._keyring = keyring or Keyring()

    async def get(self, name: str) -> str | None:
        """The value of that name, if there is one."""
        return await self._read(vault_name(self._platform, name))

    async def put(self, name: str, value: str) -> None:
        """Keeps the value, durable when this returns."""
        await self._write(vault_name(self._platform, name), value)

    async def names(self, prefix: str) -> Sequence[str]:
        """The adapter's own names that begin so."""
        own = vault_name(self._platform, "")
        async with self._store.read() as uow:
            return [name.removeprefix(own) for name in await uow.values.names(f"{own}{prefix}")]

    async def secret(self, name: str) -> str | None:
        """The secret of that name, decrypted; without a key not even its absence is told."""
        self._keyring.require()
        sealed = await self._read(secret_name(self._platform, name))
        return None if sealed is None else self._keyring.open(sealed)

    async def keep_secret(self, name: str, value: str) -> None:
        """Keeps it encrypted, durable when this returns."""
        await self._write(secret_name(self._platform, name), self._keyring.seal(value))

    async def forget(self, name: str) -> bool:
        """Removes value and secret of that name; of several at once, one is told that it did."""
        async with self._store.write() as uow:
            value = await uow.values.remove(vault_name(self._platform, name))
            secret = await uow.values.remove(secret_name(self._platform, name))
            await uow.commit()
        return value or secret

    async def _read(self, full: str) -> str | None:
        async with self._store.read() as uow:
            return await uow.values.get(full)

    async def _write(self, full: str, value: str) -> None:
        async with self._store.write() as uow:
            await uow.values.put(full, value)
            await uow.commit()
