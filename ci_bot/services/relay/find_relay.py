"""Finds the relay that a message in a chat belongs to: by what it replies to."""

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId, RelayId
from ci_bot.domain.relay import Relay
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answered_delivery import answered_delivery


async def find_relay(
    uow: UnitOfWork, coalition: Coalition, person: PersonId, event: MessageReceived
) -> Relay | None:
    """One that the person is in, open or not; None when the message is about anything else."""
    answered = await answered_delivery(uow, event)
    if answered is None or answered.coalition != coalition.id:
        return None
    relay = await uow.of(coalition.id).relay(RelayId(answered.subject))
    return relay if relay is not None and person in relay.people else None
