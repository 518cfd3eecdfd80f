"""Divides a delivery whose message a platform found too long into smaller ones, until they fit."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import DeliveryKey, delivery_key
from ci_bot.messages.serial import from_json, to_json
from ci_bot.messages.split import rendered_size, split

_WHOLE = (DeliveryKind.HOME, DeliveryKind.CHART)
SMALLEST = 1_000
"""Bytes. Whoever refuses less doesn't refuse it for its length, and would get a flood of pieces."""
_FOLLOWS = {
    DeliveryKind.DIGEST: DeliveryKind.DIGEST_ADDED,
    DeliveryKind.PROMPT: DeliveryKind.NOTICE,
}
"""What the further pieces are, where a second one of the kind itself would be mistaken for it."""


def divided(delivery: Delivery) -> Sequence[Delivery]:
    """The pieces in order, the first with the delivery's own key; none where it can't be divided.

    Each is about half as long, and may be divided again. An edit or a home tab has one place only,
    a chart is one picture. Each is due a moment before what follows it in the lane.
    """
    if delivery.body is None or delivery.edits is not None or delivery.kind in _WHOLE:
        return ()
    message = from_json(delivery.body)
    budget = max(SMALLEST, -(-rendered_size(message) // 2))
    messages = split(message, budget)
    if len(messages) == 1:
        return ()
    moment = timedelta(microseconds=1)
    return tuple(
        replace(
            delivery,
            # Divided again, the first one's pieces must not be taken for these.
            key=delivery.key if not number else _key(delivery, budget, number),
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


def _key(delivery: Delivery, budget: int, number: int) -> DeliveryKey:
    return delivery_key("piece", delivery.key, f"{budget}:{number}")
