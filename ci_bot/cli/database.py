"""Opens the database for a command; one that was made in vain does not stay behind."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from ci_bot.cli.installation import Installation
from ci_bot.cli.terminal import note
from ci_bot.ports.store import Store


@dataclass(slots=True)
class Opened:
    """An open database; `keep`: what was made for this command stays, however it ends."""

    store: Store
    keep: bool = False


@asynccontextmanager
async def opened(installation: Installation, *, upgrading: bool = False) -> AsyncIterator[Opened]:
    """The database, made where there is none; `upgrading`: an older one is brought up to date.

    When the block raises before it set `keep`, a database made here is removed again. Raises
    StoreError.
    """
    from ci_bot.store import SchemaState, open_store, schema_state, upgrade

    before = await schema_state(installation.url)
    found: Opened | None = None
    try:
        if before is SchemaState.MISSING or (upgrading and before is SchemaState.OLDER):
            done = await upgrade(installation.url)
            if done.copy:
                note(f"The database was upgraded; it is kept as it was in {done.copy}.")
        async with open_store(installation.url) as store:
            found = Opened(store)
            yield found
    except BaseException:
        if before is SchemaState.MISSING and not (found and found.keep):
            _discard(installation)
        raise


def _discard(installation: Installation) -> None:
    file = installation.settings.database.file(installation.folder)
    if file is not None:
        for ending in ("", "-wal", "-shm"):
            file.with_name(file.name + ending).unlink(missing_ok=True)
