"""Lets a person be away: not asked until a day, their deputies asked instead; no reason is kept."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.prompt import Outcome
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.leave_prompts import LeavePrompts


@dataclass(frozen=True, kw_only=True, slots=True)
class WentAway:
    """Asked again from `until` on; `deputies`: the names of those who are asked instead."""

    coalition: Coalition
    until: date
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoAway:
    """`away until DATE`, or `a DATE` under a prompt; the day lies ahead."""

    leave_prompts: LeavePrompts

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        until: date,
        now: datetime,
    ) -> WentAway:
        """Ends the person's open prompts; what is open in them goes to the deputies."""
        who = replace(coalition.people[person], away_until=until)
        people = {**coalition.people, person: who}
        coalition = await uow.of(coalition.id).save(replace(coalition, people=people))
        deputies = await self.leave_prompts(uow, coalition, person, Outcome.AWAY, now)
        return WentAway(coalition=coalition, until=until, deputies=deputies)
