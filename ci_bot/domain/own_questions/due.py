"""Which own questions a person is asked in a prompt: at most three, each once per date of its own.

They come with the activities, never alone: a check-in of another week adds no message.
"""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from ci_bot.domain.coalition import Checkin, Coalition
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.own_question import MOST, OwnItem, OwnQuestion
from ci_bot.domain.rhythm.bundling import Past, asked_about
from ci_bot.domain.rhythm.recurrence import monday
from ci_bot.domain.rhythm.timetable import Timetable, checkins_of

_WEEK = timedelta(days=6)


def own_due(
    coalition: Coalition,
    timetable: Timetable,
    person: PersonId,
    activities: Collection[ActivityId],
    *,
    day: date,
    past: Past,
) -> tuple[OwnItem, ...]:
    """The questions of every check-in that asks about one of these, as far as their date has come.

    What was asked longest ago comes first where there are too many.
    """
    waiting: list[tuple[date, Checkin, OwnQuestion]] = []
    for checkin in checkins_of(coalition).values():
        theirs = {activity.id for activity in asked_about(coalition, checkin, day)}
        latest = timetable.latest_round_day(checkin.id, until=monday(day) + _WEEK)
        if latest is None or not theirs & set(activities):
            continue
        for question in checkin.questions:
            last = past.own.get((person, checkin.id, question.id), date.min)
            if last < monday(latest) and _has_come(latest, day, past.prompted.get(person)):
                waiting.append((last, checkin, question))
    waiting.sort(key=lambda one: one[0])
    return numbered_own((checkin, question) for _, checkin, question in waiting)


def numbered_own(asked: Iterable[tuple[Checkin, OwnQuestion]]) -> tuple[OwnItem, ...]:
    """As many as people answer, numbered from 1."""
    fitting: list[OwnItem] = []
    weight = 0
    for checkin, question in asked:
        if weight + question.weight <= MOST:
            weight += question.weight
            number = len(fitting) + 1
            fitting.append(OwnItem(number=number, checkin=checkin.id, question=question.id))
    return tuple(fitting)


def _has_come(latest: date, day: date, prompted: date | None) -> bool:
    """Whether it is of this week, or of one in which the person was not asked at all."""
    if monday(latest) == monday(day):
        return True
    return prompted is not None and monday(latest) > monday(prompted)
