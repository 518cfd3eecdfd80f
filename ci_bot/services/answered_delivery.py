"""Which message of ours an event answers."""

from ci_bot.domain.delivery import Delivery
from ci_bot.domain.ids import MessageId
from ci_bot.ports.chat import ChatEvent, Incoming, MessageReceived, Reacted
from ci_bot.ports.store import UnitOfWork


async def answered_delivery(uow: UnitOfWork, event: ChatEvent) -> Delivery | None:
    """Our message that the event replies to, stands in the thread of, or reacts to."""
    for message in _targets(event):
        found = await uow.outbox.posted(event.room, message)
        if found is not None:
            return found
    return None


def _targets(event: Incoming) -> tuple[MessageId, ...]:
    match event:
        case MessageReceived(reply_to=reply_to, thread=thread):
            return tuple(message for message in (reply_to, thread) if message is not None)
        case Reacted(message=message):
            return (message,)
        case _:
            return ()
