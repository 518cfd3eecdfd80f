"""What follows when a delivery ended, a platform stopped, or a message could not be worked on."""

from dataclasses import dataclass

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Failure
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.prompt_sent import PromptSent
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views import troubles

_OF_NO_CONCERN = (DeliveryKind.REMINDER, DeliveryKind.REPLY, DeliveryKind.NOTICE)
"""A notice about a notice would run in circles; who gets no reply will ask again."""


@dataclass(frozen=True, kw_only=True)
class TellOutcomes:
    """Implements the outbox's Outcomes."""

    clock: Clock
    prompt_sent: PromptSent

    async def sent(self, uow: UnitOfWork, delivery: Delivery) -> None:
        """A prompt that arrived opens its conversation."""
        if delivery.kind is DeliveryKind.PROMPT:
            await self.prompt_sent(uow, delivery)

    async def failed(self, uow: UnitOfWork, delivery: Delivery, failure: Failure) -> None:
        """The backbone is told once, not in the place that can't be reached."""
        if delivery.coalition is None or delivery.kind in _OF_NO_CONCERN:
            return
        if failure is Failure.ORPHANED:
            return
        coalition = await uow.of(delivery.coalition).load()
        if coalition is None:
            return
        place = _place(coalition, delivery)
        await tell_backbone(
            uow,
            coalition,
            lambda reader: troubles.not_delivered(
                reader, delivery.kind, place, failure, delivery.reason
            ),
            subject=f"failed:{delivery.key}",
            now=self.clock.now(),
            avoid=delivery.lane,
        )

    async def platform_stopped(self, uow: UnitOfWork, platform: str, reason: str) -> None:
        """Every coalition's backbone is told once a day, on another platform."""
        now = self.clock.now()
        for slug in await uow.directory.coalitions():
            coalition = await uow.of(slug).load()
            if coalition is not None:
                await tell_backbone(
                    uow,
                    coalition,
                    lambda reader: troubles.platform_stopped(reader, platform, reason),
                    subject=f"stopped:{platform}:{now.date()}",
                    now=now,
                    avoid=platform,
                )

    async def arrival_dead(self, uow: UnitOfWork, arrival: Arrival) -> None:
        """Every backbone that could be meant is told once."""
        now = self.clock.now()
        for slug in await uow.directory.coalitions():
            coalition = await uow.of(slug).load()
            if coalition is not None:
                await tell_backbone(
                    uow,
                    coalition,
                    lambda reader: troubles.not_understood(reader, None),
                    subject=f"dead:{arrival.key}",
                    now=now,
                )


def _place(coalition: Coalition, delivery: Delivery) -> str:
    """The person's name, or the room as the coalition's file names it."""
    if delivery.account is not None:
        person = coalition.person_of(delivery.account)
        return coalition.people[person].name if person else "?"
    for channel in coalition.channels:
        if delivery.room in (channel.room, channel.address):
            return channel.address.partition(":")[2]
    return "?"
