"""Stops asking a person: their open prompts end, and their deputies are asked from now on."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.prompt import Outcome
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.leave_prompts import LeavePrompts
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views import troubles


@dataclass(frozen=True, kw_only=True)
class StopAsking:
    """`stop`, or `not me` (`mistaken`: the backbone has to find the right person)."""

    leave_prompts: LeavePrompts

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        now: datetime,
        *,
        mistaken: bool = False,
    ) -> None:
        """Twice is as once."""
        who = coalition.people[person]
        if not who.settings.stopped:
            settings = replace(who.settings, stopped=True)
            people = {**coalition.people, person: replace(who, settings=settings)}
            coalition = await uow.of(coalition.id).save(replace(coalition, people=people))
        await self.leave_prompts(uow, coalition, person, Outcome.AWAY, now)
        if mistaken:
            await tell_backbone(
                uow,
                coalition,
                lambda reader: troubles.wrong_person(reader, who.name),
                subject=f"wrong-person:{coalition.id}:{person}:{coalition.today(now)}",
                now=now,
            )
