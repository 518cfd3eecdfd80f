"""What people answered to a check-in's own questions, in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from ci_bot.domain.ids import PersonId, PromptId
from ci_bot.domain.moment import aware_or_none
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.ports.store import StoreError
from ci_bot.testing.memory.bound import Bound


class MemoryOwnAnswers(Bound):
    """Own answers of one unit of work."""

    async def add_own_answer(self, answer: OwnAnswer) -> None:
        self._add(self._state.own_answers, answer.id, answer)

    async def put_own_answer(self, answer: OwnAnswer) -> None:
        stored = self._state.own_answers.get((self._id, answer.id))
        if stored is None:
            raise StoreError(f"there is no OwnAnswer {answer.id}")
        marked = replace(stored, replaced=answer.replaced, withdrawn=answer.withdrawn)
        self._put(self._state.own_answers, answer.id, marked)

    async def own_answers(
        self,
        *,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        current_only: bool = True,
    ) -> Sequence[OwnAnswer]:
        since, until = aware_or_none(since), aware_or_none(until)
        found = [
            a
            for a in self._of(self._state.own_answers)
            if person in (None, a.person)
            and prompt in (None, a.prompt)
            and (since is None or since <= a.recorded)
            and (until is None or a.recorded < until)
            and (a.current or not current_only)
        ]
        return sorted(found, key=lambda a: (a.at, a.recorded))
