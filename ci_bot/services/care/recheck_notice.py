"""Looks at a notice or preview right before it goes: whether its reader may still read it."""

from dataclasses import dataclass

from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import AccountId, RelayId
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import from_json
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Cancel
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.relay.word_thanks import word_thanks
from ci_bot.services.tell_backbone import backbone_places


@dataclass(frozen=True, kw_only=True)
class RecheckNotice:
    """For deliveries of the kinds notice and preview; only reads."""

    clock: Clock

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> Message | Cancel:
        """How it goes. While a line is stopped, roles end and rooms are linked anew."""
        slug = delivery.coalition
        coalition = None if slug is None else await uow.of(slug).load()
        if coalition is None:
            return Cancel(reason="its coalition is gone")
        refused = await self._refused(uow, coalition, delivery)
        if refused is not None:
            return refused
        if delivery.body is None:
            return await word_thanks(uow, coalition, delivery, self.clock.now())
        return from_json(delivery.body)

    async def _refused(
        self, uow: UnitOfWork, coalition: Coalition, delivery: Delivery
    ) -> Cancel | None:
        if delivery.account is not None:
            gone = not self._reads(coalition, delivery.kind, delivery.account)
            return Cancel(reason="who it was for has no such role any more") if gone else None
        here = {c.audience for c in coalition.channels if delivery.room in (c.room, c.address)}
        # A room that is no channel is one of two people who are in touch.
        relay = await uow.of(coalition.id).relay(RelayId(delivery.subject))
        between_two = not here and relay is not None
        if here == {"backbone"} or between_two:
            return None
        return Cancel(reason="the room is not the backbone's any more")

    def _reads(self, coalition: Coalition, kind: DeliveryKind, account: AccountId) -> bool:
        now = self.clock.now()
        person, today = coalition.person_of(account), coalition.today(now)
        if person is None or not coalition.hats(person, today):
            return False
        if kind is DeliveryKind.NOTICE or may(coalition, person, Right.BACKBONE, today):
            return True
        # The steering chair reads along, on whichever account.
        places = (place.account for place in backbone_places(coalition, now))
        return person in {coalition.person_of(account) for account in places if account}
