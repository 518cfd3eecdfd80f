"""A bot of its own for each test, on the shared homeserver."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.matrix.bot import Bot, Home
from tests.adapters.matrix.memory import MemoryInlet, MemoryVault
from tests.conftest import NewPerson


@pytest.fixture
async def home(new_person: NewPerson, tmp_path: Path) -> Home:
    vault = MemoryVault()
    return Home(await new_person("bot"), tmp_path, vault, MemoryInlet(vault))


@pytest.fixture
async def bot(home: Home) -> AsyncIterator[Bot]:
    async with home.running() as bot:
        yield bot
