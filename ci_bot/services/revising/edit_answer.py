"""Changes an answer by the number its activity has in the prompt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Again, Answer
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.own_questions.grammar import read_own
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.converse import read_text
from ci_bot.services.answering.ground import Ground
from ci_bot.services.answering.own_prompt import OwnPrompt
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.checkin.own_prompt import which_number
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class EditAnswer:
    """`edit [N] [TEXT]`: asks about the activity again, or takes the text as its answer."""

    own_prompt: OwnPrompt

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        number: int | None = None,
        own: int | None = None,
        text: str = "",
        now: datetime,
    ) -> Message:
        """What the person is told; the answer stands until there is another.

        `own`: the number of an own question, in place of an activity's.
        """

        def says(ground: Ground) -> Sequence[Answer] | Message:
            if own is not None:
                words = answer_words(reader_of(coalition, person, now))
                return (read_own(own, text.strip(), words=words, hearing=ground.own_hearing),)
            chosen = only_answer(ground) if number is None else number
            if chosen is None or chosen not in ground.facts.footings:
                reader = reader_of(coalition, person, now)
                return which_number(reader, ground.sheet, "edit")
            if text.strip():
                return read_text(ground, f"{chosen}: {text}", now)
            return (Again(chosen),)

        return await self.own_prompt(uow, coalition, person, says, event=event, now=now)


def only_answer(ground: Ground) -> int | None:
    """The number of the answer that is meant when there is no other."""
    answered = list(ground.answers) or list(ground.facts.footings)
    return answered[0] if len(answered) == 1 else None
