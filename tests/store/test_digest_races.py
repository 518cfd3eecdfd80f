"""Two processes that change one digest at the same time on one PostgreSQL lose nothing."""

import asyncio
from datetime import timedelta

from ci_bot.domain.ids import PromptId
from ci_bot.ports.store import Store
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.store import open_store
from tests.support.digest_house import house
from tests.support.digest_week import DUE, FREEZE, coalition, said

LATER = DUE + timedelta(hours=1)


async def posted(store: Store) -> PromptId:
    """The small coalition with a posted digest of a round that was asked."""
    planned = await house()
    prompt = await planned.asks_round()
    (round_,) = planned.store.state.rounds.values()
    (asked,) = planned.store.state.prompts.values()
    async with store.write() as uow:
        unit = uow.of(coalition().id)
        await unit.save(coalition())
        await unit.add_round(round_)
        await unit.add_prompts([asked])
        await unit.add_update(said(4, "in time"))
        await planned.freeze(uow, unit.id, FREEZE, FREEZE)
        await planned.release(uow, unit.id, DUE, DUE)
        await uow.commit()
    return prompt


async def test_two_late_answers_at_once_both_stand_in_the_digest(
    migrated_postgres_url: str,
) -> None:
    async with open_store(migrated_postgres_url) as one, open_store(migrated_postgres_url) as other:
        prompt = await posted(one)
        amended = asyncio.Event()

        async def first() -> None:
            update = said(0, "one", at=LATER, prompt=prompt)
            async with one.write() as uow:
                await uow.of(coalition().id).add_update(update)
                await AmendDigest()(uow, coalition().id, LATER, updates=[update])
                amended.set()
                # Time for the other one to look at the digest, too.
                for _ in range(50):
                    async with one.read() as reading:
                        await reading.of(coalition().id).digests(limit=1)
                await uow.commit()

        async def second() -> None:
            await amended.wait()
            update = said(1, "two", at=LATER, prompt=prompt)
            async with other.write() as uow:
                await uow.of(coalition().id).add_update(update)
                await AmendDigest()(uow, coalition().id, LATER, updates=[update])
                await uow.commit()

        await asyncio.gather(first(), second())
        async with one.read() as uow:
            (digest,) = await uow.of(coalition().id).digests()
            sent = await uow.outbox.of_subject(coalition().id, digest.id)
    assert digest.revision == 2
    last = max((d for d in sent if d.room == "fake:#coalition"), key=lambda d: d.revision)
    assert last.revision == 2
    assert len(digest.updates) == 3
