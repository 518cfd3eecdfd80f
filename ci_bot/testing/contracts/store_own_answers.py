"""What a store promises about answers to a check-in's own questions."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import PersonId, PromptId
from ci_bot.domain.own_question import QuestionKind
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.status import Visibility
from ci_bot.ports.store import ConflictError, Store, StoreError
from ci_bot.testing.contracts.store_base import reading, save, writing
from ci_bot.testing.contracts.store_samples import (
    MARA,
    NOW,
    RIVER,
    SAID,
    VALLEY,
    minutes,
    new_own_answer,
    small_coalition,
)

FULL = new_own_answer(
    "full",
    kind=QuestionKind.CHOICE,
    language="de",
    visibility=Visibility.COALITION,
    prompt=PromptId("prompt"),
    source=SAID,
    replaces="older",
    replaced=NOW + minutes(1),
    withdrawn=NOW + minutes(2),
)


async def _store_answers(store: Store, *answers: OwnAnswer) -> None:
    await save(store, small_coalition())
    async with writing(store) as unit:
        for answer in answers:
            await unit.add_own_answer(answer)


class OwnAnswerPromises:
    """Own answers are kept as they were given, with their history, and never rewritten."""

    async def test_an_own_answer_comes_back_as_it_was(self, store: Store) -> None:
        await _store_answers(store, new_own_answer(), FULL)
        async with reading(store) as unit:
            assert await unit.own_answers(current_only=False) == [new_own_answer(), FULL]
            assert await unit.own_answers() == [new_own_answer()]

    async def test_an_own_answer_is_added_once(self, store: Store) -> None:
        await _store_answers(store, new_own_answer())
        async with store.write() as uow:
            with pytest.raises(ConflictError):
                await uow.of(RIVER).add_own_answer(new_own_answer())

    async def test_an_own_answer_is_marked_but_never_rewritten(self, store: Store) -> None:
        await _store_answers(store, new_own_answer())
        gone = replace(new_own_answer(), value="something else", withdrawn=NOW)
        async with writing(store) as unit:
            await unit.put_own_answer(gone)
            with pytest.raises(StoreError):
                await unit.put_own_answer(new_own_answer("unknown"))
        async with reading(store) as unit:
            assert await unit.own_answers(current_only=False) == [
                replace(new_own_answer(), withdrawn=NOW)
            ]

    async def test_own_answers_are_found_by_who_where_and_when(self, store: Store) -> None:
        ben = PersonId("ben")
        await _store_answers(
            store,
            new_own_answer("late", at=NOW + minutes(5), recorded=NOW + minutes(6)),
            new_own_answer("early", prompt=PromptId("p")),
            new_own_answer("bens", person=ben, at=NOW + minutes(1)),
        )
        async with reading(store) as unit:
            assert [a.id for a in await unit.own_answers()] == ["early", "bens", "late"]
            assert [a.id for a in await unit.own_answers(person=MARA)] == ["early", "late"]
            assert [a.id for a in await unit.own_answers(prompt=PromptId("p"))] == ["early"]
            since = await unit.own_answers(since=NOW + minutes(6))
            assert [a.id for a in since] == ["late"]
            until = await unit.own_answers(until=NOW + minutes(6))
            assert [a.id for a in until] == ["early", "bens"]

    async def test_own_answers_of_another_coalition_are_out_of_reach(self, store: Store) -> None:
        await _store_answers(store, new_own_answer())
        await save(store, small_coalition(VALLEY))
        async with reading(store, VALLEY) as unit:
            assert await unit.own_answers(current_only=False) == []
