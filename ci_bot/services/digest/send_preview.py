"""Sends the preview of a frozen digest to the backbone; without any backbone, to the steering."""

from datetime import datetime

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import delivery_key
from ci_bot.domain.roles import RoleName
from ci_bot.messages.serial import to_json
from ci_bot.messages.split import MESSAGE_BUDGET, split
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.backbone_preview import preview_of
from ci_bot.services.tell_backbone import backbone_places
from ci_bot.views.digest.preview import preview_message


async def send_preview(uow: UnitOfWork, material: Material, now: datetime) -> None:
    """Once per place; what only the backbone may see stands in it only where it is the reader."""
    coalition, digest = material.coalition, material.digest
    places = backbone_places(coalition, now)
    backbone = frozenset(coalition.holders(RoleName.BACKBONE, material.local_day(now)))
    for place in places:
        person = None if place.account is None else coalition.person_of(place.account)
        preview = preview_of(material, backbone=person is None or person in backbone)
        parts = split(preview_message(preview, place.reader), MESSAGE_BUDGET)
        await uow.outbox.add(
            [
                Delivery(
                    key=delivery_key(DeliveryKind.PREVIEW, digest.id, place.address, part=part),
                    kind=DeliveryKind.PREVIEW,
                    coalition=coalition.id,
                    subject=digest.id,
                    lane=place.address,
                    account=place.account,
                    room=place.room,
                    body=to_json(message),
                    part=part,
                    due=now,
                    available=now,
                    created=now,
                )
                for part, message in enumerate(parts)
            ]
        )
