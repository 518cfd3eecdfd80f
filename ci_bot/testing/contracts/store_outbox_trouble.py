"""What a store promises about finding deliveries that are late or failed."""

from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.store import Store
from ci_bot.testing.contracts.store_outbox_base import add, claim, settle
from ci_bot.testing.contracts.store_samples import NOW, RIVER, VALLEY, minutes, new_delivery


class OutboxTrouble:
    """A coalition's own trouble is found, and nobody else's."""

    async def test_what_is_late_or_failed_is_found_newest_first(self, store: Store) -> None:
        states = {
            "sent": DeliveryState.SENT,
            "failed": DeliveryState.FAILED,
            "dropped": DeliveryState.DROPPED,
            "doubt": DeliveryState.AMBIGUOUS,
            "deferred": DeliveryState.DEFERRED,
        }
        for number, key in enumerate((*states, "ready")):
            due = NOW - minutes(number)
            await add(store, new_delivery(key, key, coalition=RIVER, due=due, available=due))
        await claim(store, limit=6)
        for key, state in states.items():
            await settle(store, key, state, available=NOW + minutes(60))
        await add(store, new_delivery("old", "old", coalition=RIVER, due=NOW - minutes(99)))
        await claim(store)
        await settle(store, "old", DeliveryState.FAILED)
        await add(
            store,
            new_delivery("later", "later", coalition=RIVER, due=NOW + minutes(9)),
            new_delivery("other", "other", coalition=VALLEY, due=NOW - minutes(9)),
        )
        async with store.read() as uow:
            found = await uow.outbox.troubled(RIVER, late=NOW, since=NOW - minutes(20), limit=9)
            two = await uow.outbox.troubled(RIVER, late=NOW, since=NOW - minutes(20), limit=2)
        assert [d.key for d in found] == ["failed", "doubt", "deferred", "ready"]
        assert [d.key for d in two] == ["failed", "doubt"]
