"""What a store promises about which delivery goes next."""

import asyncio
from datetime import datetime

import pytest

from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_outbox_base import add, claim, claimed_keys, settle
from ci_bot.testing.contracts.store_samples import NOW, minutes, new_delivery

LATER = NOW + minutes(10)


class LanePromises:
    """One at a time in each lane, in order; lanes do not wait for each other."""

    async def test_a_claim_is_one_more_try_under_a_lease(self, store: Store) -> None:
        await add(store, new_delivery("a"))
        (claimed,) = await claim(store)
        assert claimed.state is DeliveryState.SENDING
        assert (claimed.attempt, claimed.leased_until) == ("one", NOW + minutes(1))
        assert claimed.tries == 1

    async def test_each_free_lane_gives_its_first(self, store: Store) -> None:
        await add(store, new_delivery("a1", "a"), new_delivery("b1", "b"), new_delivery("a2", "a"))
        assert await claimed_keys(store) == ["a1", "b1"]
        assert await claimed_keys(store, "two") == []
        await settle(store, "a1", DeliveryState.SENT)
        assert await claimed_keys(store, "two") == ["a2"]

    async def test_in_a_lane_what_is_due_first_goes_first(self, store: Store) -> None:
        await add(store, new_delivery("second", due=NOW), new_delivery("third", due=NOW))
        await add(store, new_delivery("first", due=NOW - minutes(1)))
        order = []
        for _ in range(3):
            (claimed,) = await claim(store)
            order.append(claimed.key)
            await settle(store, claimed.key, DeliveryState.SENT)
        assert order == ["first", "second", "third"]

    async def test_what_is_available_first_is_claimed_first(self, store: Store) -> None:
        rows = [new_delivery(f"{n}", f"{n}", available=NOW - minutes(n)) for n in (1, 3, 2)]
        await add(store, *rows)
        assert await claimed_keys(store, limit=2) == ["3", "2"]
        assert await claimed_keys(store, limit=2) == ["1"]

    async def test_what_is_not_available_yet_does_not_go(self, store: Store) -> None:
        await add(store, new_delivery("a", available=LATER))
        assert await claimed_keys(store, now=LATER - minutes(1)) == []
        assert await claimed_keys(store, now=LATER) == ["a"]

    async def test_a_ready_one_of_the_future_holds_up_nobody(self, store: Store) -> None:
        future = new_delivery("future", due=NOW - minutes(1), available=LATER)
        await add(store, future, new_delivery("now"))
        assert await claimed_keys(store) == ["now"]

    async def test_one_that_is_being_sent_holds_up_its_lane(self, store: Store) -> None:
        await add(store, new_delivery("a"))
        await claim(store)
        await add(store, new_delivery("earlier", due=NOW - minutes(1)), new_delivery("b", "other"))
        assert await claimed_keys(store, "two") == ["b"]

    async def test_a_doubtful_one_holds_up_its_lane(self, store: Store) -> None:
        await add(store, new_delivery("a"), new_delivery("b"))
        await claim(store)
        await settle(store, "a", DeliveryState.AMBIGUOUS, available=NOW)
        assert await claimed_keys(store, now=LATER) == []

    async def test_a_deferred_one_holds_up_its_lane_until_its_time(self, store: Store) -> None:
        await add(store, new_delivery("a"), new_delivery("b", due=NOW - minutes(1)))
        await claim(store)
        await settle(store, "b", DeliveryState.DEFERRED, available=LATER)
        assert await claimed_keys(store, now=LATER - minutes(1)) == []
        assert await claimed_keys(store, now=LATER) == ["b"]

    @pytest.mark.parametrize(
        "ended", [DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.DROPPED]
    )
    async def test_one_that_ended_holds_up_nobody(self, store: Store, ended: DeliveryState) -> None:
        await add(store, new_delivery("a"), new_delivery("b"))
        await claim(store)
        await settle(store, "a", ended)
        assert await claimed_keys(store) == ["b"]

    async def test_claims_at_the_same_moment_share_no_delivery(self, store: Store) -> None:
        await add(store, *(new_delivery(f"{n}", f"lane {n % 30}") for n in range(60)))
        claims = (claim(store, f"worker {n}", limit=10) for n in range(6))
        claimed = [d for part in await asyncio.gather(*claims) for d in part]
        keys = [d.key for d in claimed]
        assert len(keys) == len(set(keys))
        assert len({d.lane for d in claimed}) == len(claimed), "one at a time in each lane"

    @pytest.mark.parametrize("now", [NOW.replace(tzinfo=None)])
    async def test_times_of_a_delivery_claim_need_a_zone(self, store: Store, now: datetime) -> None:
        with pytest.raises(ValueError, match="time zone"):
            await claim(store, now=now)
