"""Floods are slowed down, and nobody else with them."""

from datetime import UTC, datetime, timedelta

from ci_bot.domain.ids import AccountId
from ci_bot.runtime.flood import FloodGate

NOW = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
MARA, OTO = AccountId("matrix:@mara:a"), AccountId("matrix:@oto:a")


def test_a_burst_passes_at_once_and_then_one_event_every_pace() -> None:
    gate = FloodGate(burst=3, pace=timedelta(seconds=3))
    waits = [(gate.opens(MARA, NOW) - NOW).total_seconds() for _ in range(6)]
    assert waits == [0, 0, 0, 3, 6, 9]


def test_a_flood_delays_only_its_author() -> None:
    gate = FloodGate(burst=1, pace=timedelta(seconds=3))
    for _ in range(100):
        gate.opens(MARA, NOW)
    assert gate.opens(OTO, NOW) == NOW


def test_the_bucket_fills_again_with_time() -> None:
    gate = FloodGate(burst=2, pace=timedelta(seconds=3))
    for _ in range(3):
        gate.opens(MARA, NOW)
    later = NOW + timedelta(seconds=9)
    assert [gate.opens(MARA, later) for _ in range(2)] == [later, later]
    assert gate.opens(MARA, later) > later


def test_later_events_of_one_account_never_open_before_earlier_ones() -> None:
    gate = FloodGate(burst=2, pace=timedelta(seconds=3))
    opened = [gate.opens(MARA, NOW + timedelta(seconds=step)) for step in range(20)]
    assert opened == sorted(opened)


def test_memory_stays_bounded_and_whoever_floods_is_remembered() -> None:
    gate = FloodGate(burst=2, pace=timedelta(seconds=3), known=5)
    for _ in range(10):
        gate.opens(MARA, NOW)
    for number in range(1000):
        account = AccountId(f"matrix:@{number}:a")
        gate.opens(account, NOW + timedelta(seconds=number / 1000))
        gate.opens(MARA, NOW)
    assert gate.opens(MARA, NOW) > NOW + timedelta(hours=0.5)


def test_a_clock_that_goes_back_makes_nobody_wait_until_it_is_where_it_was() -> None:
    gate = FloodGate(burst=3, pace=timedelta(seconds=3))
    gate.opens(MARA, NOW)
    before = NOW - timedelta(days=2)
    assert gate.opens(MARA, before) == before
