"""Opens the store of a database URL."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ci_bot.ports.store import Store, StoreError
from ci_bot.store.address import parsed
from ci_bot.store.engines import PATIENCE, make_engines
from ci_bot.store.schema import SchemaState, schema_state
from ci_bot.store.unit import SqlStore

_REFUSALS = {
    SchemaState.MISSING: "there is no database yet; run `ci-bot db upgrade`",
    SchemaState.OLDER: "the database is older than this program; run `ci-bot db upgrade`",
    SchemaState.NEWER: "the database is newer than this program; install the newer version",
}


@asynccontextmanager
async def open_store(url: str, *, patience: float = PATIENCE) -> AsyncIterator[Store]:
    """The store of a database whose schema is current; closes its connections at the end.

    `patience`: seconds that a unit of work waits for a lock or a free connection before it raises
    StoreBusyError. Raises StoreError when it can't be reached, or its schema is not current.
    """
    address = parsed(url)
    state = await schema_state(url)
    if state is not SchemaState.CURRENT:
        raise StoreError(_REFUSALS[state])
    engines = make_engines(address, patience=patience)
    try:
        yield SqlStore(engines)
    finally:
        await engines.dispose()
