"""What a person's commands do to their own newest prompt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Answer
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.end_turn import EndTurn
from ci_bot.services.answering.find_prompt import newest_prompt
from ci_bot.services.answering.ground import Ground, read_ground
from ci_bot.services.answering.take_turn import TakeTurn
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin.own_prompt import nothing_asked
from ci_bot.views.reader import reader_of

Saying = Callable[[Ground], Sequence[Answer] | Message]
"""What a command says to a prompt, or why it can't."""


@dataclass(frozen=True, kw_only=True)
class OwnPrompt:
    """Finds the person's newest prompt and takes the command's answers to it."""

    take: TakeTurn
    end: EndTurn

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        says: Saying,
        *,
        event: MessageReceived,
        now: datetime,
    ) -> Message:
        """What the person is told; everything else is stored."""
        unit = uow.of(coalition.id)
        prompt = await newest_prompt(unit, coalition, person, now)
        if prompt is None:
            return nothing_asked(reader_of(coalition, person, now))
        ground = await read_ground(unit, coalition, prompt, now, heard_in=event.room)
        answers = says(ground)
        if isinstance(answers, Message):
            return answers
        saying = saying_of(event, person)
        message = await self.take(uow, ground, answers, saying=saying, now=now)
        return await self.end(uow, ground, event, message, now)
