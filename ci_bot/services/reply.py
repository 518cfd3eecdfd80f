"""A reply: what the bot says to an event, where it was said, or to its author alone."""

from datetime import datetime, timedelta

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import CoalitionId, delivery_key
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import to_json
from ci_bot.messages.split import MESSAGE_BUDGET, split
from ci_bot.ports.chat import Incoming, MessageReceived
from ci_bot.ports.store import UnitOfWork

STALE = timedelta(hours=24)
"""A reply that could not be given for a day would only puzzle."""


async def reply(
    uow: UnitOfWork,
    event: Incoming,
    message: Message,
    *,
    coalition: CoalitionId | None,
    now: datetime,
    part: int = 0,
    private: bool = False,
    subject: str | None = None,
) -> None:
    """Puts a reply into the outbox; `part` tells several replies to one event apart.

    `subject`: the prompt it belongs to, so that an answer to it finds that prompt.

    A long one is split. `private`: to the author alone, also when it was said in a channel: there
    where the platform can show it to them alone, else in their direct message.
    """
    alone = private and not event.direct
    only = event.account if alone and event.aside else None
    aside = alone and only is None
    target = event.account if aside else event.room
    thread = event.thread if isinstance(event, MessageReceived) and not aside else None
    await uow.outbox.add(
        [
            Delivery(
                key=delivery_key("reply", event.event, target, part=part, revision=piece),
                kind=DeliveryKind.REPLY,
                coalition=coalition,
                subject=subject or event.event,
                lane=target,
                account=event.account if aside else None,
                room=None if aside else event.room,
                only=only,
                thread=thread,
                body=to_json(message_part),
                part=part,
                revision=piece,
                due=now,
                available=now,
                created=now,
                expires=now + STALE,
            )
            for piece, message_part in enumerate(split(message, MESSAGE_BUDGET))
        ]
    )
