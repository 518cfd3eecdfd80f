"""What a store promises about arrivals."""

from datetime import datetime

import pytest

from ci_bot.domain.arrival import Arrival, ArrivalState
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_samples import NOW, minutes, new_arrival


async def _add(store: Store, *arrivals: Arrival) -> int:
    async with store.write() as uow:
        added = await uow.inbox.add(arrivals)
        await uow.commit()
    return added


async def _claim(
    store: Store, attempt: str = "one", *, now: datetime = NOW, limit: int = 100
) -> list[Arrival]:
    async with store.write() as uow:
        claimed = await uow.inbox.claim(
            now=now, attempt=attempt, leased_until=now + minutes(1), limit=limit
        )
        await uow.commit()
    return list(claimed)


async def _settle(
    store: Store,
    key: str,
    attempt: str = "one",
    state: ArrivalState = ArrivalState.DONE,
    available: datetime | None = None,
) -> bool:
    async with store.write() as uow:
        settled = await uow.inbox.settle(
            key, attempt, state=state, available=available, reason="why"
        )
        await uow.commit()
    return settled


class InboxPromises:
    """Each arrival once, each conversation in order, nothing by somebody whose lease is over."""

    async def test_an_arrival_counts_once(self, store: Store) -> None:
        assert await _add(store, new_arrival("a"), new_arrival("a"), new_arrival("b")) == 2
        assert await _add(store, new_arrival("b"), new_arrival("c")) == 1
        async with store.read() as uow:
            assert await uow.inbox.waiting() == 3

    async def test_an_arrival_with_a_known_second_key_is_the_same_one(self, store: Store) -> None:
        one = new_arrival("a", second_key="message")
        assert await _add(store, one, new_arrival("b", second_key="message")) == 1
        assert await _add(store, new_arrival("c", second_key="message")) == 0
        assert await _add(store, new_arrival("d"), new_arrival("e")) == 2

    async def test_what_is_done_is_still_known(self, store: Store) -> None:
        await _add(store, new_arrival("a", second_key="message"))
        await _claim(store)
        await _settle(store, "a")
        again = (new_arrival("a"), new_arrival("b", second_key="message"))
        assert await _add(store, *again) == 0
        async with store.read() as uow:
            assert await uow.inbox.waiting() == 0

    async def test_an_arrival_comes_back_as_it_was(self, store: Store) -> None:
        one = new_arrival("a", "slack:T/C", second_key="b", platform="slack", body='{"ü": "🌊"}')
        await _add(store, one)
        (claimed,) = await _claim(store)
        assert (claimed.attempt, claimed.leased_until) == ("one", NOW + minutes(1))
        assert claimed.tries == 1
        for name in ("key", "second_key", "platform", "conversation", "body", "received"):
            assert getattr(claimed, name) == getattr(one, name)

    async def test_a_conversation_is_worked_on_one_after_the_other(self, store: Store) -> None:
        await _add(store, *(new_arrival(key, "room") for key in "cab"))
        await _add(store, new_arrival("d", "other"))
        assert [a.key for a in await _claim(store)] == ["c", "d"]
        assert await _claim(store, "two") == []
        assert await _settle(store, "c")
        assert [a.key for a in await _claim(store, "two")] == ["a"]

    async def test_a_claim_takes_no_more_than_it_may(self, store: Store) -> None:
        await _add(store, *(new_arrival(str(n), f"room {n}") for n in range(5)))
        assert [a.key for a in await _claim(store, limit=2)] == ["0", "1"]
        assert [a.key for a in await _claim(store, "two", limit=2)] == ["2", "3"]

    async def test_what_is_not_available_yet_waits_alone(self, store: Store) -> None:
        await _add(store, new_arrival("later", available=NOW + minutes(1)), new_arrival("now"))
        assert [a.key for a in await _claim(store)] == ["now"]
        await _settle(store, "now")
        assert [a.key for a in await _claim(store, now=NOW + minutes(1))] == ["later"]

    async def test_one_that_is_worked_on_holds_up_those_that_waited_longer(
        self, store: Store
    ) -> None:
        await _add(store, new_arrival("first", available=NOW + minutes(0.5)), new_arrival("second"))
        assert [a.key for a in await _claim(store)] == ["second"]
        soon = NOW + minutes(0.5)
        assert await _claim(store, "two", now=soon) == []
        await _settle(store, "second")
        assert [a.key for a in await _claim(store, "two", now=soon)] == ["first"]

    async def test_after_a_failed_try_it_comes_again_at_its_time(self, store: Store) -> None:
        await _add(store, new_arrival("a"))
        await _claim(store)
        later = NOW + minutes(5)
        assert await _settle(store, "a", state=ArrivalState.WAITING, available=later)
        assert await _claim(store, "two") == []
        (again,) = await _claim(store, "two", now=later)
        assert (again.tries, again.reason) == (2, "why")

    async def test_a_lease_that_ran_out_is_given_to_another(self, store: Store) -> None:
        await _add(store, new_arrival("a"), new_arrival("b"))
        await _claim(store)
        assert await _claim(store, "two", now=NOW + minutes(0.9)) == []
        assert [a.key for a in await _claim(store, "two", now=NOW + minutes(1))] == ["a"]

    async def test_who_lost_the_lease_changes_nothing(self, store: Store) -> None:
        await _add(store, new_arrival("a"))
        await _claim(store)
        await _claim(store, "two", now=NOW + minutes(2))
        assert not await _settle(store, "a", "one", ArrivalState.DEAD)
        async with store.read() as uow:
            assert await uow.inbox.dead() == []
        assert await _settle(store, "a", "two")
        assert not await _settle(store, "a", "two"), "a try ends once"

    async def test_what_was_given_up_is_shown_and_holds_up_nobody(self, store: Store) -> None:
        await _add(store, new_arrival("a"), new_arrival("b"))
        await _claim(store)
        await _settle(store, "a", state=ArrivalState.DEAD)
        async with store.read() as uow:
            (dead,) = await uow.inbox.dead()
            assert await uow.inbox.waiting() == 1
        assert (dead.key, dead.reason, dead.attempt) == ("a", "why", None)
        assert [a.key for a in await _claim(store)] == ["b"]

    async def test_times_of_a_claim_need_a_zone(self, store: Store) -> None:
        with pytest.raises(ValueError, match="time zone"):
            await _claim(store, now=NOW.replace(tzinfo=None))
