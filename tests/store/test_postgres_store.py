"""A real PostgreSQL keeps the promises of the store port."""

import pytest

from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store import StoreContract


class TestPostgresStore(StoreContract):
    @pytest.fixture
    def store(self, postgres_store: Store) -> Store:
        return postgres_store
