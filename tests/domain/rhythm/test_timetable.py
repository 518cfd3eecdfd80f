"""The timetable: which rounds, freezes, digests and reminders follow from a rhythm."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice

import pytest

from ci_bot.domain.coalition import Checkin, Coalition, Rhythm
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.domain.rhythm.cadence import instant
from ci_bot.domain.rhythm.timetable import Timetable, checkins_of, round_day, round_due
from tests.support.small_coalition import BERLIN, small_coalition

MAIN = CheckinId("main")
MONDAY = datetime(2026, 11, 16, 6, tzinfo=UTC)


def timetable(**rhythm: str) -> Timetable:
    return Timetable.of(small_coalition(rhythm=replace(Rhythm(), **rhythm)))  # type: ignore[arg-type]


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


def test_by_default_people_are_asked_every_second_week_and_the_digest_comes_every_week() -> None:
    table = timetable()
    days = list(islice(table.round_days(MAIN, since=date(2026, 11, 16)), 2))
    assert days == [date(2026, 11, 19), date(2026, 12, 3)]
    assert list(islice(table.digests(after=MONDAY), 2)) == [
        berlin("2026-11-18 10:00"),
        berlin("2026-11-25 10:00"),
    ]
    assert list(islice(table.freezes(after=MONDAY), 2)) == [
        berlin("2026-11-17 16:00"),
        berlin("2026-11-24 16:00"),
    ]


def test_each_digest_has_a_freeze_of_its_own_and_each_freeze_its_digest() -> None:
    table = timetable()
    for digest in islice(table.digests(after=MONDAY), 60):
        freeze = table.freeze_of(digest)
        assert digest - timedelta(days=1) < freeze < digest
        assert table.digest_of(freeze) == digest


def test_a_monthly_digest_is_fixed_once_a_month() -> None:
    table = timetable(digest="monthly first wed 10:00")
    freezes = list(islice(table.freezes(after=MONDAY), 3))
    assert freezes == [berlin(f"{day} 16:00") for day in ("2026-12-01", "2027-01-05", "2027-02-02")]


def test_digests_with_the_same_freeze_are_fixed_once() -> None:
    table = timetable(freeze="monthly first tue 16:00")
    freezes = list(islice(table.freezes(after=MONDAY), 2))
    assert freezes == [berlin("2026-12-01 16:00"), berlin("2027-01-05 16:00")]


def test_a_digest_may_be_fixed_at_the_very_hour_it_is_posted() -> None:
    table = timetable(freeze="wed 10:00")
    freeze = next(table.freezes(after=MONDAY))
    assert freeze == table.digest_of(freeze) == berlin("2026-11-18 10:00")


def test_nothing_happens_in_a_quiet_week() -> None:
    table = Timetable.of(small_coalition(quiet_weeks=("2026-W48",)))
    since = date(2026, 11, 16)
    assert list(islice(table.round_days(MAIN, since=since), 2)) == [
        date(2026, 11, 19),
        date(2026, 12, 3),
    ]
    assert berlin("2026-11-25 10:00") not in list(islice(table.digests(after=MONDAY), 3))
    assert list(islice(table.freezes(after=MONDAY), 2)) == [
        berlin("2026-11-17 16:00"),
        berlin("2026-12-01 16:00"),
    ]


def test_a_round_ends_at_the_first_freeze_that_leaves_four_hours() -> None:
    table = timetable()
    assert table.closing(berlin("2026-11-24 12:00")) == berlin("2026-11-24 16:00")
    assert table.closing(berlin("2026-11-24 12:01")) == berlin("2026-12-01 16:00")


def test_a_round_is_opened_when_its_date_begins_anywhere() -> None:
    due = round_due(date(2026, 11, 26))
    assert due == datetime(2026, 11, 25, 10, tzinfo=UTC)
    assert round_day(due) == date(2026, 11, 26)


def test_reminders_are_planned_before_the_first_of_them_may_have_to_go() -> None:
    table = timetable()
    closes = berlin("2026-11-24 16:00")
    assert table.reminder_day(closes) == date(2026, 11, 23)
    assert table.reminders_due(closes) == round_due(date(2026, 11, 23))
    first = small_coalition(timezone="Pacific/Kiritimati", rhythm=Rhythm(remind="tue 10:00"))
    closes = next(Timetable.of(first).freezes(after=MONDAY))
    assert Timetable.of(first).reminders_due(closes) == closes - timedelta(hours=24)


@pytest.mark.parametrize(
    ("kind", "subject", "due"),
    [
        (OccurrenceKind.CHECKIN, "main", datetime(2026, 11, 18, 10, tzinfo=UTC)),
        (OccurrenceKind.REMIND, "", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        (OccurrenceKind.FREEZE, "", berlin("2026-11-17 16:00")),
        (OccurrenceKind.DIGEST, "", berlin("2026-11-18 10:00")),
        (OccurrenceKind.CHECKIN, "gone", None),
        (OccurrenceKind.CATCH_UP, "", None),
    ],
)
def test_what_comes_next_is_later_than_now(
    kind: OccurrenceKind, subject: str, due: datetime | None
) -> None:
    table = timetable()
    assert table.next_due(kind, subject, after=MONDAY) == due
    if due is not None:
        following = table.next_due(kind, subject, after=due)
        assert following is not None
        assert following > due


def test_a_check_in_may_have_a_rhythm_of_its_own() -> None:
    coalition = small_coalition(
        checkins={
            CheckinId("monthly"): Checkin(id=CheckinId("monthly"), schedule="monthly"),
            CheckinId("same"): Checkin(id=CheckinId("same")),
        }
    )
    table = Timetable.of(coalition)
    assert list(checkins_of(coalition)) == ["monthly", "same"]
    assert str(table.checkins[CheckinId("monthly")]) == "monthly first thu 09:30"
    assert str(table.checkins[CheckinId("same")]) == "weekly thu 09:30"


def test_a_coalition_that_names_no_check_in_has_one_named_main() -> None:
    coalition: Coalition = small_coalition()
    assert list(checkins_of(coalition)) == ["main"]
    assert Timetable.of(coalition).checkins[MAIN].at == time(9, 30)
