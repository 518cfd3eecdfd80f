"""Periods: their names, their dates and their instants."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.ids import PeriodKey
from ci_bot.domain.rhythm.period import (
    PeriodError,
    by_hand,
    dates,
    interval,
    month_of,
    parse_period,
    regular,
    week_of,
)


@pytest.mark.parametrize("name_of", [week_of, month_of])
@given(day=st.dates(date(1900, 1, 1), date(2200, 1, 1)))
def test_every_date_lies_in_its_own_period_alone(name_of, day: date) -> None:  # type: ignore[no-untyped-def]
    period = name_of(day)
    first, end = dates(period)
    assert first <= day < end
    assert name_of(first) == name_of(end - timedelta(days=1)) == period
    assert period not in {name_of(first - timedelta(days=1)), name_of(end)}


@pytest.mark.parametrize(
    ("typed", "first", "end"),
    [
        ("2026-W47", "2026-11-16", "2026-11-23"),
        (" 2026-w53 ", "2026-12-28", "2027-01-04"),
        ("2026-11", "2026-11-01", "2026-12-01"),
        ("2026-12", "2026-12-01", "2027-01-01"),
        ("2026-q4", "2026-10-01", "2027-01-01"),
        ("2026-W47+2", "2026-11-16", "2026-11-23"),
    ],
)
def test_a_period_is_read_as_people_type_it(typed: str, first: str, end: str) -> None:
    period = parse_period(typed)
    assert dates(period) == (date.fromisoformat(first), date.fromisoformat(end))


@pytest.mark.parametrize(
    "typed",
    ["", "2026", "2026-W54", "2025-W53", "2026-13", "2026-Q5", "0000-01", "9999-12", "2026-W47+0"],
)
def test_what_is_no_period_is_refused(typed: str) -> None:
    with pytest.raises(PeriodError, match="use one like 2026-W47"):
        parse_period(typed)


def test_a_week_begins_and_ends_at_midnight_where_the_coalition_is() -> None:
    begin, end = interval(PeriodKey("2026-W43"), "Europe/Berlin")
    assert begin == datetime(2026, 10, 18, 22, tzinfo=UTC)
    assert end == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_rounds_by_hand_are_numbered_within_their_period() -> None:
    week = week_of(date(2026, 11, 19))
    assert by_hand(week, 1) == "2026-W47+1"
    assert by_hand(by_hand(week, 1), 2) == "2026-W47+2"
    assert regular(by_hand(week, 2)) == week
