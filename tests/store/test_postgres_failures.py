"""What PostgreSQL can't do is said in the port's words, and is over when its cause is."""

import asyncio
from dataclasses import replace

import asyncpg
import pytest

from ci_bot.ports.store import ConflictError, Store, StoreBusyError, StoreError
from ci_bot.store import open_store, schema_state
from ci_bot.testing.contracts.store_base import load, save
from ci_bot.testing.contracts.store_samples import RIVER, small_coalition
from tests.support.server_process import free_port


async def _cut_connections(url: str) -> None:
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    await connection.execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    await connection.close()


async def test_after_a_cut_connection_the_next_unit_of_work_has_a_new_one(
    migrated_postgres_url: str,
) -> None:
    async with open_store(migrated_postgres_url) as store:
        async with store.write() as uow:
            await uow.values.put("a", "b")
            await _cut_connections(migrated_postgres_url)
            with pytest.raises(StoreError):
                await uow.values.put("c", "d")
        async with store.write() as uow:
            assert await uow.values.names("") == []
            await uow.values.put("a", "b")
            await _cut_connections(migrated_postgres_url)
            with pytest.raises(StoreError):
                await uow.commit()
        async with store.write() as uow:
            await uow.values.put("a", "b")
            await uow.commit()
        await _cut_connections(migrated_postgres_url)
        async with store.read() as uow:
            assert await uow.values.get("a") == "b"


async def test_who_waits_too_long_for_a_lock_is_told_so(migrated_postgres_url: str) -> None:
    async with open_store(migrated_postgres_url, patience=0.5) as store:
        saved = await save(store, small_coalition())
        async with store.write() as uow:
            await uow.of(RIVER).save(replace(saved, name="First"))
            with pytest.raises(StoreBusyError):
                await asyncio.create_task(save(store, replace(saved, name="Second")))
            await uow.commit()
        assert (await load(store)).name == "First"


async def test_who_waited_for_anothers_change_must_look_again(postgres_store: Store) -> None:
    saved = await save(postgres_store, small_coalition())
    async with postgres_store.write() as uow:
        await uow.of(RIVER).save(replace(saved, name="First"))
        second = asyncio.create_task(save(postgres_store, replace(saved, name="Second")))
        await asyncio.wait({second}, timeout=0.2)
        assert not second.done()
        await uow.commit()
    with pytest.raises(ConflictError):
        await second
    assert (await load(postgres_store)).name == "First"


async def test_a_schedule_that_a_replica_works_on_is_not_given_to_another(
    postgres_store: Store,
) -> None:
    from ci_bot.testing.contracts.store_instance import CHECKIN, DIGEST
    from ci_bot.testing.contracts.store_samples import NOW

    await save(postgres_store, small_coalition())
    async with postgres_store.write() as uow:
        for schedule in (CHECKIN, DIGEST):
            await uow.calendar.put(schedule)
        await uow.commit()

    async def due(limit: int) -> list[object]:
        async with postgres_store.write() as uow:
            return list(await uow.calendar.due(now=NOW, limit=limit))

    async with postgres_store.write() as uow:
        assert await uow.calendar.due(now=NOW, limit=1) == [DIGEST]
        assert await asyncio.create_task(due(9)) == [CHECKIN]
    assert await due(9) == [DIGEST, CHECKIN]


async def test_a_server_that_is_not_there_is_an_error_at_once() -> None:
    with pytest.raises(StoreError, match="can't be reached"):
        await schema_state(f"postgresql://somebody:canary@127.0.0.1:{free_port()}/ci_bot")


async def test_a_database_that_is_not_there_is_an_error_at_once(postgres_url: str) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        await schema_state(f"{postgres_url}_other")


async def test_who_only_reads_can_not_write(postgres_store: Store) -> None:
    async with postgres_store.read() as uow:
        with pytest.raises(StoreError):
            await uow.values.put("a", "b")
