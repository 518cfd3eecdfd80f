"""The figures are what the store holds and what has happened."""

from datetime import timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryState
from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.runtime.metrics import Metrics
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.fake_chat import FakePlatform
from ci_bot.testing.memory_store import MemoryStore
from tests.runtime.post_office import PostOffice


async def test_queues_outcomes_and_lags_are_shown(
    office: PostOffice, store: MemoryStore, clock: TurnableClock, fake: FakePlatform
) -> None:
    metrics = Metrics()
    room = fake.room("hub")
    await office.commit(office.delivery("a", room), office.delivery("b", room))
    hub = CoalitionId("hub")
    async with store.write() as uow:
        await uow.of(hub).save(Coalition(id=hub, name="Hub"))
        await uow.calendar.put(
            Schedule(
                coalition=hub,
                kind=OccurrenceKind.DIGEST,
                next_due=clock.now() - timedelta(seconds=90),
            )
        )
        await uow.commit()
    metrics.delivery(DeliveryState.SENT)
    metrics.delivery(DeliveryState.SENT)
    metrics.loop_lag(timedelta(seconds=0.25))
    shown = (await metrics.exposition(store, clock)).decode()
    assert 'ci_bot_queue_length{queue="outbox",state="ready"} 2.0' in shown
    assert 'ci_bot_queue_length{queue="inbox",state="waiting"} 0.0' in shown
    assert 'ci_bot_deliveries_total{outcome="sent"} 2.0' in shown
    assert 'ci_bot_deliveries_total{outcome="failed"} 0.0' in shown
    assert "ci_bot_occurrence_lag_seconds 90.0" in shown
    assert "ci_bot_event_loop_lag_seconds 0.25" in shown


async def test_without_anything_due_there_is_no_lag(
    store: MemoryStore, clock: TurnableClock
) -> None:
    shown = (await Metrics().exposition(store, clock)).decode()
    assert "ci_bot_occurrence_lag_seconds 0.0" in shown
