"""Presets: what they say, and that a coalition that grows loses nothing of its own."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest

from ci_bot.domain.coalition import Coalition, Release, Rhythm
from ci_bot.domain.ids import CheckinId, CoalitionId, PersonId
from ci_bot.domain.person import Person
from ci_bot.domain.rhythm.cadence import instant, local_date
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.presets import PRESETS, grown, own_parts, preset_of
from ci_bot.domain.rhythm.prompt_time import reminder_time
from ci_bot.domain.rhythm.timetable import Timetable

MAIN = CheckinId("main")
NEW = Coalition(id=CoalitionId("green"), name="Green", timezone="Europe/Berlin")
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def table(preset: str) -> Timetable:
    return Timetable.of(grown(NEW, preset))


@pytest.mark.parametrize("preset", PRESETS)
def test_every_check_in_leaves_time_for_its_reminder_before_its_freeze(preset: str) -> None:
    timetable, ada = table(preset), Person(id=PersonId("ada"), name="Ada", introduced=True)
    for day in islice(timetable.round_days(MAIN, since=date(2026, 1, 1)), 40):
        asked = instant(day, timetable.checkins[MAIN].at, timetable.zone)
        closes = timetable.closing(asked)
        assert timedelta(days=2) <= closes - asked <= timedelta(days=14)
        reminded = reminder_time(
            ada,
            zone=timetable.zone,
            day=timetable.reminder_day(closes),
            at=timetable.remind.at,
            prompted=asked,
            closes=closes,
            free=lambda _day: False,
            hours=GoodHours(),
        )
        assert reminded is not None
        assert asked < reminded < closes < timetable.digest_of(closes)


def test_a_pocket_coalition_asks_and_tells_once_a_month_and_asks_one_thing() -> None:
    pocket = table("pocket")
    days = list(islice(pocket.round_days(MAIN, since=date(2026, 1, 1)), 12))
    digests = list(islice(pocket.digests(after=NOW), 12))
    assert [day.month for day in days] == list(range(1, 13))
    assert [local_date(moment, pocket.zone).month for moment in digests] == list(range(1, 13))
    assert preset_of(grown(NEW, "pocket")).no_wrap_up
    assert not preset_of(grown(NEW, "standard")).no_wrap_up


def test_volunteers_are_asked_in_the_evening_with_a_weekend_to_answer() -> None:
    volunteers = table("volunteers")
    assert volunteers.checkins[MAIN].at >= time(18)
    day = next(volunteers.round_days(MAIN, since=date(2026, 1, 1)))
    closes = volunteers.closing(instant(day, volunteers.checkins[MAIN].at, volunteers.zone))
    between = (day + timedelta(days=n) for n in range(1, (closes.date() - day).days))
    assert {6, 7} <= {d.isoweekday() for d in between}


def test_office_hours_lie_within_one_working_week() -> None:
    office = table("office_hours")
    day = next(office.round_days(MAIN, since=date(2026, 1, 1)))
    closes = office.closing(instant(day, office.checkins[MAIN].at, office.zone))
    posted = office.digest_of(closes)
    assert posted.isocalendar().week == day.isocalendar().week
    assert posted.isoweekday() <= 5


def test_a_new_coalition_has_nothing_of_its_own() -> None:
    assert [own_parts(grown(NEW, preset)) for preset in PRESETS] == [()] * len(PRESETS)


def test_what_was_set_by_hand_stays_when_a_coalition_grows() -> None:
    pocket = grown(NEW, "pocket")
    rhythm = replace(pocket.rhythm, digest="monthly 15 09:00", release=Release.MANUAL)
    standard = grown(replace(pocket, rhythm=rhythm), "standard")
    assert standard.rhythm == Rhythm(digest="monthly 15 09:00", release=Release.MANUAL)
    assert own_parts(standard) == ("digest", "release")
    assert replace(standard, preset="pocket", rhythm=pocket.rhythm) == pocket
