"""When a prompt and its reminder reach a person."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from ci_bot.domain.ids import PersonId
from ci_bot.domain.person import Person, PersonalSettings
from ci_bot.domain.rhythm.cadence import instant
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.prompt_time import away, prompt_time, reminder_time
from tests.support.small_coalition import BERLIN

THURSDAY, MONDAY = date(2026, 11, 26), date(2026, 11, 30)
MARA = Person(id=PersonId("mara"), name="Mara", introduced=True)
HOURS = GoodHours()


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


CLOSES = berlin("2026-12-01 16:00")


def prompt(
    person: Person = MARA,
    *holidays: str,
    zone: str = BERLIN,
    at: time = time(9, 30),
    closes: datetime = CLOSES,
) -> datetime | None:
    return prompt_time(
        person,
        zone=zone,
        day=THURSDAY,
        at=at,
        closes=closes,
        free=lambda day: day.isoformat() in holidays,
        hours=HOURS,
    )


def reminder(
    person: Person = MARA,
    *holidays: str,
    day: date = MONDAY,
    at: time = time(10),
    zone: str = BERLIN,
    prompted: str = "2026-11-26 09:30",
    closes: datetime = CLOSES,
) -> datetime | None:
    found = reminder_time(
        person,
        zone=zone,
        day=day,
        at=at,
        prompted=berlin(prompted),
        closes=closes,
        free=lambda day: day.isoformat() in holidays,
        hours=HOURS,
    )
    return found - HOURS.delay(person.id) if found else None


def own(**settings: object) -> Person:
    return replace(MARA, settings=replace(PersonalSettings(), **settings))  # type: ignore[arg-type]


def test_a_prompt_comes_at_the_rounds_hour_where_the_person_is() -> None:
    assert prompt() == berlin("2026-11-26 09:30")
    assert prompt(zone="Asia/Tokyo") == instant(THURSDAY, time(9, 30), "Asia/Tokyo")


def test_a_person_has_an_hour_and_days_of_their_own() -> None:
    assert prompt(own(hour=time(21, 15))) == berlin("2026-11-26 21:15")
    assert prompt(own(days=(6, 7))) == berlin("2026-11-28 09:30")


def test_a_holiday_moves_the_prompt_to_the_next_working_day() -> None:
    assert prompt(MARA, "2026-11-26", "2026-11-27", closes=berlin("2026-12-08 16:00")) == berlin(
        "2026-11-30 09:30"
    )


def test_a_prompt_moved_to_within_a_day_of_the_freeze_belongs_to_the_next_period() -> None:
    assert prompt(own(days=(2,))) is None
    assert prompt(own(days=(1,), hour=time(16))) == berlin("2026-11-30 16:00")
    assert prompt(own(days=(1,), hour=time(16, 1))) is None


def test_a_prompt_that_was_not_moved_may_be_near_to_the_freeze() -> None:
    assert prompt(closes=berlin("2026-11-26 14:00")) == berlin("2026-11-26 09:30")


def test_an_own_hour_after_the_freeze_gives_way_to_the_rounds() -> None:
    evening = own(hour=time(19))
    assert prompt(evening, closes=berlin("2026-11-26 16:00")) == berlin("2026-11-26 09:30")


@pytest.mark.parametrize(
    ("at", "first"),
    [("06:00", "08:00"), ("08:00", "08:00"), ("22:00", "19:00"), ("00:30", "08:00")],
)
def test_first_contact_is_made_in_good_hours_of_the_same_day(at: str, first: str) -> None:
    stranger, hour = replace(MARA, introduced=False), time.fromisoformat(at)
    assert prompt(stranger, at=hour) == berlin(f"2026-11-26 {first}")
    assert prompt(at=hour) == berlin(f"2026-11-26 {at}")


def test_a_reminder_comes_at_its_hour_where_the_person_is() -> None:
    assert reminder() == berlin("2026-11-30 10:00")


def test_a_reminder_leaves_four_good_hours_before_the_freeze() -> None:
    late = reminder(day=date(2026, 12, 1), at=time(13))
    assert late is not None
    moment = late + HOURS.delay(MARA.id)
    assert berlin("2026-12-01 11:30") < moment < berlin("2026-12-01 12:00")


def test_quiet_hours_push_a_reminder_to_the_day_before() -> None:
    morning = berlin("2026-12-01 09:00")
    late = reminder(day=date(2026, 12, 1), at=time(8, 30), closes=morning)
    assert late is not None
    moment = late + HOURS.delay(MARA.id)
    assert berlin("2026-11-30 16:00") < moment < berlin("2026-11-30 17:00")


def test_a_reminder_wanted_at_night_waits_for_the_morning() -> None:
    assert reminder(at=time(22)) == berlin("2026-12-01 08:00")


@pytest.mark.parametrize(
    ("person", "holidays", "prompted"),
    [
        (MARA, (), "2026-11-30 08:00"),
        (MARA, ("2026-11-30", "2026-12-01"), "2026-11-26 09:30"),
        (own(days=(4,)), (), "2026-11-26 09:30"),
        (replace(MARA, away_until=date(2026, 12, 3)), (), "2026-11-26 09:30"),
    ],
    ids=["just asked", "holidays until the freeze", "other days chosen", "away"],
)
def test_there_is_no_reminder_where_there_is_no_good_hour(
    person: Person, holidays: tuple[str, ...], prompted: str
) -> None:
    assert reminder(person, *holidays, prompted=prompted) is None


def test_a_holiday_moves_the_reminder_too() -> None:
    moment = reminder(MARA, "2026-11-30")
    assert moment is not None
    assert berlin("2026-12-01 09:30") < moment + timedelta(minutes=10)


def test_away_ends_on_the_day_that_was_named() -> None:
    gone = replace(MARA, away_until=date(2026, 11, 27))
    assert away(gone, THURSDAY)
    assert not away(gone, date(2026, 11, 27))
    assert not away(MARA, THURSDAY)
