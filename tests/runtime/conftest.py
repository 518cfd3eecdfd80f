"""A store, a clock that only the test turns, and times without chance."""

from datetime import UTC, datetime

import pytest

from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import FORGETFUL, PostOffice
from tests.runtime.stalling_store import StallingStore

START = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)


@pytest.fixture
def clock() -> TurnableClock:
    return TurnableClock(START)


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def stalling(store: MemoryStore) -> StallingStore:
    return StallingStore(store)


@pytest.fixture
def timing() -> Timing:
    return Timing(chance=lambda: 1.0)


@pytest.fixture
def fake(clock: TurnableClock) -> FakePlatform:
    """A platform that refuses a second message with the same key, as Matrix does."""
    return FakePlatform(clock)


@pytest.fixture
def other(clock: TurnableClock) -> FakePlatform:
    """Another platform, which takes the same key twice, as Slack does."""
    return FakePlatform(clock, name="other", capabilities=FORGETFUL)


@pytest.fixture
def office(
    store: MemoryStore,
    clock: TurnableClock,
    timing: Timing,
    fake: FakePlatform,
    other: FakePlatform,
) -> PostOffice:
    return PostOffice(store, clock, timing, fake, other)


@pytest.fixture(params=["idempotent", "forgetful"])
def platform(
    request: pytest.FixtureRequest, fake: FakePlatform, other: FakePlatform
) -> FakePlatform:
    """Both kinds: one refuses a second message with the same key, the other takes it."""
    return fake if request.param == "idempotent" else other
