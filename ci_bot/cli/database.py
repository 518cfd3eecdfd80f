"""The database of a command, opened when it is first needed."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from ci_bot.cli.installation import Installation
from ci_bot.cli.terminal import note
from ci_bot.ports.chat import PlatformMisconfigured
from ci_bot.ports.store import Store, StoreError
from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.rotation import rotate
from ci_bot.runtime.vault import StoreVault
from ci_bot.settings import SettingsError
from ci_bot.store import SchemaState, open_store, schema_state, upgrade


class Database:
    """Not touched before somebody asks for the store, so that a refusal leaves none behind."""

    def __init__(
        self, installation: Installation, stack: AsyncExitStack, *, upgrading: bool
    ) -> None:
        self.keyring = Keyring(installation.keys)
        self._installation = installation
        self._stack = stack
        self._upgrading = upgrading
        self._opening = asyncio.Lock()
        self._store: Store | None = None

    async def store(self) -> Store:
        """The open store, the database made where there was none.

        Raises StoreError, and SettingsError when no key opens what is encrypted there.
        """
        async with self._opening:
            if self._store is None:
                await self._prepare()
                opening = open_store(self._installation.url)
                store = await self._stack.enter_async_context(opening)
                if self._upgrading:
                    await self._renew(store)
                self._store = store
            return self._store

    async def _prepare(self) -> None:
        state = await schema_state(self._installation.url)
        if state is SchemaState.MISSING or (self._upgrading and state is SchemaState.OLDER):
            done = await upgrade(self._installation.url)
            if done.copy:
                note(f"The database was upgraded; it is kept as it was in {done.copy}.")

    async def _renew(self, store: Store) -> None:
        try:
            renewed = await rotate(store, self.keyring)
        except PlatformMisconfigured as error:
            raise SettingsError(f"{self._installation.path}: secrets: {error}") from None
        if renewed:
            note(f"Encrypted with the first key of [secrets] now: {renewed} stored before.")


class LateVault:
    """An adapter's vault, which opens the database when it is first used."""

    def __init__(self, database: Database, platform: str) -> None:
        self._database = database
        self._platform = platform

    async def get(self, name: str) -> str | None:
        return await (await self._vault()).get(name)

    async def put(self, name: str, value: str) -> None:
        await (await self._vault()).put(name, value)

    async def names(self, prefix: str) -> Sequence[str]:
        return await (await self._vault()).names(prefix)

    async def secret(self, name: str) -> str | None:
        return await (await self._keyed_vault()).secret(name)

    async def keep_secret(self, name: str, value: str) -> None:
        await (await self._keyed_vault()).keep_secret(name, value)

    async def forget(self, name: str) -> bool:
        return await (await self._vault()).forget(name)

    async def _keyed_vault(self) -> StoreVault:
        # Before the database is touched.
        self._database.keyring.require()
        return await self._vault()

    async def _vault(self) -> StoreVault:
        return StoreVault(await self._database.store(), self._platform, self._database.keyring)


@asynccontextmanager
async def database(
    installation: Installation, *, upgrading: bool = False
) -> AsyncIterator[Database]:
    """The command's database; `upgrading`: an older one is brought up to date when opened.

    Raises StoreError now for one that can't be used, and touches none.
    """
    if await schema_state(installation.url) is SchemaState.NEWER:
        raise StoreError("the database is newer than this program; install the newer version")
    async with AsyncExitStack() as stack:
        yield Database(installation, stack, upgrading=upgrading)
