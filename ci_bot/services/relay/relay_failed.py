"""Tells the author of what could not be carried, for good."""

from collections.abc import Callable
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import PersonId, RelayId, delivery_key
from ci_bot.messages.blocks import Message
from ci_bot.ports.outgoing import Failure
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.notice import notice
from ci_bot.services.relay.relay_delivery import contact_of, reachable, words_in
from ci_bot.views.asks import relays as views
from ci_bot.views.reader import Reader, reader_of


async def relay_failed(
    uow: UnitOfWork, coalition: Coalition, delivery: Delivery, failure: Failure, now: datetime
) -> None:
    """Once, on the author's own account; nobody else hears of it, as it is between the two."""
    unit = uow.of(coalition.id)
    relay = await unit.relay(RelayId(delivery.subject))
    ask = None if relay is None else await unit.ask(relay.ask)
    to = None if delivery.account is None else coalition.person_of(delivery.account)
    if relay is None or ask is None or to is None or to not in relay.people:
        return
    author = relay.other(to)
    contact = contact_of(coalition, ask, to, relay)
    if delivery.beside is not None:
        for person in relay.people:
            await _tell(uow, coalition, delivery, person, views.no_room, now)
    elif delivery.edits is not None:
        await _tell(
            uow,
            coalition,
            delivery,
            author,
            lambda reader: views.not_taken_back(reader, relay.ask, contact),
            now,
        )
    else:
        words = words_in(delivery)
        say = views.in_doubt if failure is Failure.DOUBTFUL else views.not_arrived
        await _tell(
            uow,
            coalition,
            delivery,
            author,
            lambda reader: say(reader, relay.ask, contact, words),
            now,
        )


async def _tell(  # noqa: PLR0917 - all of it is needed
    uow: UnitOfWork,
    coalition: Coalition,
    delivery: Delivery,
    person: PersonId,
    say: Callable[[Reader], Message],
    now: datetime,
) -> None:
    account = reachable(coalition, person, coalition.today(now))
    if account is None:
        return
    key = delivery_key(DeliveryKind.NOTICE, f"failed:{delivery.key}", account)
    message = say(reader_of(coalition, person, now))
    told = notice(coalition, delivery.subject, message, key=key, account=account, now=now)
    await uow.outbox.add([told])
