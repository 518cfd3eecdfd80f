"""Changes the roster as somebody of the backbone said in chat, and takes the last change back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.difference import Change, differences
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.matching.milestone_moves import with_moves_of_all
from ci_bot.domain.prompt import Outcome
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.roster.check import checked
from ci_bot.domain.roster.effects import Effect, Follows, effects
from ci_bot.domain.roster.undo import UNDOABLE, ChangedSinceError, RosterChange, undone
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.revising.narrow_readers import narrowing, staying_narrow
from ci_bot.services.roster.keep_change import keep_change
from ci_bot.services.roster.withdraw_invitations import withdraw_invitations
from ci_bot.services.rounds.leave_prompts import LeavePrompts
from ci_bot.services.rounds.plan_calendar import PlanCalendar


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """The coalition before and after, the changes in between, and what follows from them.

    `dry`: nothing was changed. Without changes, all was so already.
    """

    before: Coalition
    after: Coalition
    changes: tuple[Change, ...]
    effects: tuple[Effect, ...]
    dry: bool


@dataclass(frozen=True, kw_only=True)
class ChangeRoster:
    """For the commands that add, edit, archive, grant and revoke."""

    plan_calendar: PlanCalendar
    leave_prompts: LeavePrompts

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        after: Coalition,
        *,
        now: datetime,
        dry: bool,
    ) -> Changed:
        """Saves the changed coalition, kept so that it can be taken back; `dry`: only tells.

        What a leaver was asked and has not answered, whoever leads it now is asked. What an
        activity's old working group was told, its new one does not read.
        """
        unit, today = uow.of(coalition.id), coalition.today(now)
        changed = _changed(coalition, after, today=today, dry=dry)
        if not changed.changes:
            return changed
        if dry:
            return _with(changed, await narrowing(unit, coalition, after, dry=True))
        saved = await unit.save(with_moves_of_all(coalition, after, now))
        changed = _with(changed, await narrowing(unit, coalition, after, dry=False))
        await withdraw_invitations(unit, coalition, after, today=today)
        await self.plan_calendar(uow, saved, now=now)
        for effect in changed.effects:
            if effect.follows is Follows.LEFT and effect.person is not None:
                await self.leave_prompts(uow, saved, effect.person, Outcome.PASSED_ON, now)
        await keep_change(unit, coalition, saved, person, now=now)
        return changed


@dataclass(frozen=True, kw_only=True)
class UndoRoster:
    """For `undo`."""

    plan_calendar: PlanCalendar

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        change: RosterChange,
        *,
        now: datetime,
        dry: bool,
    ) -> Changed:
        """Takes the change back; raises ChangedSinceError and RosterError, with nothing changed.

        What somebody has said something about stays; who reads it is not taken back.
        """
        unit, today = uow.of(coalition.id), coalition.today(now)
        after = checked(coalition, undone(coalition, change), today=today)
        for id_ in coalition.activities.keys() - after.activities.keys():
            if await _spoken_about(unit, id_):
                raise ChangedSinceError(coalition.activities[id_].title)
        for channel in set(after.channels) - set(coalition.channels):
            if await _taken(uow, coalition, channel):
                raise ChangedSinceError("", part="channels")
        changed = _changed(coalition, after, today=today, dry=dry)
        changed = _with(changed, await staying_narrow(unit, coalition, after))
        if not dry:
            saved = await unit.save(after)
            await withdraw_invitations(unit, coalition, after, today=today)
            await self.plan_calendar(uow, saved, now=now)
            await unit.remove_roster_change(change.id)
        return _with(changed, await narrowing(unit, coalition, after, dry=dry))


async def _taken(uow: UnitOfWork, coalition: Coalition, channel: Channel) -> bool:
    """Whether another coalition has its channel in that room by now."""
    found = await uow.directory.channel(channel.room or channel.address)
    return found is not None and found[0] != coalition.id


async def _spoken_about(unit: CoalitionUnit, activity: ActivityId) -> bool:
    if await unit.updates(activity=activity, current_only=False):
        return True
    return any(ask.activity == activity for ask in await unit.asks())


async def last_change(
    uow: UnitOfWork, coalition: Coalition, person: PersonId, *, now: datetime
) -> RosterChange | None:
    """The last change that can still be taken back, if the person is of the backbone.

    Anybody else: their own last one, if it took just that from them; not if somebody else did.
    """
    made = [
        change
        for change in await uow.of(coalition.id).roster_changes()
        if change.at >= now - UNDOABLE
    ]
    if may(coalition, person, Right.BACKBONE, coalition.today(now)):
        return next(iter(made), None)
    own = next((change for change in made if change.by == person), None)
    return own if own is not None and _resigned(own, person, coalition.today(now)) else None


def _resigned(change: RosterChange, person: PersonId, today: date) -> bool:
    """Whether that change took its author's hat of the backbone."""

    def worn(roles: Iterable[Role]) -> bool:
        return any(
            role.person == person and role.role is RoleName.BACKBONE and role.held(today)
            for role in roles
        )

    return worn(change.before.roles) and not worn(change.after.roles)


def _changed(before: Coalition, after: Coalition, *, today: date, dry: bool) -> Changed:
    return Changed(
        before=before,
        after=after,
        changes=differences(before, after),
        effects=effects(before, after, today=today),
        dry=dry,
    )


def _with(changed: Changed, more: tuple[Effect, ...]) -> Changed:
    return replace(changed, effects=(*changed.effects, *more))
