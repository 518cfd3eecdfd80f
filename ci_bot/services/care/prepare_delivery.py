"""Looks at every delivery right before it goes, each kind in its own way."""

from dataclasses import dataclass

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import from_json
from ci_bot.ports.outgoing import Cancel, Later
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.prepare_prompt import PreparePrompt
from ci_bot.services.care.recheck_notice import RecheckNotice
from ci_bot.services.matching.recheck_introduction import RecheckIntroduction
from ci_bot.services.relay.recheck_relay import RecheckRelay

_TO_CHANNELS = (
    DeliveryKind.DIGEST,
    DeliveryKind.DIGEST_ADDED,
    DeliveryKind.CHART,
    DeliveryKind.ANNOUNCEMENT,
)


@dataclass(frozen=True, kw_only=True)
class PrepareDelivery:
    """The outbox's Preparer."""

    prompt: PreparePrompt
    relay: RecheckRelay
    introduction: RecheckIntroduction
    notice: RecheckNotice

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> Message | Cancel | Later:
        """Prompts and introductions are worded now; a digest goes only to what is still linked.

        What a relay carries goes only as long as that lasts, a notice to whom it is still for.
        """
        if delivery.kind is DeliveryKind.INTRODUCTION:
            return await self.introduction(uow, delivery)
        if delivery.kind in (DeliveryKind.NOTICE, DeliveryKind.PREVIEW):
            return await self.notice(uow, delivery)
        if delivery.body is None:
            return await self.prompt(uow, delivery)
        if delivery.kind in _TO_CHANNELS and not await _linked(uow, delivery):
            return Cancel(reason="the room is no channel any more")
        refused: Cancel | None = None
        if delivery.kind is DeliveryKind.RELAY:
            refused = await self.relay(uow, delivery)
        return refused or from_json(delivery.body)


async def _linked(uow: UnitOfWork, delivery: Delivery) -> bool:
    if delivery.coalition is None:
        return False
    coalition = await uow.of(delivery.coalition).load()
    channels = coalition.channels if coalition else ()
    return any(delivery.room in (channel.room, channel.address) for channel in channels)
