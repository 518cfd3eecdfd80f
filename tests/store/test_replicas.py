"""Several processes on one PostgreSQL share the work, and double none of it."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from ci_bot.domain.arrival import ArrivalState
from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.ports.store import ConflictError, Store
from ci_bot.store import open_store
from ci_bot.testing.contracts.store_outbox_base import add
from ci_bot.testing.contracts.store_samples import NOW, minutes, new_arrival, new_delivery

UNTIL = NOW + minutes(1)


@pytest.fixture
async def replicas(migrated_postgres_url: str) -> AsyncIterator[tuple[Store, Store]]:
    async with (
        open_store(migrated_postgres_url) as one,
        open_store(migrated_postgres_url) as other,
    ):
        yield one, other


async def _send_all(store: Store, name: str, sent: list[Delivery]) -> None:
    idle = 0
    while idle < 5:
        try:
            async with store.write() as uow:
                claimed = await uow.outbox.claim(now=NOW, attempt=name, leased_until=UNTIL, limit=3)
                await uow.commit()
        except ConflictError:
            continue
        idle = 0 if claimed else idle + 1
        for delivery in claimed:
            sent.append(delivery)
            async with store.write() as uow:
                assert await uow.outbox.settle(delivery.key, name, state=DeliveryState.SENT)
                await uow.commit()


async def test_each_delivery_is_sent_by_one_and_lanes_keep_their_order(
    replicas: tuple[Store, Store],
) -> None:
    await add(replicas[0], *(new_delivery(f"{n:03}", f"lane {n % 7}") for n in range(120)))
    sent: list[Delivery] = []
    workers = [
        _send_all(store, f"{place} {n}", sent)
        for place, store in enumerate(replicas)
        for n in (1, 2)
    ]
    await asyncio.gather(*workers)
    assert set(Counter(d.key for d in sent).values()) == {1}
    assert len(sent) == 120
    for lane in {d.lane for d in sent}:
        keys = [d.key for d in sent if d.lane == lane]
        assert keys == sorted(keys)


async def test_each_arrival_is_worked_on_by_one(replicas: tuple[Store, Store]) -> None:
    one, other = replicas
    arrivals = [new_arrival(f"{n:03}", f"room {n % 5}") for n in range(60)]

    async def take_in(store: Store) -> int:
        async with store.write() as uow:
            added = await uow.inbox.add(arrivals)
            await uow.commit()
        return added

    assert sum(await asyncio.gather(take_in(one), take_in(other))) == 60
    done: list[str] = []

    async def work(store: Store, name: str) -> None:
        while len(done) < 60:
            async with store.write() as uow:
                claimed = await uow.inbox.claim(now=NOW, attempt=name, leased_until=UNTIL, limit=2)
                await uow.commit()
            for arrival in claimed:
                async with store.write() as uow:
                    assert await uow.inbox.settle(arrival.key, name, state=ArrivalState.DONE)
                    await uow.commit()
                done.append(arrival.key)

    await asyncio.gather(work(one, "one"), work(other, "other"))
    assert sorted(done) == sorted(a.key for a in arrivals)


async def test_two_never_send_in_one_lane(replicas: tuple[Store, Store]) -> None:
    one, other = replicas
    await add(one, new_delivery("first"))
    async with one.write() as mine:
        lease = {"now": NOW, "leased_until": UNTIL}
        assert await mine.outbox.claim(**lease, attempt="one", limit=1)
        await add(other, new_delivery("earlier", due=NOW - minutes(1)))

        async def claim() -> list[Delivery]:
            async with other.write() as theirs:
                return list(await theirs.outbox.claim(**lease, attempt="other", limit=1))

        task = asyncio.create_task(claim())
        await asyncio.wait({task}, timeout=0.2)
        await mine.commit()
    with pytest.raises(ConflictError):
        await task
