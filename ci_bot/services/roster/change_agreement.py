"""Changes what a coalition has agreed: agenda, goals, preset, rhythm, pause, and its channels."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.roster.keep_change import keep_change
from ci_bot.services.rounds.plan_calendar import PlanCalendar


@dataclass(frozen=True, kw_only=True)
class ChangeAgreement:
    """For `setup`, `rhythm`, `pause`, `resume`, `link here` and `unlink`."""

    plan_calendar: PlanCalendar

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        after: Coalition,
        *,
        now: datetime,
    ) -> Coalition:
        """The coalition as it is then, kept so that it can be taken back; the same if it is so."""
        if after == coalition:
            return coalition
        unit = uow.of(coalition.id)
        saved = await unit.save(after)
        await self.plan_calendar(uow, saved, now=now)
        await keep_change(unit, coalition, saved, person, now=now)
        return saved
