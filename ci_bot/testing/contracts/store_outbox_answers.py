"""What a store promises about deliveries that a person was asked about, or that were divided."""

import pytest

from ci_bot.domain.delivery import ASKED, DeliveryState
from ci_bot.domain.ids import DeliveryKey
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_outbox_base import (
    add,
    claim,
    claim_doubtful,
    claimed_keys,
    get,
    settle,
)
from ci_bot.testing.contracts.store_samples import NOW, minutes, new_delivery

LATER = NOW + minutes(5)


class OutboxAnswers:
    """A person's word counts once, for the doubt they were asked about."""

    async def test_what_somebody_saw_is_sent(self, store: Store) -> None:
        await _asked(store)
        assert await _answer(store, arrived=True)
        row = await get(store, "a")
        assert (row.state, row.sent, row.reason) == (DeliveryState.SENT, LATER, "")
        assert await claimed_keys(store, now=LATER) == ["b"]

    async def test_what_nobody_saw_goes_again(self, store: Store) -> None:
        await _asked(store)
        assert await _answer(store, arrived=False)
        assert (await get(store, "a")).sent is None
        assert await claimed_keys(store, now=LATER) == ["a"]

    async def test_the_first_answer_counts(self, store: Store) -> None:
        await _asked(store)
        assert await _answer(store, arrived=True)
        assert not await _answer(store, arrived=False)
        assert (await get(store, "a")).state is DeliveryState.SENT

    @pytest.mark.parametrize("reason", ["timeout", ""])
    async def test_a_doubt_that_nobody_was_asked_about_is_not_answered(
        self, store: Store, reason: str
    ) -> None:
        await _asked(store, reason)
        before = await get(store, "a")
        assert not await _answer(store, arrived=False)
        assert await get(store, "a") == before

    async def test_an_answer_to_an_earlier_doubt_changes_nothing(self, store: Store) -> None:
        await _asked(store)
        assert not await _answer(store, arrived=False, tries=2)

    async def test_what_is_looked_into_just_now_is_not_answered(self, store: Store) -> None:
        await _asked(store)
        await claim_doubtful(store, now=LATER)
        assert not await _answer(store, arrived=False)

    async def test_nothing_unknown_is_answered(self, store: Store) -> None:
        assert not await _answer(store, arrived=True)

    async def test_what_was_divided_says_something_else_in_its_place(self, store: Store) -> None:
        await add(store, new_delivery("a"), new_delivery("b"))
        await claim(store)
        due = NOW - minutes(1)
        deferred = DeliveryState.DEFERRED
        assert await settle(store, "a", deferred, available=NOW, body="first", due=due)
        await add(store, new_delivery("rest", due=due))
        assert (await get(store, "a")).body == "first"
        for key in ("a", "rest", "b"):
            assert await claimed_keys(store) == [key]
            await settle(store, key, DeliveryState.SENT)


async def _asked(store: Store, reason: str = ASKED) -> None:
    await add(store, new_delivery("a"), new_delivery("b"))
    await claim(store)
    await settle(store, "a", DeliveryState.AMBIGUOUS, available=LATER, reason=reason)


async def _answer(store: Store, *, arrived: bool, tries: int = 1) -> bool:
    async with store.write() as uow:
        changed = await uow.outbox.answered(
            DeliveryKey("a"), tries=tries, arrived=arrived, now=LATER
        )
        await uow.commit()
    return changed
