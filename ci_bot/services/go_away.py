"""Lets a person be away: not asked until a day, their deputies asked instead; no reason is kept."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.prompt import Outcome, Prompt
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.ask_deputies import AskDeputies
from ci_bot.services.prompt_delivery import take_back
from ci_bot.services.start_round import ended


@dataclass(frozen=True, kw_only=True, slots=True)
class WentAway:
    """Asked again from `until` on; `deputies`: the names of those who are asked instead."""

    coalition: Coalition
    until: date
    deputies: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GoAway:
    """`away until DATE`, or `a DATE` under a prompt; the day lies ahead."""

    ask_deputies: AskDeputies

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        until: date,
        now: datetime,
    ) -> WentAway:
        """Ends the person's open prompts; what is open in them goes to the deputies."""
        unit = uow.of(coalition.id)
        who = replace(coalition.people[person], away_until=until)
        coalition = await unit.save(replace(coalition, people={**coalition.people, person: who}))
        deputies: list[str] = []
        for prompt in await unit.prompts_of_person(person):
            if prompt.ended is not None:
                continue
            await take_back(uow, coalition.id, prompt, "the person is away")
            await unit.put_prompt(ended(prompt, now, Outcome.AWAY))
            round_ = await unit.round(prompt.round)
            if round_ is None or not round_.open:
                continue
            waiting = {i.number for i in prompt.items if i.due and not i.settled}
            asked = await self.ask_deputies(uow, coalition, prompt, waiting, now)
            deputies += deputy_names(coalition, prompt, asked)
        return WentAway(coalition=coalition, until=until, deputies=tuple(dict.fromkeys(deputies)))


def deputy_names(coalition: Coalition, prompt: Prompt, numbers: Collection[int]) -> tuple[str, ...]:
    """The names of the deputies of the items with these numbers."""
    deputies = (
        coalition.activities[item.activity].deputy_person
        for item in prompt.items
        if item.number in numbers
    )
    return tuple(coalition.people[deputy].name for deputy in deputies if deputy is not None)
