"""What a store promises about the life of a delivery."""

from typing import Any

import pytest

from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.domain.ids import AccountId, DeliveryKey, MessageId, RoomId
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_outbox_base import (
    add,
    claim,
    claim_doubtful,
    claimed_keys,
    expire,
    get,
    settle,
)
from ci_bot.testing.contracts.store_samples import (
    NOW,
    RIVER,
    ROOM,
    VALLEY,
    full_delivery,
    minutes,
    new_delivery,
)

SETTLED = NOW + minutes(5)


async def _freeze(store: Store, attempt: str, body: str, room: RoomId | None = None) -> bool:
    async with store.write() as uow:
        frozen = await uow.outbox.freeze_body(DeliveryKey("a"), attempt, body, room=room)
        await uow.commit()
    return frozen


class OutboxPromises:
    """Each key once; every change of state is the attempt's own; nothing goes back to ready."""

    async def test_a_delivery_counts_once(self, store: Store) -> None:
        assert await add(store, new_delivery("a"), new_delivery("a"), new_delivery("b")) == 2
        assert await add(store, new_delivery("a", "other lane"), new_delivery("c")) == 1
        assert (await get(store, "a")).lane == "lane"

    async def test_nothing_new_is_no_error(self, store: Store) -> None:
        assert await add(store) == 0

    async def test_a_delivery_comes_back_as_it_was(self, store: Store) -> None:
        to_account = new_delivery("account", account=AccountId("slack:T/U"))
        await add(store, full_delivery(), to_account)
        assert await get(store, "full") == full_delivery()
        assert await get(store, "account") == to_account
        async with store.read() as uow:
            assert await uow.outbox.get(DeliveryKey("unknown")) is None

    async def test_what_was_sent_keeps_its_receipt(self, store: Store) -> None:
        await add(store, new_delivery("a"))
        await claim(store)
        posted = (ROOM, MessageId("$posted"))
        assert await settle(store, "a", DeliveryState.SENT, posted=posted, sent=SETTLED)
        sent = await get(store, "a")
        assert (sent.state, sent.sent) == (DeliveryState.SENT, SETTLED)
        assert (sent.posted_room, sent.posted_message) == posted
        assert (sent.attempt, sent.leased_until) == (None, None)

    @pytest.mark.parametrize("state", [s for s in DeliveryState if s is not DeliveryState.SENDING])
    async def test_a_zombie_changes_nothing(self, store: Store, state: DeliveryState) -> None:
        await add(store, new_delivery("a"))
        await claim(store, "zombie")
        await expire(store, now=SETTLED, settle_at=SETTLED)
        await claim_doubtful(store, now=SETTLED)
        held = await get(store, "a")
        assert not await settle(store, "a", state, "zombie", sent=NOW, reason="late")
        assert not await _freeze(store, "zombie", "late")
        assert await get(store, "a") == held

    async def test_a_delivery_never_goes_from_sending_to_ready(self, store: Store) -> None:
        await add(store, new_delivery("a"))
        await claim(store)
        with pytest.raises(ValueError, match="never"):
            await settle(store, "a", DeliveryState.READY)
        assert (await get(store, "a")).state is DeliveryState.SENDING

    async def test_only_a_claim_makes_a_delivery_sending(self, store: Store) -> None:
        await add(store, new_delivery("a"))
        await claim(store)
        with pytest.raises(ValueError, match="claim"):
            await settle(store, "a", DeliveryState.SENDING)

    async def test_an_attempt_ends_once(self, store: Store) -> None:
        await add(store, new_delivery("a"))
        await claim(store)
        assert await settle(store, "a", DeliveryState.FAILED, reason="gone")
        assert not await settle(store, "a", DeliveryState.SENT)
        assert (await get(store, "a")).reason == "gone"

    async def test_a_lease_that_ran_out_leaves_a_doubt(self, store: Store) -> None:
        await add(store, new_delivery("a"), new_delivery("b", "other"))
        await claim(store, limit=1)
        await claim(store, now=NOW + minutes(1))
        assert await expire(store, now=NOW + minutes(1), settle_at=SETTLED) == 1
        doubtful = await get(store, "a")
        assert (doubtful.state, doubtful.available) == (DeliveryState.AMBIGUOUS, SETTLED)
        assert (doubtful.attempt, doubtful.leased_until) == (None, None)
        assert (await get(store, "b")).state is DeliveryState.SENDING

    async def test_a_doubt_is_looked_into_after_its_window(self, store: Store) -> None:
        await _doubt(store, "a")
        assert await claim_doubtful(store, now=SETTLED - minutes(1)) == []
        (claimed,) = await claim_doubtful(store, now=SETTLED)
        assert (claimed.state, claimed.attempt, claimed.tries) == (
            DeliveryState.AMBIGUOUS,
            "two",
            1,
        )
        assert await claim_doubtful(store, "three", now=SETTLED) == [], "one looks at a time"
        (again,) = await claim_doubtful(store, "three", now=SETTLED + minutes(1))
        assert again.attempt == "three"

    async def test_what_was_not_found_goes_again(self, store: Store) -> None:
        await _doubt(store, "a")
        await claim_doubtful(store, now=SETTLED)
        assert await settle(store, "a", DeliveryState.READY, "two")
        (again,) = await claim(store, "three", now=SETTLED)
        assert (again.key, again.tries) == ("a", 2)

    async def test_what_was_found_is_sent(self, store: Store) -> None:
        await _doubt(store, "a")
        await claim_doubtful(store, now=SETTLED)
        posted = (ROOM, MessageId("$found"))
        assert await settle(store, "a", DeliveryState.SENT, "two", posted=posted, sent=SETTLED)
        assert await claimed_keys(store, now=SETTLED) == []

    async def test_a_rendered_message_stays_for_the_next_attempt(self, store: Store) -> None:
        await add(store, new_delivery("a"))
        assert not await _freeze(store, "one", "nobody claimed it")
        await claim(store)
        assert await _freeze(store, "one", "first", ROOM)
        assert await _freeze(store, "one", "second")
        frozen = await get(store, "a")
        assert (frozen.body, frozen.posted_room, frozen.posted_message) == ("first", ROOM, None)

    async def test_it_can_move_to_another_account(self, store: Store) -> None:
        await add(store, new_delivery("a", "slack:T/U", account=AccountId("slack:T/U")))
        await claim(store)
        await _freeze(store, "one", "text", RoomId("slack:T/D"))
        other = AccountId("matrix:@mara:example.org")
        await settle(store, "a", DeliveryState.DEFERRED, available=SETTLED, account=other)
        moved = await get(store, "a")
        assert (moved.account, moved.lane, moved.posted_room) == (other, other, None)
        assert await claimed_keys(store, now=SETTLED) == ["a"]

    async def test_a_message_of_ours_is_known(self, store: Store) -> None:
        await add(store, new_delivery("a"), new_delivery("edit", edits=DeliveryKey("a")))
        posted = (ROOM, MessageId("$posted"))
        for key in ("a", "edit"):
            await claim(store)
            await settle(store, key, DeliveryState.SENT, posted=posted)
        async with store.read() as uow:
            found = await uow.outbox.posted(*posted)
            assert found is not None
            assert found.key == "a"
            assert await uow.outbox.posted(RoomId("matrix:!other"), posted[1]) is None

    async def test_what_was_not_tried_can_be_dropped(self, store: Store) -> None:
        own = {"coalition": RIVER, "subject": "prompt"}
        await add(store, new_delivery("tried", "1", **own), new_delivery("new", "2", **own))
        await add(store, new_delivery("other", "3", coalition=RIVER, subject="other"))
        await add(store, new_delivery("theirs", "4", coalition=VALLEY, subject="prompt"))
        await claim(store, limit=1)
        async with store.write() as uow:
            assert await uow.outbox.drop(RIVER, "prompt", reason="answered") == 1
            await uow.commit()
        dropped = await get(store, "new")
        assert (dropped.state, dropped.reason) == (DeliveryState.DROPPED, "answered")
        assert await claimed_keys(store) == ["other", "theirs"]

    async def test_what_was_tried_once_is_not_dropped(self, store: Store) -> None:
        await _doubt(store, "a", coalition=RIVER, subject="prompt")
        await claim_doubtful(store, now=SETTLED)
        await settle(store, "a", DeliveryState.READY, "two")
        async with store.write() as uow:
            assert await uow.outbox.drop(RIVER, "prompt", reason="answered") == 0

    async def test_the_deliveries_of_a_subject_are_in_order(self, store: Store) -> None:
        rows = [
            new_delivery(key, coalition=coalition, subject="digest", due=due)
            for key, coalition, due in (
                ("second", RIVER, NOW),
                ("third", RIVER, NOW),
                ("first", RIVER, NOW - minutes(1)),
                ("theirs", VALLEY, NOW),
            )
        ]
        await add(store, *rows)
        async with store.read() as uow:
            found = await uow.outbox.of_subject(RIVER, "digest")
        assert [d.key for d in found] == ["first", "second", "third"]

    async def test_all_states_are_counted(self, store: Store) -> None:
        await add(store, *(new_delivery(f"{n}", f"{n}") for n in range(3)))
        await claim(store, limit=1)
        async with store.read() as uow:
            counts = await uow.outbox.counts()
        assert counts == dict.fromkeys(DeliveryState, 0) | {
            DeliveryState.READY: 2,
            DeliveryState.SENDING: 1,
        }

    async def test_the_last_that_ended_are_listed_newest_first(self, store: Store) -> None:
        await add(store, *(new_delivery(f"{n}", f"{n}") for n in range(4)))
        await claim(store)
        ended = (DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.DROPPED)
        for key, state in enumerate((*ended, DeliveryState.SENT)):
            await settle(store, str(key), state)
        async with store.read() as uow:
            assert [d.key for d in await uow.outbox.recent(2)] == ["3", "1"]
            assert [d.key for d in await uow.outbox.recent(9)] == ["3", "1", "0"]

    @pytest.mark.parametrize("name", ["due", "available", "created", "expires"])
    def test_an_instant_of_a_delivery_needs_a_zone(self, name: str) -> None:
        naive: dict[str, Any] = {name: NOW.replace(tzinfo=None)}
        with pytest.raises(ValueError, match="time zone"):
            new_delivery("a", **naive)


async def _doubt(store: Store, key: str, **more: Any) -> Delivery:
    await add(store, new_delivery(key, **more))
    await claim(store)
    await settle(store, key, DeliveryState.AMBIGUOUS, available=SETTLED, reason="timeout")
    return await get(store, key)
