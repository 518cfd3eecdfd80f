"""Finds what a person asked for by a day that is over, so that they can say it is settled."""

from datetime import date

from ci_bot.domain.ask import AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.due_dates import due_dates
from ci_bot.services.rounds.find_touches import last_asked
from ci_bot.views.sheet import Overdue


async def find_overdue(
    unit: CoalitionUnit, coalition: Coalition, prompt: Prompt, today: date
) -> tuple[Overdue, ...]:
    """The person's own open asks whose day came since they were asked last; so each once."""
    asks = await unit.asks(AskKind.ASK, open_only=True, person=prompt.person)
    due = due_dates(coalition, asks)
    asked = await last_asked(unit, prompt)
    since = date.min if asked is None else local_date(asked, coalition.timezone)
    return tuple(
        Overdue(number=number, day=day) for number, day in due.items() if since <= day < today
    )
