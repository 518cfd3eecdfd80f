"""A bot of its own for each test, on the shared homeserver."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from ci_bot.testing.memory_vault import MemoryVault
from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.door import Door
from tests.conftest import NewPerson
from tests.support.matrix_people import EncryptedPerson, encrypting
from tests.support.person import Person
from tests.support.proxy import fault_proxy


@pytest.fixture
async def home(new_person: NewPerson, tmp_path: Path) -> Home:
    vault = MemoryVault()
    return Home(await new_person("bot"), tmp_path, vault, Door(vault))


@pytest.fixture
async def proxied(home: Home) -> AsyncIterator[Home]:
    """The same home, but the bot reaches its homeserver only through `home.proxy`."""
    async with fault_proxy(home.account.url) as proxy:
        home.url, home.proxy = proxy.url, proxy
        yield home


@pytest.fixture
async def bot(home: Home) -> AsyncIterator[Bot]:
    async with home.running() as bot:
        yield bot


@dataclass(frozen=True)
class NewEncrypting:
    """Somebody with an encrypting client: `await new_encrypting("mara")`."""

    new_person: NewPerson
    folder: Path
    clients: AsyncExitStack

    async def __call__(self, name: str) -> EncryptedPerson:
        return await self.of(await self.new_person(name), name)

    async def of(self, account: Person, name: str) -> EncryptedPerson:
        """The client of an account on the device that it is logged in with."""
        return await self.clients.enter_async_context(encrypting(account, self.folder / name))


@pytest.fixture
async def new_encrypting(new_person: NewPerson, tmp_path: Path) -> AsyncIterator[NewEncrypting]:
    async with AsyncExitStack() as clients:
        yield NewEncrypting(new_person, tmp_path, clients)
