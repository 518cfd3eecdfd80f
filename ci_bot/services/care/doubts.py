"""Deliveries of which only a person can see whether they arrived: asked about, and answered."""

from datetime import datetime
from enum import Enum, auto

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery
from ci_bot.domain.ids import DeliveryKey, DigestId
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views import doubts as views


class Settled(Enum):
    """What came of an answer."""

    ARRIVED = auto()
    AGAIN = auto()
    OVER = auto()


async def ask_whether_it_arrived(
    uow: UnitOfWork, coalition: Coalition, delivery: Delivery, place: str, now: datetime
) -> None:
    """Asks the backbone once, elsewhere than where it hangs; any one of them may answer.

    Questions are numbered by coalition, and a number is never used again.
    """
    # Locked, so that two doubts about one digest at the same moment get two numbers.
    digest = await uow.of(coalition.id).lock_digest(DigestId(delivery.subject))
    prefix = _name(coalition, "")
    number = len(await uow.values.names(prefix)) + 1
    # The number of tries tells it from a later doubt about the same delivery.
    await uow.values.put(f"{prefix}{number}", f"{delivery.key} {delivery.tries}")
    period = digest.period if digest else ""
    await tell_backbone(
        uow,
        coalition,
        lambda reader: views.did_it_arrive(
            reader, delivery.kind, place, period=period, part=delivery.part + 1, number=number
        ),
        subject=f"doubt:{delivery.key}:{delivery.tries}",
        now=now,
        avoid=delivery.lane,
    )


async def settle_doubt(
    uow: UnitOfWork, coalition: Coalition, number: int, *, arrived: bool, now: datetime
) -> Settled | None:
    """The first answer counts; None where there is no such question in this coalition."""
    kept = await uow.values.get(_name(coalition, str(number)))
    if kept is None:
        return None
    key, tries = kept.split()
    if not await uow.outbox.answered(DeliveryKey(key), tries=int(tries), arrived=arrived, now=now):
        return Settled.OVER
    return Settled.ARRIVED if arrived else Settled.AGAIN


def _name(coalition: Coalition, number: str) -> str:
    return f"doubt.{coalition.id}.{number}"
