"""What follows when a delivery ended, a platform stopped, or a message could not be worked on."""

from dataclasses import dataclass

from ci_bot.domain.arrival import Arrival
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import on_line
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Failure
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.prompt_sent import PromptSent
from ci_bot.services.care.doubts import ask_whether_it_arrived
from ci_bot.services.relay.relay_failed import relay_failed
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views import troubles

_OF_NO_CONCERN = (
    DeliveryKind.REMINDER,
    DeliveryKind.REPLY,
    DeliveryKind.NOTICE,
    DeliveryKind.HOME,
    DeliveryKind.CHART,
)
"""A notice about a notice would run in circles; who gets no reply will ask again.

Of a place that a chart can't reach, its digest tells.
"""
_STOPPED = "stopped."
"""In front of a line, the name of the value that says on which day that was told."""


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
        """The backbone is told once, not in the place that can't be reached.

        Of what a relay carried, only its author.
        """
        if delivery.coalition is None or delivery.kind in _OF_NO_CONCERN:
            return
        if failure is Failure.ORPHANED:
            return
        coalition = await uow.of(delivery.coalition).load()
        if coalition is None:
            return
        if delivery.kind is DeliveryKind.RELAY:
            await relay_failed(uow, coalition, delivery, failure, self.clock.now())
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

    async def doubted(self, uow: UnitOfWork, delivery: Delivery) -> None:
        """The backbone is asked, elsewhere, whether it arrived."""
        if delivery.coalition is None:
            return
        coalition = await uow.of(delivery.coalition).load()
        if coalition is not None:
            place = _place(coalition, delivery)
            await ask_whether_it_arrived(uow, coalition, delivery, place, self.clock.now())

    async def platform_stopped(self, uow: UnitOfWork, line: str, reason: str) -> None:
        """The backbone of every coalition that uses it is told once a day, on another line."""
        now = self.clock.now()
        today = str(local_date(now, "UTC"))
        if await uow.values.get(f"{_STOPPED}{line}") == today:
            return
        await uow.values.put(f"{_STOPPED}{line}", today)
        for slug in await uow.directory.coalitions():
            coalition = await uow.of(slug).load()
            if coalition is not None and _uses(coalition, line):
                await tell_backbone(
                    uow,
                    coalition,
                    lambda reader: troubles.platform_stopped(reader, _named(line), reason),
                    subject=f"stopped:{line}:{now.isoformat()}",
                    now=now,
                    avoid=line,
                )

    async def platform_resumed(self, uow: UnitOfWork, line: str) -> None:
        """Forgets that it was told."""
        await uow.values.remove(f"{_STOPPED}{line}")

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


def _uses(coalition: Coalition, line: str) -> bool:
    accounts = (account.id for account in coalition.accounts)
    rooms = (channel.room or channel.address for channel in coalition.channels)
    return any(on_line(address, line) for address in (*accounts, *rooms))


def _named(line: str) -> str:
    """The line as people know it: the platform, with the workspace where it is but one."""
    return line.rstrip("/").replace(":", " ")


def _place(coalition: Coalition, delivery: Delivery) -> str:
    """The person's name, or the room as the coalition's file names it."""
    if delivery.account is not None:
        person = coalition.person_of(delivery.account)
        return coalition.people[person].name if person else "?"
    for channel in coalition.channels:
        if delivery.room in (channel.room, channel.address):
            return channel.address.partition(":")[2]
    return "?"
