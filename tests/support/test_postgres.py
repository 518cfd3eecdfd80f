"""The PostgreSQL of the tests is a real one, with a database of its own for each test."""

import asyncpg
import pytest

from tests.support.postgres import Databases


async def test_each_database_is_fresh_and_gone_afterwards(postgres: Databases) -> None:
    async with postgres.database() as name:
        connection = await asyncpg.connect(postgres.url(name, driver="postgresql"))
        await connection.execute("CREATE TABLE note (text text)")
        await connection.close()
        async with postgres.database(template=name) as copy:
            connection = await asyncpg.connect(postgres.url(copy, driver="postgresql"))
            assert await connection.fetchval("SELECT count(*) FROM note") == 0
            await connection.close()
    with pytest.raises(asyncpg.InvalidCatalogNameError):
        await asyncpg.connect(postgres.url(name, driver="postgresql"))


async def test_the_settings_take_its_address(postgres_url: str) -> None:
    assert postgres_url.startswith("postgresql+asyncpg://")
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    try:
        assert await connection.fetchval("SELECT current_setting('server_encoding')") == "UTF8"
    finally:
        await connection.close()
