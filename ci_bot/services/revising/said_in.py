"""Looks up what one chat message of a person said."""

from collections.abc import Sequence
from dataclasses import dataclass

from ci_bot.domain.answering.answer_history import Contribution, contributions
from ci_bot.domain.ask import Ask
from ci_bot.domain.ids import PersonId, PromptId
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.update import Source
from ci_bot.ports.store import CoalitionUnit


@dataclass(frozen=True, kw_only=True, slots=True)
class SaidIn:
    """Its parts of answers, and what it said beside them."""

    answers: Sequence[Contribution]
    asks: Sequence[Ask]
    own: Sequence[OwnAnswer] = ()

    @property
    def prompt(self) -> PromptId | None:
        """The prompt it belongs to, if any."""
        prompts = [a.head.prompt for a in self.answers]
        prompts += [ask.prompt for ask in self.asks] + [answer.prompt for answer in self.own]
        return next((prompt for prompt in prompts if prompt is not None), None)

    def __bool__(self) -> bool:
        return bool(self.answers or self.asks or self.own)


async def said_in(unit: CoalitionUnit, person: PersonId, source: Source) -> SaidIn:
    """What the message says that still counts; nobody edits or deletes what others said."""
    updates = await unit.updates(person=person, current_only=False)
    asks = [ask for ask in await unit.asks_from(source) if ask.person == person]
    own = [a for a in await unit.own_answers(person=person) if a.source == source]
    return SaidIn(answers=contributions(updates, source), asks=asks, own=own)
