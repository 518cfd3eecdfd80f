"""A bot of its own for each test, on the shared homeserver."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.door import Door
from tests.conftest import NewPerson
from tests.support.matrix_people import EncryptedPerson, encrypting

NewEncrypting = Callable[[str], Awaitable[EncryptedPerson]]


@pytest.fixture
async def home(new_person: NewPerson, tmp_path: Path) -> Home:
    vault = MemoryVault()
    return Home(await new_person("bot"), tmp_path, vault, Door(vault))


@pytest.fixture
async def bot(home: Home) -> AsyncIterator[Bot]:
    async with home.running() as bot:
        yield bot


@pytest.fixture
async def new_encrypting(new_person: NewPerson, tmp_path: Path) -> AsyncIterator[NewEncrypting]:
    """Somebody with an encrypting client: `await new_encrypting("mara")`."""
    async with AsyncExitStack() as clients:

        async def new(name: str) -> EncryptedPerson:
            account = await new_person(name)
            return await clients.enter_async_context(encrypting(account, tmp_path / name))

        yield new
