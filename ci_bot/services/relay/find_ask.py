"""Finds an ask or offer by its number, for those who may know of it."""

from datetime import date

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.visibility import audience_of, may_see
from ci_bot.ports.store import CoalitionUnit


async def find_ask(
    unit: CoalitionUnit, coalition: Coalition, person: PersonId, number: int, today: date
) -> Ask | None:
    """None for what isn't there, was withdrawn, or isn't for this person: all the same to them."""
    ask = await unit.ask(number)
    if ask is None or ask.withdrawn is not None or ask.kind is AskKind.LESSON:
        return None
    activity = None if ask.activity is None else coalition.activities.get(ask.activity)
    known = ask.person == person or may_see(
        ask.visibility, activity, audience_of(coalition, person, today)
    )
    return ask if known or await unit.relays(ask=number, person=person) else None
