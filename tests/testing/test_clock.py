"""The clock that tests turn."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from ci_bot.testing.clock import TurnableClock

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


async def test_time_stands_still_until_it_is_turned() -> None:
    clock = TurnableClock(START)
    assert clock.now() == START
    clock.advance(timedelta(minutes=5))
    assert clock.now() == START + timedelta(minutes=5)
    clock.turn_to(START + timedelta(days=1))
    assert clock.now() == START + timedelta(days=1)


async def test_who_sleeps_wakes_when_the_clock_has_passed_and_not_before() -> None:
    clock, woken = TurnableClock(START), []

    async def sleep(seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(seconds)

    async with asyncio.TaskGroup() as tasks:
        for seconds in (30, 10, 20):
            tasks.create_task(sleep(seconds))
        await clock.asleep(3)
        assert clock.next_waking == START + timedelta(seconds=10)
        clock.advance(timedelta(seconds=9))
        await asyncio.sleep(0)
        assert woken == []
        clock.advance(timedelta(seconds=11))
        await clock.asleep(1)
        await asyncio.sleep(0)
        assert woken == [10, 20]
        clock.advance(timedelta(seconds=10))
    assert woken == [10, 20, 30]
    assert clock.next_waking is None


async def test_a_jump_wakes_nobody() -> None:
    clock = TurnableClock(START)
    task = asyncio.create_task(clock.sleep(10))
    await clock.asleep()
    clock.jump(timedelta(days=3))
    await asyncio.sleep(0)
    assert not task.done()
    assert clock.now() == START + timedelta(days=3)
    clock.jump(-timedelta(days=6))
    clock.advance(timedelta(seconds=10))
    await task


async def test_no_sleep_at_all_only_lets_the_others_run() -> None:
    clock, others = TurnableClock(START), asyncio.Event()
    asyncio.get_running_loop().call_soon(others.set)
    await clock.sleep(0)
    assert others.is_set()
    assert clock.now() == START


async def test_who_is_cancelled_sleeps_no_more() -> None:
    clock = TurnableClock(START)
    task = asyncio.create_task(clock.sleep(10))
    await clock.asleep()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert clock.next_waking is None


def test_time_passes_only_forward() -> None:
    with pytest.raises(ValueError, match="over"):
        TurnableClock(START).turn_to(START - timedelta(seconds=1))


def test_a_clock_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        TurnableClock(START.replace(tzinfo=None))
