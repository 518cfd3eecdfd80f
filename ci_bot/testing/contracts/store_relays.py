"""What a store promises about relays."""

from dataclasses import replace

import pytest

from ci_bot.domain.ids import PersonId, RelayId
from ci_bot.domain.relay import Relay
from ci_bot.ports.store import ConflictError, Store, StoreError
from ci_bot.testing.contracts.store_base import reading, save, writing
from ci_bot.testing.contracts.store_samples import (
    MARA,
    NOW,
    RIVER,
    VALLEY,
    minutes,
    new_ask,
    new_relay,
    small_coalition,
)

BEN = PersonId("ben")


async def _store_relays(store: Store, *relays: Relay) -> None:
    await save(store, small_coalition())
    async with writing(store) as unit:
        await unit.add_ask(new_ask())
        await unit.add_ask(new_ask())
        for relay in relays:
            await unit.add_relay(relay)


class RelayPromises:
    """Who is in touch with whom is kept, and found by what it is about and by either of them."""

    async def test_a_relay_comes_back_as_it_was(self, store: Store) -> None:
        full = new_relay("full", closed=NOW + minutes(1), closed_by=MARA)
        await _store_relays(store, new_relay(), full)
        async with reading(store) as unit:
            assert await unit.relay(new_relay().id) == new_relay()
            assert await unit.relay(full.id) == full
            assert await unit.relay(RelayId("unknown")) is None

    async def test_a_relay_is_added_once_and_about_what_is_there(self, store: Store) -> None:
        await _store_relays(store, new_relay())
        async with store.write() as uow:
            with pytest.raises(ConflictError):
                await uow.of(RIVER).add_relay(new_relay())
        async with store.write() as uow:
            with pytest.raises(StoreError):
                await uow.of(RIVER).add_relay(new_relay("other", ask=77))

    async def test_a_relay_is_closed(self, store: Store) -> None:
        await _store_relays(store, new_relay())
        closed = replace(new_relay(), closed=NOW, closed_by=BEN)
        async with writing(store) as unit:
            await unit.put_relay(closed)
            with pytest.raises(StoreError):
                await unit.put_relay(new_relay("unknown"))
        async with reading(store) as unit:
            assert await unit.relays() == [closed]
            assert await unit.relays(open_only=True) == []

    async def test_relays_are_found_by_what_they_are_oldest_first(self, store: Store) -> None:
        await _store_relays(
            store,
            new_relay("later", opened=NOW + minutes(1)),
            new_relay("first"),
            new_relay("second", ask=2, helper=PersonId("zoe")),
            new_relay("reverse", ask=2, owner=BEN, helper=MARA, opened=NOW + minutes(2)),
        )
        async with reading(store) as unit:
            ids = [relay.id for relay in await unit.relays()]
            assert ids == ["first", "second", "later", "reverse"]
            assert [relay.id for relay in await unit.relays(ask=1)] == ["first", "later"]
            found = await unit.relays(person=BEN)
            assert [relay.id for relay in found] == ["first", "later", "reverse"]
            assert [relay.id for relay in await unit.relays(ask=2, person=BEN)] == ["reverse"]

    async def test_relays_of_another_coalition_are_out_of_reach(self, store: Store) -> None:
        await _store_relays(store, new_relay())
        await save(store, small_coalition(VALLEY))
        async with reading(store, VALLEY) as unit:
            assert await unit.relay(new_relay().id) is None
            assert await unit.relays() == []
