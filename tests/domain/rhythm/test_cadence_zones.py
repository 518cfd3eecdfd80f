"""Every time zone, every change of its clocks: one instant for each date, and a good one."""

from datetime import UTC, date, datetime, time, timedelta

from ci_bot.domain.rhythm.cadence import instant, instants, local_date
from ci_bot.domain.rhythm.schedule_grammar import parse_schedule
from tests.domain.rhythm.zones import ZONES, Change, changes, offset

ANCHOR = date(2024, 1, 1)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


def walls_around(change: Change) -> set[datetime]:
    """The wall times next to a change, inside it, and at ordinary hours of the same day."""
    before, after = (change.at + o for o in (change.before, change.after))
    edges = sorted(wall.replace(tzinfo=None) for wall in (before, after))
    middle = edges[0] + (edges[1] - edges[0]) // 2 // MINUTE * MINUTE
    near = {wall + n * MINUTE for wall in (*edges, middle) for n in (-1, 0, 1)}
    day = edges[0].date()
    hours = (time(0), time(2, 30), time(9, 30), time(23, 59))
    return near | {datetime.combine(day + n * DAY, at) for n in (-1, 0, 1) for at in hours}


def expected(change: Change, wall: datetime) -> datetime:
    """By looking: the first instant with that wall time, else the first after the gap."""
    candidates = [wall.replace(tzinfo=UTC) - o for o in (change.before, change.after)]
    valid = [c for c in candidates if (c + offset(change.zone, c)).replace(tzinfo=None) == wall]
    return min(valid, default=change.at)


def test_all_zones_and_many_changes_are_looked_at() -> None:
    assert len(ZONES) > 590
    assert len(changes()) > 5_000
    assert {c.at.year for c in changes()} == set(range(2024, 2038))


def test_a_time_is_the_first_of_two_and_the_first_minute_after_a_gap() -> None:
    wrong, other_dates = [], []
    for change in changes():
        for wall in walls_around(change):
            moment = instant(wall.date(), wall.time(), change.zone)
            if moment != expected(change, wall):
                wrong.append((change, wall))
            if local_date(moment, change.zone) != wall.date():
                other_dates.append((change, moment))
    assert wrong == []
    # Only a gap over midnight, as in Nuuk, takes a date's instant to the next date.
    assert all(moment == change.at for change, moment in other_dates)
    assert all((c.at + c.before).date() < (c.at + c.after).date() for c, _ in other_dates)
    assert {change.zone for change, _ in other_dates} >= {"America/Nuuk"}


def test_the_instants_of_later_dates_are_later() -> None:
    wrong = [
        (change, at)
        for change in changes()
        for at in (change.at.astimezone(UTC).time(), time(0), time(1, 30), time(2, 30))
        for days in [[local_date(change.at, change.zone) + n * DAY for n in range(-2, 3)]]
        for found in [[instant(day, at, change.zone) for day in days]]
        if sorted(set(found)) != found
    ]
    assert wrong == []


def test_each_date_of_a_recurrence_has_one_instant_on_that_date() -> None:
    changing = {change.zone for change in changes()}
    # Clocks change on Sundays, at this hour or near it.
    rule = parse_schedule("weekly sun 02:30")
    begin = datetime(2024, 1, 1, tzinfo=UTC)
    for zone in ZONES:
        found = instants(rule, zone=zone, anchor=ANCHOR, after=begin)
        for week in range(730 if zone in changing else 53):
            sunday = date(2024, 1, 7) + 7 * week * DAY
            assert local_date(next(found), zone) == sunday, (zone, sunday)
