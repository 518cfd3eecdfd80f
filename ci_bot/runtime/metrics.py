"""The few figures worth watching, for Prometheus."""

from datetime import timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.clock import Clock
from ci_bot.ports.store import Store

_QUEUED = (
    DeliveryState.READY,
    DeliveryState.SENDING,
    DeliveryState.DEFERRED,
    DeliveryState.AMBIGUOUS,
)


class Metrics:
    """Counts while the bot runs; what the store knows is read when somebody asks."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._queue = Gauge(
            "ci_bot_queue_length", "Rows that wait.", ["queue", "state"], registry=self._registry
        )
        self._deliveries = Counter(
            "ci_bot_deliveries", "Attempts by outcome.", ["outcome"], registry=self._registry
        )
        self._occurrence_lag = Gauge(
            "ci_bot_occurrence_lag_seconds",
            "How long the oldest due schedule has been waiting.",
            registry=self._registry,
        )
        self._loop_lag = Gauge(
            "ci_bot_event_loop_lag_seconds",
            "How late the event loop last woke up.",
            registry=self._registry,
        )
        for state in DeliveryState:
            self._deliveries.labels(outcome=state.value)

    def delivery(self, state: DeliveryState) -> None:
        """One attempt at a delivery ended in that state."""
        self._deliveries.labels(outcome=state.value).inc()

    def loop_lag(self, lag: timedelta) -> None:
        """The event loop was that late."""
        self._loop_lag.set(lag.total_seconds())

    async def exposition(self, store: Store, clock: Clock) -> bytes:
        """All figures as Prometheus reads them; raises StoreError."""
        now = clock.now()
        async with store.read() as uow:
            counts = await uow.outbox.counts()
            waiting = await uow.inbox.waiting()
            due = await uow.calendar.due(now=now, limit=1)
        for state in _QUEUED:
            self._queue.labels(queue="outbox", state=state.value).set(counts.get(state, 0))
        self._queue.labels(queue="inbox", state="waiting").set(waiting)
        oldest = due[0].next_due if due else None
        self._occurrence_lag.set(0 if oldest is None else (now - oldest).total_seconds())
        return generate_latest(self._registry)
