"""Short forms for the promises about coalitions, each a unit of work of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.store import CoalitionUnit, Store
from ci_bot.testing.contracts.store_samples import RIVER


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
