"""Looks at everything the bot needs, and changes nothing."""

import os
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import UTC, datetime

from ci_bot.cli.installation import Installation
from ci_bot.ports.chat import (
    ChatError,
    Finding,
    PlatformMisconfigured,
    RoomId,
    Vault,
    platform_of,
)
from ci_bot.ports.store import Store, StoreError, UnitOfWork
from ci_bot.runtime.clock import SystemClock
from ci_bot.runtime.drawing import LACKING, can_draw
from ci_bot.runtime.heartbeat import read_heartbeat
from ci_bot.runtime.keyring import Keyring
from ci_bot.runtime.rotation import inspect
from ci_bot.runtime.vault import StoreVault
from ci_bot.store import SchemaState, open_store, schema_state
from ci_bot.testing.memory_vault import MemoryVault

_RELEASED = datetime(2026, 11, 1, tzinfo=UTC)
"""No clock that is right shows an earlier time."""


async def findings(installation: Installation) -> tuple[Finding, ...]:
    """One line for each thing looked at; those of one platform don't hide those of others."""
    return tuple([finding async for finding in _all(installation)])


async def _all(installation: Installation) -> AsyncIterator[Finding]:
    yield Finding(what=f"settings in {installation.path}", ok=True)
    try:
        state = await schema_state(installation.url)
        yield _database(installation, state)
    except StoreError as error:
        state = None
        yield Finding(what="database", ok=False, advice=str(error))
    if state is not SchemaState.CURRENT:
        yield _clock(None)
        async for finding in _platforms(installation, lambda _: MemoryVault()):
            yield finding
        return
    async with open_store(installation.url) as store:
        async with store.read() as uow:
            beat = await read_heartbeat(uow)
            rooms, charts = await _channels(uow)
        yield _clock(beat.at if beat else None)
        if charts:
            yield _charts()
        keyring = Keyring(installation.keys)
        yield await _key(store, keyring)

        def vault(name: str) -> Vault:
            return StoreVault(store, name, keyring)

        async for finding in _platforms(installation, vault, rooms):
            yield finding


async def _channels(uow: UnitOfWork) -> tuple[Sequence[RoomId], bool]:
    """Where the coalitions' channels are, as their files say it, and whether any wants charts."""
    coalitions = [await uow.of(id_).load() for id_ in await uow.directory.coalitions()]
    channels = [channel for each in coalitions if each for channel in each.channels]
    return [channel.address for channel in channels], any(channel.chart for channel in channels)


def _charts() -> Finding:
    if can_draw():
        return Finding(what="charts", ok=True)
    advice = f"{LACKING}; until then digests go out without"
    return Finding(what="charts", ok=False, advice=advice, required=False)


async def _key(store: Store, keyring: Keyring) -> Finding:
    what = "key of the tokens in the database"
    try:
        await inspect(store, keyring)
    except PlatformMisconfigured as error:
        return Finding(what=what, ok=False, advice=str(error))
    return Finding(what=what, ok=True)


def _database(installation: Installation, state: SchemaState) -> Finding:
    what = "database"
    file = installation.settings.database.file(installation.folder)
    if file is not None:
        what = f"database {file}"
        place = file if file.exists() else file.parent
        if not os.access(place, os.W_OK):
            return Finding(what=what, ok=False, advice=f"{place} can't be written; change that")
    match state:
        case SchemaState.NEWER:
            advice = "it is newer than this program; install the newer version"
            return Finding(what=what, ok=False, advice=advice)
        case SchemaState.MISSING:
            return Finding(what=what, ok=True, advice="it will be made by the first command")
        case SchemaState.OLDER:
            return Finding(what=what, ok=True, advice="`ci-bot run` upgrades it, after a copy")
        case SchemaState.CURRENT:
            return Finding(what=what, ok=True)


def _clock(last_alive: datetime | None) -> Finding:
    now = SystemClock().now()
    if now < max(_RELEASED, last_alive or _RELEASED):
        advice = f"it shows {now:%Y-%m-%d %H:%M} UTC, which is over already; set it, or use NTP"
        return Finding(what="clock", ok=False, advice=advice)
    return Finding(what=f"clock, {now:%Y-%m-%d %H:%M} UTC", ok=True)


async def _platforms(
    installation: Installation,
    vault: Callable[[str], Vault],
    rooms: Sequence[RoomId] = (),
) -> AsyncIterator[Finding]:
    for name, plugin in installation.plugins.items():
        table = installation.settings.adapters[name]
        try:
            own = [room for room in rooms if platform_of(room) == name]
            async for finding in plugin.check(table, vault(name), installation.folder, own):
                yield finding
        except (ChatError, StoreError) as error:
            yield Finding(what=name, ok=False, advice=str(error))
