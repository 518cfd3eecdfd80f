"""Finds the choice that somebody tapped: by its place in what we sent, never by what they send."""

from dataclasses import dataclass

from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.messages.blocks import Choice, Choices
from ci_bot.messages.serial import UnknownMessageError, from_json
from ci_bot.ports.chat import Pressed
from ci_bot.ports.store import UnitOfWork

# A tap can be quicker than the answer to the request that showed it.
_SHOWN = frozenset({DeliveryState.SENT, DeliveryState.SENDING, DeliveryState.AMBIGUOUS})


@dataclass(frozen=True, kw_only=True, slots=True)
class Tapped:
    """A choice; `shown`: the delivery that showed it, `message`: the one that it edited, if any."""

    choice: Choice
    shown: Delivery
    message: Delivery


async def find_choice(uow: UnitOfWork, event: Pressed) -> Tapped | None:
    """The choice, if it stood in that message of ours, and this account could see it there."""
    shown = await uow.outbox.get(event.delivery)
    if shown is None or shown.state not in _SHOWN:
        return None
    message = shown if shown.edits is None else await uow.outbox.get(shown.edits)
    choice = _choice(shown, event)
    if message is None or choice is None or not _stood_there(message, event):
        return None
    return Tapped(choice=choice, shown=shown, message=message)


def _choice(shown: Delivery, event: Pressed) -> Choice | None:
    try:
        blocks = from_json(shown.body).blocks if shown.body else ()
    except UnknownMessageError:
        return None
    rows = [block.options for block in blocks if isinstance(block, Choices)]
    if not 0 <= event.block < len(rows) or not 0 <= event.option < len(rows[event.block]):
        return None
    return rows[event.block][event.option]


def _stood_there(message: Delivery, event: Pressed) -> bool:
    if message.kind is DeliveryKind.HOME:
        return event.message is None and message.account == event.account
    if message.only is not None:
        # Where it could not be shown aside, it stands in their direct message.
        rooms = (message.room, message.posted_room)
        return message.only == event.account and event.room in rooms
    if event.message is None or message.posted_room != event.room:
        return False
    return message.posted_message in (event.message, None)
