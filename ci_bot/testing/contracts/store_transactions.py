"""What a store promises about units of work: all or nothing, one coalition apart from another."""

import asyncio
from dataclasses import replace

import pytest

from ci_bot.domain.ids import DeliveryKey
from ci_bot.ports.store import Store, StoreError
from ci_bot.testing.contracts.store_base import everything, fill, load, reading, save, writing
from ci_bot.testing.contracts.store_sample_coalition import full_coalition
from ci_bot.testing.contracts.store_samples import (
    NOW,
    RIVER,
    VALLEY,
    ended_prompt,
    full_digest,
    new_arrival,
    new_ask,
    new_delivery,
    new_digest,
    new_prompt,
    new_round,
    new_update,
    small_coalition,
)

AWKWARD = (
    "e\u0301 and \u00e9, \u202eright to left\u202c, \u2066isolated\u2069",
    "\U0001f30a\U0001f469\u200d\U0001f52c \U00020bb7 \U000e0041 \U0010fffd \ufffe",
    "\t\r\n\x01\x1b[31m\x7f\x85\u2028",
    "'; DROP TABLE people; -- \" \\ %s %(x)s :x ? {x} $1",
    "",
    "x" * 60_000,
)


class TransactionPromises:
    """What is not committed never happened, and what is another coalition's isn't there."""

    async def test_without_commit_no_trace(self, store: Store) -> None:
        async with store.write() as uow:
            await uow.of(RIVER).save(small_coalition())
            await fill(uow.of(RIVER))
            await uow.inbox.add([new_arrival("a")])
            await uow.outbox.add([new_delivery("a")])
            await uow.values.put("a", "b")
        async with store.read() as uow:
            assert await uow.directory.coalitions() == []
            assert await uow.of(RIVER).rounds() == []
            assert await uow.inbox.waiting() == 0
            assert await uow.outbox.get(DeliveryKey("a")) is None
            assert await uow.values.names("") == []

    async def test_after_an_error_no_trace(self, store: Store) -> None:
        async def fail() -> None:
            async with store.write() as uow:
                await uow.values.put("a", "b")
                raise LookupError("of the use case itself")

        with pytest.raises(LookupError):
            await fail()
        async with store.read() as uow:
            assert await uow.values.get("a") is None

    async def test_who_is_cancelled_leaves_no_trace_and_no_lock(self, store: Store) -> None:
        inside = asyncio.Event()

        async def wait_for_ever() -> None:
            async with store.write() as uow:
                await uow.values.put("a", "b")
                inside.set()
                await asyncio.Event().wait()

        task = asyncio.create_task(wait_for_ever())
        await inside.wait()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        async with store.write() as uow:
            assert await uow.values.get("a") is None

    async def test_a_unit_of_work_for_reading_commits_nothing(self, store: Store) -> None:
        async with store.read() as uow:
            with pytest.raises(StoreError):
                await uow.commit()

    async def test_a_reader_sees_nothing_that_is_not_committed(self, store: Store) -> None:
        async with store.write() as writing_uow:
            await writing_uow.values.put("a", "b")
            async with store.read() as reading_uow:
                assert await reading_uow.values.get("a") is None
                await writing_uow.commit()
                assert await reading_uow.values.get("a") is None, "what it sees stays the same"
        async with store.read() as reading_uow:
            assert await reading_uow.values.get("a") == "b"

    async def test_a_unit_of_work_is_over_with_its_commit(self, store: Store) -> None:
        async with store.write() as uow:
            await uow.commit()
            with pytest.raises(StoreError):
                await uow.values.put("a", "b")
            with pytest.raises(StoreError):
                await uow.commit()

    async def test_a_task_has_one_unit_of_work_for_writing(self, store: Store) -> None:
        async with store.write():
            with pytest.raises(StoreError):
                async with store.write():
                    pass
        async with store.write() as uow:
            await uow.commit()

    async def test_many_who_read_and_then_write_all_succeed(self, store: Store) -> None:
        async with store.write() as uow:
            await uow.values.put("total", "0")
            await uow.commit()

        async def count(n: int) -> None:
            async with store.write() as uow:
                known = await uow.values.names("")
                await uow.values.put(f"writer {n}", str(len(known)))
                await uow.outbox.add([new_delivery(str(n))])
                await uow.commit()

        async def look() -> None:
            async with store.read() as uow:
                await uow.values.names("")

        await asyncio.gather(*(count(n) for n in range(20)), *(look() for _ in range(20)))
        async with store.read() as uow:
            assert len(await uow.values.names("writer")) == 20
            assert sum((await uow.outbox.counts()).values()) == 20

    async def test_nobody_is_overtaken_between_looking_and_writing(self, store: Store) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_round(new_round())
            await unit.add_prompts([new_prompt(doubt="")])

        async def add(letter: str) -> None:
            async with writing(store) as unit:
                prompt = await unit.prompt(new_prompt().id)
                assert prompt is not None
                await unit.put_prompt(replace(prompt, doubt=f"{prompt.doubt}{letter}"))

        await asyncio.gather(*(add(letter) for letter in "abcdefghijkl"))
        async with reading(store) as unit:
            (prompt,) = await unit.prompts_of_round(new_round().id)
        assert sorted(prompt.doubt or "") == list("abcdefghijkl")

    async def test_coalitions_with_equal_ids_stay_apart(self, store: Store) -> None:
        for id_ in (RIVER, VALLEY):
            await save(store, full_coalition(id_))
            async with writing(store, id_) as unit:
                await fill(unit)
        async with reading(store, VALLEY) as unit:
            theirs = await everything(unit)
        async with reading(store, RIVER) as unit:
            assert (await everything(unit))[1:] == theirs[1:]
        river = await load(store)
        async with writing(store, RIVER) as unit:
            await unit.save(replace(small_coalition(RIVER), revision=river.revision))
            await unit.put_round(new_round(closed=NOW))
            await unit.put_prompt(ended_prompt())
            await unit.put_update(new_update(withdrawn=NOW))
            await unit.put_digest(full_digest())
            await unit.put_ask(new_ask("changed", number=1))
            assert (await unit.add_ask(new_ask())).number == 2
        async with reading(store, VALLEY) as unit:
            assert await everything(unit) == theirs

    async def test_what_is_anothers_can_not_be_reached(self, store: Store) -> None:
        await save(store, full_coalition(RIVER))
        await save(store, small_coalition(VALLEY))
        async with writing(store, RIVER) as unit:
            await fill(unit)
        async with reading(store, VALLEY) as unit:
            _, *found = await everything(unit)
            assert not any(found)
        async with writing(store, VALLEY) as unit:
            for change in (
                unit.put_round(new_round()),
                unit.put_prompt(new_prompt()),
                unit.put_update(new_update()),
                unit.put_digest(new_digest()),
                unit.put_ask(new_ask(number=1)),
            ):
                with pytest.raises(StoreError):
                    await change

    @pytest.mark.parametrize("words", AWKWARD)
    async def test_words_come_back_as_they_were_said(self, store: Store, words: str) -> None:
        await save(store, small_coalition())
        async with writing(store) as unit:
            await unit.add_update(new_update(words=words))
            await unit.add_digest(new_digest(lines=(words,)))
        async with reading(store) as unit:
            update, digest = await unit.update(new_update().id), await unit.digests()
        assert update is not None
        assert update.words == words
        assert digest[0].lines == (words,)

    async def test_what_no_text_can_hold_hinders_nobody(self, store: Store) -> None:
        await save(store, small_coalition())
        broken = "before\x00after\ud83d"
        async with writing(store) as unit:
            await unit.add_update(new_update(words=broken))
        async with reading(store) as unit:
            update = await unit.update(new_update().id)
        assert update is not None
        assert update.words in {broken, "before\ufffdafter\ufffd"}
