"""How the bot is, as another process reads it from the store."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.delivery import Delivery, DeliveryState
from ci_bot.domain.occurrence import Schedule
from ci_bot.ports.store import Store
from ci_bot.runtime.heartbeat import Heartbeat, read_heartbeat

RECENT = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What the store knows: the last sign of life, what waits, what went, what comes."""

    at: datetime
    heartbeat: Heartbeat | None
    outbox: Mapping[DeliveryState, int]
    inbox: int
    dead: int
    recent: Sequence[Delivery]
    coming: Sequence[Schedule]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why it isn't well; empty while it is."""
        if self.heartbeat is None:
            return ("it never ran on this database; start it with `ci-bot run`",)
        if not self.heartbeat.fresh(self.at):
            since = self.heartbeat.at.isoformat(timespec="seconds")
            return (f"no sign of life since {since}; is `ci-bot run` alive?",)
        troubles = self.heartbeat.platforms.items()
        return tuple(f"{name}: {trouble}" for name, trouble in troubles if trouble)


async def read_report(store: Store, now: datetime) -> Report:
    """The state of things; raises StoreError."""
    async with store.read() as uow:
        coming: list[Schedule] = []
        for coalition in await uow.directory.coalitions():
            coming += [s for s in await uow.calendar.of(coalition) if s.next_due is not None]
        return Report(
            at=now,
            heartbeat=await read_heartbeat(uow),
            outbox=await uow.outbox.counts(),
            inbox=await uow.inbox.waiting(),
            dead=len(await uow.inbox.dead()),
            recent=await uow.outbox.recent(RECENT),
            coming=sorted(coming, key=lambda schedule: schedule.next_due or now),
        )
