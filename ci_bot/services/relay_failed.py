"""Tells the author of what could not be carried, for good."""

from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import RelayId, delivery_key
from ci_bot.messages.serial import to_json
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.relay_delivery import USEFUL, contact_of, reachable, words_in
from ci_bot.views import relays as views
from ci_bot.views.reader import reader_of


async def relay_failed(
    uow: UnitOfWork, coalition: Coalition, delivery: Delivery, now: datetime
) -> None:
    """Once, on the author's own account; nobody else hears of it, as it is between the two."""
    unit = uow.of(coalition.id)
    relay = await unit.relay(RelayId(delivery.subject))
    ask = None if relay is None else await unit.ask(relay.ask)
    to = None if delivery.account is None else coalition.person_of(delivery.account)
    if relay is None or ask is None or to is None or to not in relay.people:
        return
    author = relay.other(to)
    account = reachable(coalition, author, now.date())
    if account is None:
        return
    reader, contact = reader_of(coalition, author, now), contact_of(coalition, ask, to, relay)
    if delivery.edits is None:
        message = views.not_arrived(reader, relay.ask, contact, words_in(delivery))
    else:
        message = views.not_taken_back(reader, relay.ask, contact)
    notice = Delivery(
        key=delivery_key(DeliveryKind.NOTICE, f"failed:{delivery.key}", account),
        kind=DeliveryKind.NOTICE,
        lane=account,
        coalition=coalition.id,
        subject=relay.id,
        account=account,
        body=to_json(message),
        due=now,
        available=now,
        created=now,
        expires=now + USEFUL,
    )
    await uow.outbox.add([notice])
