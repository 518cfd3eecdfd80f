"""Looks at an introduction right before one of the two is asked: whether it still may, and how."""

from dataclasses import dataclass

from ci_bot.domain.delivery import Delivery
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import from_json
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Cancel
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.matching.introductions import Introductions


@dataclass(frozen=True, kw_only=True)
class RecheckIntroduction:
    """For deliveries of the kind introduction; only reads."""

    clock: Clock

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> Message | Cancel:
        """How it goes. The asking waits for a good hour: much can end, or be reworded before."""
        coalition = None if delivery.coalition is None else await uow.of(delivery.coalition).load()
        if coalition is None or delivery.account is None:
            return Cancel(reason="its coalition is gone")
        kept = Introductions(uow=uow, coalition=coalition, now=self.clock.now())
        introduction = await kept.get(int(delivery.subject.rpartition(":")[2]))
        person = coalition.person_of(delivery.account)
        if introduction is None or person is None:
            return Cancel(reason="the account is no longer linked")
        if introduction.over:
            # What it came to is told to who said yes, and to who introduced them.
            told = person in (*introduction.agreed, introduction.by)
            if not told or delivery.body is None:
                return Cancel(reason="the introduction is over")
        elif not await kept.stands(introduction):
            return Cancel(reason="what it is about is not for both any more")
        if delivery.body is not None:
            return from_json(delivery.body)
        return await kept.proposal(introduction, person)
