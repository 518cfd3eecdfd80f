"""Shows a person their open prompt again."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.messages.blocks import Message
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.find_prompt import is_open, newest_prompt
from ci_bot.services.prepare_prompt import show_prompt
from ci_bot.services.recheck_prompt import Wanted
from ci_bot.views.own_prompt import nothing_asked
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class ShowOwnPrompt:
    """`checkin`."""

    async def __call__(
        self, uow: UnitOfWork, coalition: Coalition, person: PersonId, now: datetime
    ) -> Message:
        """The prompt with what is still open in it, or how to tell something unasked."""
        unit = uow.of(coalition.id)
        prompt = await newest_prompt(unit, coalition, person, now)
        round_ = await unit.round(prompt.round) if prompt else None
        if prompt is None or round_ is None or not is_open(prompt):
            return nothing_asked(reader_of(coalition, person, now))
        wanted = Wanted(coalition=coalition, round=round_, prompt=prompt)
        return await show_prompt(uow, wanted, now)
