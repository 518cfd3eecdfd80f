"""What people answered to a check-in's own questions: the rows of one coalition."""

from collections.abc import Sequence
from datetime import datetime

from ci_bot.domain.ids import PersonId, PromptId
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.update import Source
from ci_bot.ports.store import StoreError
from ci_bot.store.bound import Bound
from ci_bot.store.codec import Codec, Inner
from ci_bot.store.tables.history import own_answers

_answer = Codec(OwnAnswer, own_answers, inner={"source": Inner(kind=Source, optional=True)})


class SqlOwnAnswers:
    """Own answers of one unit of work."""

    def __init__(self, bound: Bound) -> None:
        self._bound = bound

    async def add_own_answer(self, answer: OwnAnswer) -> None:
        await self._bound.insert(own_answers, [_answer.row(answer)])

    async def put_own_answer(self, answer: OwnAnswer) -> None:
        marks = {"replaced": answer.replaced, "withdrawn": answer.withdrawn}
        if not await self._bound.change(own_answers, own_answers.c.id == answer.id, values=marks):
            raise StoreError(f"there is no such OwnAnswer in {self._bound.coalition}")

    async def own_answers(
        self,
        *,
        person: PersonId | None = None,
        prompt: PromptId | None = None,
        since: datetime | None = None,
        until: datetime | None = None,
        current_only: bool = True,
    ) -> Sequence[OwnAnswer]:
        cells = own_answers.c
        query = self._bound.select(own_answers).order_by(cells.at, cells.recorded, cells.seq)
        if person is not None:
            query = query.where(cells.person == person)
        if prompt is not None:
            query = query.where(cells.prompt == prompt)
        if since is not None:
            query = query.where(cells.recorded >= since)
        if until is not None:
            query = query.where(cells.recorded < until)
        if current_only:
            query = query.where(cells.replaced.is_(None), cells.withdrawn.is_(None))
        return await self._bound.all(_answer, query)
