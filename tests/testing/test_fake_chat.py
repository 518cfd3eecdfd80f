"""The fake platform keeps the promises of the chat port."""

from datetime import UTC, datetime

import pytest

from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.contracts.chat import ChatContract
from tests.testing.fake_place import FakePlace


class TestFakeChat(ChatContract):
    @pytest.fixture
    def place(self) -> FakePlace:
        return FakePlace(TurnableClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)))


class TestFakeChatWithButtons(ChatContract):
    @pytest.fixture
    def place(self) -> FakePlace:
        return FakePlace(TurnableClock(datetime(2026, 11, 23, 9, 30, tzinfo=UTC)), taps=True)
