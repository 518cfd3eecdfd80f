"""Gathers what one coalition has for one person's home tab."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta

from ci_bot.domain.ask import AskKind
from ci_bot.domain.authority import ANSWERING, Right, may
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.answering.find_prompt import is_open, newest_prompt
from ci_bot.services.answering.own_standings import own_standings
from ci_bot.views.home import Part
from ci_bot.views.home_setup import Setup
from ci_bot.views.reader import Reader, reader_of


async def home_part(
    unit: CoalitionUnit,
    coalition: Coalition,
    person: PersonId,
    now: datetime,
    *,
    command: str,
    show_setup: Callable[[Coalition, datetime], Awaitable[Setup]],
) -> Part:
    """`command`: what a command begins with; `show_setup`: for staff."""
    reader = reader_of(coalition, person, now)
    asks = await unit.asks(open_only=True, person=person)
    backbone = may(coalition, person, Right.BACKBONE, coalition.today(now))
    return Part(
        reader=reader,
        coalition=coalition,
        person=person,
        command=command,
        standings=await own_standings(unit, coalition, person, coalition.today(now)),
        asks=[ask for ask in asks if ask.kind is not AskKind.LESSON],
        asked=await _asked(unit, coalition, person, now),
        next_asked=_next_asked(coalition, person, reader),
        setup=await show_setup(coalition, now) if backbone else None,
    )


async def _asked(
    unit: CoalitionUnit, coalition: Coalition, person: PersonId, now: datetime
) -> Sequence[tuple[str, str]]:
    prompt = await newest_prompt(unit, coalition, person, now)
    round_ = await unit.round(prompt.round) if prompt else None
    if prompt is None or round_ is None or not round_.open or not is_open(prompt):
        return ()
    return [
        (f"answer:{prompt.id}:{item.number}", coalition.activities[item.activity].title)
        for item in prompt.items
        if item.due and not item.settled and item.activity in coalition.activities
    ]


def _next_asked(coalition: Coalition, person: PersonId, reader: Reader) -> date | None:
    who = coalition.people[person]
    hats = coalition.hats(person, coalition.today(reader.now))
    answers = any(hat.role in ANSWERING for hat in hats)
    leads = any(person in (a.lead_person, a.deputy_person) for a in coalition.activities.values())
    if coalition.paused or who.settings.stopped or not (answers and leads):
        return None
    timetable = Timetable.of(coalition)
    tomorrow = reader.today + timedelta(days=1)
    days = (next(timetable.round_days(c, since=tomorrow), None) for c in timetable.checkins)
    return min((day for day in days if day), default=None)
