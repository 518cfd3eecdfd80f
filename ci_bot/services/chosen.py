"""Takes the buttons off a question that was answered by a tap."""

from datetime import datetime

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import delivery_key
from ci_bot.messages.serial import from_json, to_json
from ci_bot.ports.chat import Pressed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.find_choice import Tapped
from ci_bot.services.reply import STALE
from ci_bot.views.checkin.chosen import chosen
from ci_bot.views.reader import Reader


async def show_chosen(
    uow: UnitOfWork, event: Pressed, tapped: Tapped, reader: Reader, now: datetime
) -> None:
    """The message says what was tapped; what was shown to one person alone can't be changed."""
    message = tapped.message
    if message.only is not None or tapped.shown.body is None:
        return
    shown = chosen(reader, from_json(tapped.shown.body), event.block, tapped.choice)
    edit = Delivery(
        key=delivery_key("chosen", tapped.shown.key, message.key),
        kind=DeliveryKind.REPLY,
        coalition=message.coalition,
        subject=message.subject,
        lane=message.lane,
        account=message.account,
        room=message.room,
        edits=message.key,
        body=to_json(shown),
        due=now,
        available=now,
        created=now,
        expires=now + STALE,
    )
    await uow.outbox.add([edit])
