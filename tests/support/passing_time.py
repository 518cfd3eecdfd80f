"""Lets time pass for a bot in memory: the clock jumps from one thing that is due to the next."""

from datetime import datetime
from typing import Protocol

from ci_bot.domain.delivery import DeliveryState
from ci_bot.ports.store import Store
from ci_bot.testing.clock import TurnableClock
from ci_bot.testing.memory_store import MemoryStore

_WAITING = (DeliveryState.READY, DeliveryState.DEFERRED, DeliveryState.AMBIGUOUS)


class House(Protocol):
    """A bot that does what is due when it is told to."""

    @property
    def clock(self) -> TurnableClock: ...

    @property
    def store(self) -> Store: ...

    async def settle(self) -> None:
        """Does what is due now."""


async def pass_until(house: House, until: datetime) -> None:
    """Everything that is due until then happens, each at its own time."""
    while (due := _next_due(house)) is not None and due < until:
        house.clock.turn_to(due)
        await house.settle()
    house.clock.turn_to(until)
    await house.settle()


def _next_due(house: House) -> datetime | None:
    assert isinstance(house.store, MemoryStore)
    state, now = house.store.state, house.clock.now()
    wakings = [d.available for d in state.deliveries.values() if d.state in _WAITING]
    wakings += [s.next_due for s in state.schedules.values() if s.next_due is not None]
    return min((waking for waking in wakings if waking > now), default=None)
