"""Ends a person's open prompts; what is open in them goes to the deputies."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.prompt import Outcome, Prompt
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.ask_deputies import AskDeputies
from ci_bot.services.rounds.prompt_delivery import take_back
from ci_bot.services.rounds.start_round import ended


@dataclass(frozen=True, kw_only=True)
class LeavePrompts:
    """For whoever goes away, or is not to be asked any more."""

    ask_deputies: AskDeputies

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        outcome: Outcome,
        now: datetime,
    ) -> tuple[str, ...]:
        """The names of those who are asked instead; `coalition` is as it is from now on."""
        unit = uow.of(coalition.id)
        deputies: list[str] = []
        for prompt in await unit.prompts_of_person(person):
            if prompt.ended is not None:
                continue
            await take_back(uow, coalition.id, prompt, "the person is not asked any more")
            await unit.put_prompt(ended(prompt, now, outcome))
            round_ = await unit.round(prompt.round)
            if round_ is None or not round_.open:
                continue
            waiting = {i.number for i in prompt.items if i.due and not i.settled}
            asked = await self.ask_deputies(uow, coalition, prompt, waiting, now)
            deputies += _names(coalition, prompt, asked)
        return tuple(dict.fromkeys(deputies))


def _names(coalition: Coalition, prompt: Prompt, numbers: Collection[int]) -> tuple[str, ...]:
    deputies = (
        coalition.activities[item.activity].deputy_person
        for item in prompt.items
        if item.number in numbers
    )
    return tuple(coalition.people[deputy].name for deputy in deputies if deputy is not None)
