"""Thanks to somebody who helped, worded when they go: their ask may have changed by then."""

from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery
from ci_bot.messages.blocks import Message
from ci_bot.ports.outgoing import Cancel
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.relay.find_ask import find_ask
from ci_bot.services.relay.relay_delivery import contact_of
from ci_bot.views.asks import closing
from ci_bot.views.reader import reader_of


def thanks_subject(coalition: Coalition, ask: Ask) -> str:
    """What a delivery of thanks carries."""
    return f"thanks:{coalition.id}:{ask.number}"


async def word_thanks(
    uow: UnitOfWork, coalition: Coalition, delivery: Delivery, now: datetime
) -> Message | Cancel:
    """The thanks; not for what was withdrawn, or isn't for that person to read any more."""
    number = int(delivery.subject.rpartition(":")[2])
    person = None if delivery.account is None else coalition.person_of(delivery.account)
    today, unit = coalition.today(now), uow.of(coalition.id)
    ask = None if person is None else await find_ask(unit, coalition, person, number, today)
    if person is None or ask is None or ask.thanked != person:
        return Cancel(reason="what they are thanked for is gone")
    reader = reader_of(coalition, person, now)
    return closing.thanked(reader, ask, contact_of(coalition, ask, ask.person, None))
