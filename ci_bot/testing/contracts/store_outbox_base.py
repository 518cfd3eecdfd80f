"""Short forms for the promises about deliveries, each a unit of work of its own."""

from datetime import datetime
from typing import Any

from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.domain.ids import DeliveryKey
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_samples import NOW, minutes


async def add(store: Store, *deliveries: Delivery) -> int:
    """How many were new."""
    async with store.write() as uow:
        added = await uow.outbox.add(deliveries)
        await uow.commit()
    return added


async def claim(
    store: Store, attempt: str = "one", *, now: datetime = NOW, limit: int = 100
) -> list[Delivery]:
    """What was claimed, for a minute."""
    async with store.write() as uow:
        claimed = await uow.outbox.claim(
            now=now, attempt=attempt, leased_until=now + minutes(1), limit=limit
        )
        await uow.commit()
    return list(claimed)


async def claimed_keys(store: Store, attempt: str = "one", **more: Any) -> list[str]:
    """The keys of what was claimed."""
    return [d.key for d in await claim(store, attempt, **more)]


async def claim_doubtful(
    store: Store, attempt: str = "two", *, now: datetime, limit: int = 100
) -> list[Delivery]:
    """What was claimed to be looked into, for a minute."""
    async with store.write() as uow:
        claimed = await uow.outbox.claim_doubtful(
            now=now, attempt=attempt, leased_until=now + minutes(1), limit=limit
        )
        await uow.commit()
    return list(claimed)


async def settle(
    store: Store, key: str, state: DeliveryState, attempt: str = "one", **more: Any
) -> bool:
    """Whether the attempt was still the row's."""
    async with store.write() as uow:
        settled = await uow.outbox.settle(DeliveryKey(key), attempt, state=state, **more)
        await uow.commit()
    return settled


async def expire(store: Store, *, now: datetime, settle_at: datetime) -> int:
    """How many leases ran out."""
    async with store.write() as uow:
        expired = await uow.outbox.expire_leases(now=now, settle_at=settle_at)
        await uow.commit()
    return expired


async def get(store: Store, key: str) -> Delivery:
    """A delivery that must be there."""
    async with store.read() as uow:
        found = await uow.outbox.get(DeliveryKey(key))
    assert found is not None
    return found
