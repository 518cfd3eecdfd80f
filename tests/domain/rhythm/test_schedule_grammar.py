"""The schedule grammar: what it reads, and how it refuses."""

from datetime import date, time
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.rhythm.recurrence import (
    EveryWeeks,
    MonthlyDay,
    MonthlyWeekday,
    Pattern,
    Recurrence,
)
from ci_bot.domain.rhythm.schedule_grammar import Expected, ScheduleError, parse_schedule
from tests.domain.strategies import days, recurrences

ANCHOR = date(2024, 1, 1)


@pytest.mark.parametrize(
    ("text", "pattern", "at"),
    [
        ("weekly fri 16:00", EveryWeeks(weekday=5), time(16)),
        ("biweekly mon 9:05", EveryWeeks(every=2, weekday=1), time(9, 5)),
        ("every 2 weeks mon 09:00", EveryWeeks(every=2, weekday=1), time(9)),
        ("every 1 week Monday 09:00", EveryWeeks(weekday=1), time(9)),
        ("monthly first tue 10:00", MonthlyWeekday(nth=1, weekday=2), time(10)),
        ("Monthly  last FRI 10:00", MonthlyWeekday(nth=-1, weekday=5), time(10)),
        ("monthly 15 09:00", MonthlyDay(day=15), time(9)),
        ("tue 16:00", EveryWeeks(weekday=2), time(16)),
    ],
)
def test_a_schedule_says_when(text: str, pattern: Pattern, at: time) -> None:
    assert parse_schedule(text) == Recurrence(pattern=pattern, at=at)


@pytest.mark.parametrize(
    ("text", "usual", "meant"),
    [
        ("weekly", "every 2 weeks mon 08:15", "weekly mon 08:15"),
        ("biweekly", "weekly mon 08:15", "every 2 weeks mon 08:15"),
        ("every 4 weeks", "weekly mon 08:15", "every 4 weeks mon 08:15"),
        ("monthly", "weekly mon 08:15", "monthly first mon 08:15"),
        ("monthly", "monthly last mon 08:15", "monthly last mon 08:15"),
        ("monthly", "monthly 15 08:15", "monthly 15 08:15"),
        ("weekly", "monthly last mon 08:15", "weekly mon 08:15"),
        ("weekly", "monthly 15 08:15", "weekly thu 08:15"),
    ],
)
def test_a_bare_schedule_takes_day_and_hour_from_the_usual_one(
    text: str, usual: str, meant: str
) -> None:
    assert str(parse_schedule(text, usual=parse_schedule(usual))) == meant


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("", "", Expected.SCHEDULE),
        ("yearly", "yearly", Expected.SCHEDULE),
        ("every", "", Expected.NUMBER),
        ("every two weeks", "two", Expected.NUMBER),
        ("every 0 weeks", "0", Expected.NUMBER),
        ("every 27 weeks", "27", Expected.NUMBER),
        ("every 2 days", "days", Expected.WEEKS),
        ("weekly fryday 16:00", "fryday", Expected.WEEKDAY),
        ("weekly 16:00", "16:00", Expected.WEEKDAY),
        ("weekly fri", "", Expected.HOUR),
        ("weekly fri 24:00", "24:00", Expected.HOUR),
        ("weekly fri 16", "16", Expected.HOUR),
        ("weekly fri 16:00 sharp", "sharp", Expected.END),
        ("monthly fifth fri 16:00", "fifth", Expected.DAY),
        ("monthly 32 16:00", "32", Expected.DAY),
        ("monthly 0 16:00", "0", Expected.DAY),
        ("monthly ٣ 16:00", "٣", Expected.DAY),
        ("monthly first 16:00", "16:00", Expected.WEEKDAY),
    ],
)
def test_what_is_no_schedule_is_refused_with_what_was_expected(
    text: str, found: str, expected: Expected
) -> None:
    with pytest.raises(ScheduleError) as refused:
        parse_schedule(text)
    assert (refused.value.found, refused.value.expected) == (found, expected)
    assert expected in str(refused.value)
    assert text in str(refused.value)


@given(rule=recurrences)
def test_a_recurrence_reads_back_what_it_writes(rule: Recurrence) -> None:
    assert parse_schedule(str(rule)) == rule


@given(text=st.text(max_size=40))
def test_no_text_is_half_understood(text: str) -> None:
    try:
        rule = parse_schedule(text)
    except ScheduleError:
        return
    assert parse_schedule(str(rule)) == rule


@given(rule=recurrences, since=days)
def test_dates_come_in_order_each_once_and_from_the_first_on(rule: Recurrence, since: date) -> None:
    dates = list(islice(rule.dates(since=since, anchor=ANCHOR), 6))
    assert dates == sorted(set(dates))
    assert dates[0] >= since
    assert list(islice(rule.dates(since=dates[2], anchor=ANCHOR), 4)) == dates[2:]


@given(rule=recurrences, until=days)
def test_the_latest_date_is_the_last_one_that_is_not_later(rule: Recurrence, until: date) -> None:
    latest = rule.latest_date(until=until, anchor=ANCHOR)
    following = list(islice(rule.dates(since=latest, anchor=ANCHOR), 2))
    assert following[0] == latest <= until < following[1]


def test_every_second_week_is_counted_from_the_anchors_week() -> None:
    rule = parse_schedule("every 2 weeks sun 09:00")
    for anchor in (date(2026, 11, 16), date(2026, 11, 22), date(2027, 5, 3), date(2024, 1, 1)):
        dates = list(islice(rule.dates(since=date(2026, 11, 17), anchor=anchor), 2))
        assert dates == [date(2026, 11, 22), date(2026, 12, 6)], anchor


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("monthly 31 09:00", ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]),
        ("monthly last fri 09:00", ["2027-01-29", "2027-02-26", "2027-03-26", "2027-04-30"]),
        ("monthly first fri 09:00", ["2027-01-01", "2027-02-05", "2027-03-05", "2027-04-02"]),
        ("monthly fourth mon 09:00", ["2027-01-25", "2027-02-22", "2027-03-22", "2027-04-26"]),
    ],
)
def test_a_monthly_date_exists_in_every_month(text: str, dates: list[str]) -> None:
    found = parse_schedule(text).dates(since=date(2027, 1, 1), anchor=ANCHOR)
    assert [day.isoformat() for day in islice(found, 4)] == dates
