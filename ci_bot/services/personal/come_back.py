"""Lets a person be asked again before the day until which they are away."""

from dataclasses import dataclass, replace

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.ports.store import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class ComeBack:
    """`back`: asked again from now on."""

    async def __call__(self, uow: UnitOfWork, coalition: Coalition, person: PersonId) -> Coalition:
        """Twice is as once."""
        who = coalition.people[person]
        if who.away_until is None and not who.settings.stopped:
            return coalition
        asked = replace(who, away_until=None, settings=replace(who.settings, stopped=False))
        people = {**coalition.people, person: asked}
        return await uow.of(coalition.id).save(replace(coalition, people=people))
