"""Health says what is wrong, here and to other processes."""

import asyncio
from datetime import timedelta

import pytest

from ci_bot.ports.store import StoreError
from ci_bot.runtime.health import Health
from ci_bot.runtime.heartbeat import STALE_AFTER, Heartbeat, read_heartbeat
from ci_bot.runtime.lines import Lines
from ci_bot.runtime.timing import Timing
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.memory_store import MemoryStore


@pytest.fixture
def lines(fake: FakePlatform, other: FakePlatform) -> Lines:
    return Lines({p.name: p for p in (fake, other)})


class Lags:
    """Remembers how late the loop was."""

    def __init__(self) -> None:
        self.seen: list[timedelta] = []
        self._first = asyncio.Event()

    def saw(self, lag: timedelta) -> None:
        self.seen.append(lag)
        self._first.set()

    async def first(self) -> timedelta:
        async with asyncio.timeout(60):
            await self._first.wait()
        return self.seen[0]


@pytest.fixture
def lags() -> Lags:
    return Lags()


@pytest.fixture
def health(
    store: MemoryStore,
    clock: TurnableClock,
    fake: FakePlatform,
    lines: Lines,
    lags: Lags,
) -> Health:
    return Health(
        store=store,
        clock=clock,
        platforms=[fake],
        lines=lines,
        timing=Timing(beat=timedelta(milliseconds=1)),
        lagged=lags.saw,
    )


async def beat_of(store: MemoryStore) -> Heartbeat | None:
    async with store.read() as uow:
        return await read_heartbeat(uow)


async def test_a_bot_that_never_ran_has_no_heartbeat(store: MemoryStore) -> None:
    assert await beat_of(store) is None


async def test_the_heartbeat_tells_when_and_which_platforms_are_in_trouble(
    health: Health, store: MemoryStore, clock: TurnableClock, fake: FakePlatform
) -> None:
    started = clock.now()
    clock.advance(timedelta(minutes=3))
    fake.trouble = "the homeserver does not answer"
    await health.beat()
    beat = await beat_of(store)
    assert beat == Heartbeat(
        at=clock.now(), started=started, platforms={"fake": "the homeserver does not answer"}
    )
    assert beat.fresh(clock.now() + STALE_AFTER)
    assert not beat.fresh(clock.now() + STALE_AFTER + timedelta(seconds=1))


async def test_all_is_well(health: Health) -> None:
    await health.beat()
    assert not health.reasons


async def test_a_stopped_platform_is_a_reason(health: Health, lines: Lines) -> None:
    lines.stop("fake", "the token was revoked")
    assert health.reasons == ("fake: the token was revoked",)


async def test_a_database_that_cannot_be_written_is_a_reason_until_it_can(
    health: Health, store: MemoryStore
) -> None:
    store.broken = StoreError("the disk is full")
    await health.beat()
    assert health.reasons == ("database: the disk is full",)
    store.broken = None
    await health.beat()
    assert not health.reasons


async def test_a_clock_that_went_back_is_a_reason(health: Health, clock: TurnableClock) -> None:
    await health.beat()
    clock.jump(timedelta(hours=-2))
    await health.beat()
    assert health.reasons == ("clock: it went back; check the system's time",)
    await health.beat()
    assert not health.reasons


async def test_it_beats_until_it_is_stopped_and_measures_how_late_the_loop_is(
    health: Health, store: MemoryStore, lags: Lags
) -> None:
    beating = asyncio.create_task(health.run())
    assert await lags.first() >= timedelta(0)
    health.stop()
    await beating
    assert await beat_of(store) is not None


async def test_a_blocked_loop_is_a_reason(
    store: MemoryStore, clock: TurnableClock, fake: FakePlatform, lines: Lines, lags: Lags
) -> None:
    health = Health(
        store=store,
        clock=clock,
        platforms=[fake],
        lines=lines,
        # It waits for a bell that nobody rings; so late counts from before the start.
        timing=Timing(beat=timedelta(seconds=-3)),
        lagged=lags.saw,
    )
    beating = asyncio.create_task(health.run())
    await lags.first()
    assert [reason.partition(":")[0] for reason in health.reasons] == ["event loop"]
    health.stop()
    await beating


async def test_a_stopped_part_of_a_platform_is_a_reason_that_names_it(
    health: Health, lines: Lines
) -> None:
    lines.stop("fake:T1/", "account_inactive")
    lines.stop("other:T1/", "revoked")
    assert health.reasons == ("fake: T1/: account_inactive",)
    lines.resume("fake:T1/")
    assert not health.reasons
