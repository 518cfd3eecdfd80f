"""Takes the answer for which organisation something was said, where two are possible."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.standing import hats_of
from ci_bot.messages.blocks import Message
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.digest.amend_digest import AmendDigest
from ci_bot.views.checkin import single
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class ChooseHat:
    """What was kept for one of them is said for the other."""

    amend: AmendDigest

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        number: int,
        organisation: OrganisationId,
        now: datetime,
    ) -> Message | None:
        """What the person is told; None where there is no such ask of theirs any more."""
        unit, reader = uow.of(coalition.id), reader_of(coalition, person, now)
        ask = await unit.ask(number)
        if ask is None or ask.person != person or not ask.open:
            return None
        if organisation not in hats_of(coalition, person, ask.kind, coalition.today(now)):
            return None
        said = replace(ask, organisation=organisation)
        await unit.put_ask(said)
        await self.amend(uow, coalition.id, now, asks=(said,))
        return single.said_for(reader, coalition, said)
