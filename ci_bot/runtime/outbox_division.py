"""Divides a delivery whose message a platform found too long, once, into smaller ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import delivery_key
from ci_bot.messages.serial import from_json, to_json
from ci_bot.messages.split import split
from ci_bot.services.digest_messages import MESSAGE_BUDGET

HALF = MESSAGE_BUDGET // 2
_FOLLOWS = {
    DeliveryKind.DIGEST: DeliveryKind.DIGEST_ADDED,
    DeliveryKind.PROMPT: DeliveryKind.NOTICE,
}
"""What the further pieces are, where a second one of the kind itself would be mistaken for it."""


def divided(delivery: Delivery) -> Sequence[Delivery]:
    """The pieces in order, the first with the delivery's own key; none where it can't be divided.

    An edit or a home tab has one place only. What fits half of the common budget, as each of these
    pieces does, is as small as it gets. Each is due a moment before what follows it in the lane.
    """
    if delivery.body is None or delivery.edits is not None or delivery.kind is DeliveryKind.HOME:
        return ()
    messages = split(from_json(delivery.body), HALF)
    if len(messages) == 1:
        return ()
    moment = timedelta(microseconds=1)
    return tuple(
        replace(
            delivery,
            key=delivery.key if not number else delivery_key("piece", delivery.key, str(number)),
            kind=delivery.kind if not number else _FOLLOWS.get(delivery.kind, delivery.kind),
            body=to_json(message),
            due=delivery.due - moment * (len(messages) - number),
            part=delivery.part + number,
            state=DeliveryState.READY,
            attempt=None,
            leased_until=None,
            tries=0,
        )
        for number, message in enumerate(messages)
    )
