"""In every zone, around every change of clocks: one prompt a date, no reminder after the freeze."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice

import pytest

from ci_bot.domain.coalition import Rhythm
from ci_bot.domain.ids import CheckinId, PersonId
from ci_bot.domain.person import Person
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.prompt_time import prompt_time, reminder_time
from ci_bot.domain.rhythm.timetable import Timetable, round_due
from tests.domain.rhythm.zones import ZONES, changes
from tests.support.small_coalition import small_coalition

MARA = Person(id=PersonId("mara"), name="Mara", introduced=True)
HOURS = GoodHours()
FOUR_HOURS = timedelta(hours=4)
RHYTHMS = {
    "default": Rhythm(),
    "reminder on the day of the freeze": Rhythm(remind="tue 13:00"),
    "freeze in the morning": Rhythm(remind="mon 18:30", freeze="tue 07:00"),
    "at the hour clocks change": Rhythm(checkin="weekly sun 02:30", remind="mon 02:30"),
}


def never(_: date) -> bool:
    return False


def weeks() -> list[tuple[str, date]]:
    """Each zone with the weeks in which its clocks change; the others with one week."""
    changing = {(c.zone, local_date(c.at, c.zone)) for c in changes()}
    still = {(zone, date(2026, 11, 19)) for zone in ZONES} - changing
    return sorted({(zone, day - timedelta(days=day.weekday())) for zone, day in changing | still})


@cache
def round_around(table: str, day: date) -> tuple[date, datetime]:
    """The first round from that day on, and its freeze, in a coalition of Berlin."""
    timetable = timetable_of(table)
    asked = next(timetable.round_days(CheckinId("main"), since=day))
    last = datetime.combine(asked, timetable.checkins[CheckinId("main")].at, UTC)
    return asked, timetable.closing(last + timedelta(hours=12))


@cache
def timetable_of(name: str) -> Timetable:
    return Timetable.of(small_coalition(rhythm=RHYTHMS[name]))


@pytest.mark.parametrize("name", RHYTHMS)
def test_one_prompt_on_the_date_and_no_reminder_after_the_freeze(name: str) -> None:
    timetable = timetable_of(name)
    at = timetable.checkins[CheckinId("main")].at
    reminded = 0
    for zone, week in weeks():
        day, closes = round_around(name, week)
        prompt = prompt_time(
            MARA, zone=zone, day=day, at=at, closes=closes, free=never, hours=HOURS
        )
        assert prompt is not None
        assert local_date(prompt, zone) == day, (zone, day)
        assert round_due(day) <= prompt < closes - FOUR_HOURS
        reminder = reminder_time(
            MARA,
            zone=zone,
            day=timetable.reminder_day(closes),
            at=timetable.remind.at,
            prompted=prompt,
            closes=closes,
            free=never,
            hours=HOURS,
        )
        if reminder is not None:
            reminded += 1
            assert reminder <= HOURS.latest_before(closes, zone, leaving=FOUR_HOURS), (zone, day)
            assert reminder >= timetable.reminders_due(closes), (zone, day)
            assert reminder >= prompt + FOUR_HOURS
            assert HOURS.good(reminder, zone)
    assert reminded > len(ZONES) // 2


def test_a_stranger_is_never_asked_at_night_in_any_zone() -> None:
    stranger = replace(MARA, introduced=False)
    for zone, week in islice(weeks(), 0, None, 3):
        day, closes = round_around("at the hour clocks change", week)
        at = timetable_of("at the hour clocks change").checkins[CheckinId("main")].at
        prompt = prompt_time(
            stranger, zone=zone, day=day, at=at, closes=closes, free=never, hours=HOURS
        )
        assert prompt is not None
        assert HOURS.good(prompt, zone), (zone, day)
        assert local_date(prompt, zone) == day, (zone, day)
