"""One adapter's durable small values, in the store, under its own name."""

from collections.abc import Sequence

from ci_bot.ports.store import Store


def vault_name(platform: str, name: str) -> str:
    """The value's name among those of all adapters."""
    return f"{platform}/{name}"


class StoreVault:
    """The vault of one platform; no other platform's values can be reached through it."""

    def __init__(self, store: Store, platform: str) -> None:
        self._store = store
        self._platform = platform

    async def get(self, name: str) -> str | None:
        """The value of that name, if there is one."""
        async with self._store.read() as uow:
            return await uow.values.get(vault_name(self._platform, name))

    async def put(self, name: str, value: str) -> None:
        """Keeps the value, durable when this returns."""
        async with self._store.write() as uow:
            await uow.values.put(vault_name(self._platform, name), value)
            await uow.commit()

    async def names(self, prefix: str) -> Sequence[str]:
        """The adapter's own names that begin so."""
        own = vault_name(self._platform, "")
        async with self._store.read() as uow:
            return [name.removeprefix(own) for name in await uow.values.names(f"{own}{prefix}")]
