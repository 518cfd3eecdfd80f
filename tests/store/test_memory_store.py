"""The memory store keeps the promises that the databases keep."""

import pytest

from ci_bot.ports.store import Store
from ci_bot.testing import MemoryStore
from ci_bot.testing.contracts.store import StoreContract


class TestMemoryStore(StoreContract):
    @pytest.fixture
    def store(self) -> Store:
        return MemoryStore()
