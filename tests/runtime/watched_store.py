"""A memory store that watches each commit: no delivery may go where its life doesn't lead."""

from ci_bot.domain.delivery import DeliveryState
from ci_bot.testing.memory.state import State
from ci_bot.testing.memory_store import MemoryStore

READY, SENDING, DEFERRED = DeliveryState.READY, DeliveryState.SENDING, DeliveryState.DEFERRED
AMBIGUOUS, SENT = DeliveryState.AMBIGUOUS, DeliveryState.SENT
FAILED, DROPPED = DeliveryState.FAILED, DeliveryState.DROPPED

LIFE = {
    READY: {SENDING, DROPPED},
    SENDING: {DEFERRED, AMBIGUOUS, SENT, FAILED, DROPPED},
    DEFERRED: {SENDING},
    AMBIGUOUS: {READY, SENT, FAILED},
    SENT: set[DeliveryState](),
    FAILED: set[DeliveryState](),
    DROPPED: set[DeliveryState](),
}
"""Where each state may lead, in one transaction."""


class WatchedStore(MemoryStore):
    """Raises AssertionError for a change that is no step of a delivery's life."""

    _state = State()

    @property
    def state(self) -> State:
        """What is committed."""
        return self._state

    @state.setter
    def state(self, new: State) -> None:
        for key, row in new.deliveries.items():
            old = self._state.deliveries.get(key)
            if old is None:
                assert row.state is READY
                continue
            assert row.state is old.state or row.state in LIFE[old.state], (old, row)
            assert old.body is None or row.body == old.body
        assert self._state.deliveries.keys() <= new.deliveries.keys()
        self._state = new
