"""A notice: what the bot tells somebody of its own accord, in a room or to them alone."""

from datetime import datetime, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import AccountId, DeliveryKey, RoomId
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import to_json

USEFUL = timedelta(days=3)
"""What could not be said for so long is old news."""


def notice(
    coalition: Coalition,
    subject: str,
    message: Message | None,
    *,
    key: DeliveryKey,
    now: datetime,
    at: datetime | None = None,
    useful: timedelta = USEFUL,
    account: AccountId | None = None,
    room: RoomId | None = None,
    kind: DeliveryKind = DeliveryKind.NOTICE,
) -> Delivery:
    """To a room or to an account; without a message it is worded when it goes.

    `at`: when it goes, if not at once. `useful`: for how long after that.
    """
    due = at or now
    return Delivery(
        key=key,
        kind=kind,
        coalition=coalition.id,
        subject=subject,
        lane=room or account or "",
        account=account,
        room=room,
        body=None if message is None else to_json(message),
        due=due,
        available=due,
        created=now,
        expires=due + useful,
    )
