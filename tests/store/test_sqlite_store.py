"""SQLite keeps the promises of the store port."""

import pytest

from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store import StoreContract


class TestSqliteStore(StoreContract):
    @pytest.fixture
    def store(self, sqlite_store: Store) -> Store:
        return sqlite_store
