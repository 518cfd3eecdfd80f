"""Good hours and working days: when nobody minds a message."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.ids import PersonId
from ci_bot.domain.rhythm.cadence import instant, local_date
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.working_days import day_to_ask
from tests.domain.strategies import moments

BERLIN = "Europe/Berlin"
HOURS = GoodHours()
zones = st.sampled_from([BERLIN, "Asia/Kathmandu", "Pacific/Kiritimati", "America/Nuuk"])
quiet = st.builds(
    GoodHours,
    quiet_from=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
    quiet_until=st.times().map(lambda t: t.replace(second=0, microsecond=0)),
)


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


@pytest.mark.parametrize(
    ("moment", "good"),
    [
        ("2026-11-26 07:59", "2026-11-26 08:00"),
        ("2026-11-26 08:00", "2026-11-26 08:00"),
        ("2026-11-26 19:59", "2026-11-26 19:59"),
        ("2026-11-26 20:00", "2026-11-27 08:00"),
        ("2026-11-26 23:30", "2026-11-27 08:00"),
    ],
)
def test_quiet_hours_end_at_eight(moment: str, good: str) -> None:
    assert HOURS.next_good(berlin(moment), BERLIN) == berlin(good)
    assert HOURS.good(berlin(moment), BERLIN) == (moment == good)


@pytest.mark.parametrize(
    ("end", "latest"),
    [
        ("2026-11-24 16:00", "2026-11-24 12:00"),
        ("2026-11-24 10:00", "2026-11-23 18:00"),
        ("2026-11-24 02:00", "2026-11-23 16:00"),
        ("2026-11-24 21:00", "2026-11-24 16:00"),
    ],
)
def test_quiet_hours_are_not_counted_as_time_to_answer(end: str, latest: str) -> None:
    leaving = timedelta(hours=4)
    assert HOURS.latest_before(berlin(end), BERLIN, leaving=leaving) == berlin(latest)


def test_quiet_hours_may_begin_after_midnight() -> None:
    hours = GoodHours(quiet_from=time(1), quiet_until=time(6))
    assert hours.good(berlin("2026-11-26 00:30"), BERLIN)
    assert hours.next_good(berlin("2026-11-26 01:00"), BERLIN) == berlin("2026-11-26 06:00")


@given(moment=moments, zone=zones)
def test_without_quiet_hours_every_moment_is_good(moment: datetime, zone: str) -> None:
    assert GoodHours(quiet_from=time(9), quiet_until=time(9)).good(moment, zone)


@given(hours=quiet, moment=moments, zone=zones)
def test_the_next_good_hour_is_good_and_within_a_day(
    hours: GoodHours, moment: datetime, zone: str
) -> None:
    good = hours.next_good(moment, zone)
    assert hours.good(good, zone)
    assert timedelta() <= good - moment <= timedelta(hours=26)


@given(end=moments, zone=zones)
def test_the_last_good_hour_leaves_the_time_it_should(end: datetime, zone: str) -> None:
    latest = HOURS.latest_before(end, zone, leaving=timedelta(hours=4))
    assert timedelta(hours=4) <= end - latest <= timedelta(hours=17)
    minutes = (latest + timedelta(minutes=n) for n in range((end - latest) // timedelta(minutes=1)))
    assert abs(sum(HOURS.good(minute, zone) for minute in minutes) - 240) <= 1


def test_a_person_has_always_the_same_place_in_the_spread() -> None:
    delays = [HOURS.delay(PersonId(f"person-{n}")) for n in range(200)]
    assert delays == [HOURS.delay(PersonId(f"person-{n}")) for n in range(200)]
    assert min(delays) >= timedelta()
    assert timedelta(minutes=9) < max(delays) < timedelta(minutes=10)
    assert len(set(delays)) > 150


THURSDAY = date(2026, 11, 26)


def never(_: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("days", "holidays", "asked"),
    [
        ((), (), "2026-11-26"),
        ((), ("2026-11-26",), "2026-11-27"),
        ((), ("2026-11-26", "2026-11-27"), "2026-11-30"),
        ((4, 6), (), "2026-11-26"),
        ((6,), (), "2026-11-28"),
        ((1, 4), ("2026-11-26",), "2026-11-30"),
    ],
)
def test_a_person_is_asked_on_the_next_day_that_is_theirs(
    days: tuple[int, ...], holidays: tuple[str, ...], asked: str
) -> None:
    found = day_to_ask(THURSDAY, days=days, free=lambda day: day.isoformat() in holidays)
    assert found.isoformat() == asked


def test_a_schedule_may_ask_at_the_weekend() -> None:
    saturday = date(2026, 11, 28)
    assert day_to_ask(saturday, days=(), free=never) == saturday


def test_who_is_free_for_ever_is_asked_on_the_day_itself() -> None:
    assert day_to_ask(THURSDAY, days=(), free=lambda _: True) == THURSDAY
    assert local_date(instant(THURSDAY, time(9), BERLIN), BERLIN) == THURSDAY
