"""When a prompt or a reminder reaches a person, in their own time."""

from datetime import date, datetime, time, timedelta

from ci_bot.domain.person import Person
from ci_bot.domain.rhythm.cadence import instant, local_date
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.timetable import TIME_TO_ANSWER
from ci_bot.domain.rhythm.working_days import Free, day_to_ask

TOO_NEAR = timedelta(hours=24)
"""A prompt that was moved so near to the freeze belongs to the next period."""
_EVENING = timedelta(hours=1)
_ON_THE_WAY = timedelta(minutes=15)
"""So that four hours remain when a reminder that was due at the last moment is really there."""


def prompt_time(
    person: Person,
    *,
    zone: str,
    day: date,
    at: time,
    closes: datetime,
    free: Free,
    hours: GoodHours,
) -> datetime | None:
    """The instant at which a round's prompt is due; None: it belongs to the next period.

    `day`, `at`: the round's local date and hour. The person's own hour counts, unless it would be
    after the freeze. First contact is made in good hours.
    """
    asked = day_to_ask(day, days=person.settings.days, free=free)
    moment = instant(asked, person.settings.hour or at, zone)
    if moment >= closes:
        moment = instant(asked, at, zone)
    if not person.introduced:
        moment = _in_good_hours(moment, zone, hours)
    if asked != day and closes - moment < TOO_NEAR:
        return None
    return moment


def reminder_time(
    person: Person,
    *,
    zone: str,
    day: date,
    at: time,
    prompted: datetime,
    closes: datetime,
    free: Free,
    hours: GoodHours,
) -> datetime | None:
    """The instant of the one reminder; None when there is no good one any more.

    `prompted`: when the prompt was due. At least four hours remain from the reminder to the
    freeze, quiet hours not counted: it moves to the last good hour before, if need be.
    """
    asked = day_to_ask(day, days=person.settings.days, free=free)
    wanted = hours.next_good(instant(asked, at, zone), zone) + hours.delay(person.id)
    latest = hours.latest_before(closes, zone, leaving=TIME_TO_ANSWER + _ON_THE_WAY)
    moment = min(wanted, latest)
    day = local_date(moment, zone)
    if moment < prompted + TIME_TO_ANSWER or away(person, day):
        return None
    return moment if day_to_ask(day, days=person.settings.days, free=free) == day else None


def away(person: Person, day: date) -> bool:
    """Whether the person has said to be away on that date."""
    return person.away_until is not None and day < person.away_until


def _in_good_hours(moment: datetime, zone: str, hours: GoodHours) -> datetime:
    """The nearest good hour of the same date."""
    good = hours.next_good(moment, zone)
    if local_date(good, zone) == local_date(moment, zone):
        return good
    return hours.latest_before(moment, zone, leaving=_EVENING)
