"""Looks at what a relay carries right before it goes: whether it may still go."""

from dataclasses import dataclass

from ci_bot.domain.delivery import Delivery
from ci_bot.domain.ids import RelayId
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Cancel
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.relay.relay_delivery import gone_key


@dataclass(frozen=True, kw_only=True)
class RecheckRelay:
    """For deliveries of the kind relay; only reads."""

    clock: Clock

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> Cancel | None:
        """None: it goes. What somebody takes back is taken back, whatever happened since."""
        if delivery.edits is not None:
            return None
        unit = None if delivery.coalition is None else uow.of(delivery.coalition)
        coalition = await unit.load() if unit else None
        relay = await unit.relay(RelayId(delivery.subject)) if unit else None
        if coalition is None or relay is None or delivery.account is None:
            return Cancel(reason="its relay is gone")
        reader = coalition.person_of(delivery.account)
        if reader is None or reader not in relay.people:
            return Cancel(reason="the account is no longer linked")
        today = coalition.today(self.clock.now())
        if not all(coalition.hats(person, today) for person in relay.people):
            return Cancel(reason="one of the two has left the coalition")
        still = relay.open or (delivery.beside is None and relay.closed_by == relay.other(reader))
        if not still:
            return Cancel(reason="the relay has ended")
        if await uow.outbox.get(gone_key(delivery.key)) is not None:
            return Cancel(reason="its author took it back")
        return None
