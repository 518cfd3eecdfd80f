"""Short forms for the promises about coalitions, each a unit of work of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.search import Sight
from ci_bot.ports.store import CoalitionUnit, Store
from ci_bot.testing.contracts.store_samples import (
    MARA,
    RIVER,
    SAID,
    new_ask,
    new_digest,
    new_own_answer,
    new_prompt,
    new_relay,
    new_round,
    new_update,
)


async def save(store: Store, coalition: Coalition) -> Coalition:
    """The coalition as it was stored."""
    async with store.write() as uow:
        saved = await uow.of(coalition.id).save(coalition)
        await uow.commit()
    return saved


async def load(store: Store, id_: CoalitionId = RIVER) -> Coalition:
    """A coalition that must be there."""
    async with store.read() as uow:
        found = await uow.of(id_).load()
    assert found is not None
    return found


@asynccontextmanager
async def writing(store: Store, id_: CoalitionId = RIVER) -> AsyncIterator[CoalitionUnit]:
    """A coalition's part of a unit of work that is committed at the end."""
    async with store.write() as uow:
        yield uow.of(id_)
        await uow.commit()


@asynccontextmanager
async def reading(store: Store, id_: CoalitionId = RIVER) -> AsyncIterator[CoalitionUnit]:
    """A coalition's part of a unit of work that only reads."""
    async with store.read() as uow:
        yield uow.of(id_)


async def fill(unit: CoalitionUnit) -> None:
    """Adds one of each thing that happens in a coalition."""
    await unit.add_round(new_round())
    await unit.add_prompts([new_prompt()])
    await unit.add_update(new_update(source=SAID))
    await unit.add_ask(new_ask(source=SAID))
    await unit.add_own_answer(new_own_answer())
    await unit.add_relay(new_relay())
    await unit.add_digest(new_digest())


async def everything(unit: CoalitionUnit) -> tuple[object, ...]:
    """All that can be read of a coalition, the coalition itself first."""
    return (
        await unit.load(),
        await unit.rounds(),
        await unit.prompts_of_round(new_round().id),
        await unit.prompts_of_person(MARA),
        await unit.updates(current_only=False),
        await unit.latest_updates(),
        await unit.updates_from(SAID),
        await unit.asks(),
        await unit.asks_from(SAID),
        await unit.digests(),
        await unit.update(new_update().id),
        await unit.prompt(new_prompt().id),
        await unit.digest_of(new_digest().period),
        await unit.ask(1),
        await unit.relay(new_relay().id),
        await unit.own_answers(current_only=False),
        await unit.relays(),
        await unit.relays(person=MARA),
        await unit.search((), Sight(everything=True), limit=10),
    )
