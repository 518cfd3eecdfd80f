"""Cadence: the instants of a recurrence, in a few zones that show the rule."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.rhythm.cadence import instant, instants, latest_instant
from ci_bot.domain.rhythm.recurrence import Recurrence
from ci_bot.domain.rhythm.schedule_grammar import parse_schedule
from tests.domain.strategies import moments, recurrences

ANCHOR = date(2024, 1, 1)
ZONES = ("Europe/Berlin", "America/Nuuk", "Australia/Lord_Howe", "Pacific/Kiritimati")


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "zone", "moment"),
    [
        ("2026-11-26 09:30", "Europe/Berlin", "2026-11-26 08:30"),
        ("2026-03-29 02:30", "Europe/Berlin", "2026-03-29 01:00"),  # a gap: the first minute after
        ("2026-10-25 02:30", "Europe/Berlin", "2026-10-25 00:30"),  # twice: the first
        ("2026-10-04 02:15", "Australia/Lord_Howe", "2026-10-03 15:30"),  # a gap of half an hour
        ("2026-03-28 23:30", "America/Nuuk", "2026-03-29 01:00"),  # a gap over midnight
    ],
)
def test_wall_time_is_an_instant(wall: str, zone: str, moment: str) -> None:
    local = datetime.fromisoformat(wall)
    assert instant(local.date(), local.time(), zone) == utc(moment)


def test_an_hour_stays_the_same_hour_when_the_clocks_change() -> None:
    rule = parse_schedule("weekly mon 09:30")
    coming = instants(rule, zone="Europe/Berlin", anchor=ANCHOR, after=utc("2026-10-17"))
    assert tuple(islice(coming, 3)) == (
        utc("2026-10-19 07:30"),
        utc("2026-10-26 08:30"),
        utc("2026-11-02 08:30"),
    )


@given(
    rule=recurrences,
    zone=st.sampled_from(ZONES),
    moment=moments,
)
def test_between_the_latest_instant_and_the_next_there_is_none(
    rule: Recurrence, zone: str, moment: datetime
) -> None:
    latest = latest_instant(rule, zone=zone, anchor=ANCHOR, until=moment)
    following = next(instants(rule, zone=zone, anchor=ANCHOR, after=moment))
    assert latest <= moment < following
    assert next(instants(rule, zone=zone, anchor=ANCHOR, after=latest)) == following


def test_an_instant_itself_is_the_latest_and_not_the_next() -> None:
    rule, moment = parse_schedule("weekly sat 23:30"), utc("2026-03-29 01:00")
    zone = "America/Nuuk"
    assert latest_instant(rule, zone=zone, anchor=ANCHOR, until=moment) == moment
    before = moment - timedelta(microseconds=1)
    assert latest_instant(rule, zone=zone, anchor=ANCHOR, until=before) < before
    assert next(instants(rule, zone=zone, anchor=ANCHOR, after=before)) == moment
    assert next(instants(rule, zone=zone, anchor=ANCHOR, after=moment)) > moment


def test_a_naive_instant_is_refused() -> None:
    rule = parse_schedule("weekly")
    with pytest.raises(ValueError, match="time zone"):
        next(instants(rule, zone="UTC", anchor=ANCHOR, after=datetime(2026, 1, 1)))  # noqa: DTZ001
    assert instant(date(2026, 1, 1), time(9), "UTC").tzinfo is UTC
