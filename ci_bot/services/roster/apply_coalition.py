"""Makes a stored coalition what a description says, or shows the difference."""

from collections.abc import Callable
from dataclasses import dataclass

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.consistency import inconsistencies
from ci_bot.domain.difference import Change, differences
from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.matching.milestone_moves import with_moves_of_all
from ci_bot.domain.roster.regrouped import Narrowed
from ci_bot.ports.clock import Clock
from ci_bot.ports.store import Store
from ci_bot.services.revising.narrow_readers import narrow_readers
from ci_bot.services.roster.withdraw_invitations import withdraw_invitations
from ci_bot.services.rounds.plan_calendar import PlanCalendar

Describe = Callable[[Coalition | None], Coalition]


class InconsistentError(Exception):
    """The coalition would refer to what isn't in it; the message has a line for each place."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Applied:
    """The changes made, or that would be made, and what the backbone alone reads from then on."""

    changes: tuple[Change, ...]
    narrowed: tuple[Narrowed, ...]


@dataclass(frozen=True, kw_only=True)
class ApplyCoalition:
    """Applies `describe` to what is stored and keeps the calendar in line."""

    store: Store
    clock: Clock
    plan_calendar: PlanCalendar

    async def __call__(
        self, coalition: CoalitionId, describe: Describe, *, dry_run: bool = False
    ) -> Applied:
        """What it changed, or would change; nothing the second time.

        Raises InconsistentError, with nothing written.
        """
        async with self.store.write() as uow:
            unit = uow.of(coalition)
            before = await unit.load()
            after = describe(before)
            dangling = inconsistencies(after)
            if dangling:
                raise InconsistentError("\n".join(dangling))
            changes = differences(before, after)
            if changes and not dry_run:
                now = self.clock.now()
                saved = await unit.save(with_moves_of_all(before, after, now))
                await withdraw_invitations(unit, before, after, today=after.today(now))
                await self.plan_calendar(uow, saved, now=now)
            narrowed = await narrow_readers(unit, before, after, dry=dry_run)
            if changes and not dry_run:
                await uow.commit()
        return Applied(changes=changes, narrowed=narrowed)
