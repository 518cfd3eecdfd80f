"""Backups: a copy of the whole database in a file, and the way back."""

import asyncio
from datetime import datetime
from pathlib import Path

from sqlalchemy import update

from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.store import StoreError
from ci_bot.store.address import file_of, parsed
from ci_bot.store.copies import copy_file, copy_into
from ci_bot.store.engines import make_engines
from ci_bot.store.failures import translated
from ci_bot.store.postgres_dump import dump, restore_dump, state_of_dump
from ci_bot.store.schema import SchemaState, create_file, schema_state, state_of_file, upgrade
from ci_bot.store.tables.queues import CLAIMABLE, deliveries
from ci_bot.store.tables.schema import one_of


async def backup(url: str, path: Path) -> None:
    """Writes the whole database to a file, also while the bot runs.

    A copy of the file for SQLite, what `pg_dump` writes for PostgreSQL. Raises StoreError when
    there is no database, or a file of that name already.
    """
    address = parsed(url)
    if await schema_state(url) is SchemaState.MISSING:
        raise StoreError("there is no database to back up")
    if path.exists():  # noqa: ASYNC240 - one look at a local file
        raise StoreError(f"{path} is there already; name another file")
    file = file_of(address)
    if file is None:
        await dump(address, path)
    else:
        await asyncio.to_thread(copy_file, file, path)


async def restore(url: str, path: Path, *, now: datetime, overwrite: bool = False) -> None:
    """Makes the database what it was in a backup, then brings it up to date; stop the bot first.

    What was to go out by `now` may have gone out since the backup: it is looked for before it is
    sent. Raises StoreError for a file that is no backup or newer than the program, and for a
    database that holds something, unless told to `overwrite` it; of a SQLite file a copy is kept.
    """
    address = parsed(url)
    file = file_of(address)
    read = state_of_dump if file is None else _state_of_copy
    held = await read(path)
    if held is SchemaState.NEWER:
        raise StoreError(f"{path} is newer than this program; install the newer version")
    if held is SchemaState.MISSING:
        raise StoreError(f"{path} holds no database")
    exists = await schema_state(url) is not SchemaState.MISSING
    if exists and not overwrite:
        raise StoreError("the database holds something already; say so to overwrite it")
    if file is None:
        await restore_dump(address, path)
    else:
        if exists:
            await asyncio.to_thread(copy_file, file, file.with_name(f"{file.name}.before-restore"))
        create_file(file)
        await asyncio.to_thread(copy_into, path, file)
    await upgrade(url)
    await _doubt(url, now)


async def _state_of_copy(path: Path) -> SchemaState:
    return await asyncio.to_thread(state_of_file, path)


async def _doubt(url: str, now: datetime) -> None:
    engines = make_engines(parsed(url))
    perhaps_sent = one_of(deliveries.c.state, *CLAIMABLE, DeliveryState.SENDING)
    try:
        with translated():
            async with engines.writing.begin() as connection:
                await connection.execute(
                    update(deliveries)
                    .where(perhaps_sent, deliveries.c.available <= now)
                    .values(
                        state=DeliveryState.AMBIGUOUS,
                        available=now,
                        attempt=None,
                        leased_until=None,
                    )
                )
    finally:
        await engines.dispose()
