"""Finds whom to invite, and makes the code."""

from ci_bot.cli.coalitions import load_coalition
from ci_bot.cli.installation import Installation
from ci_bot.cli.refusals import FailedError
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.nearest import nearest
from ci_bot.ports.store import UnitOfWork
from ci_bot.runtime.clock import SystemClock
from ci_bot.services.roster.invite_person import Code, InvitePerson
from ci_bot.store import open_store


async def invite_person(installation: Installation, name: str, slug: str | None) -> Code:
    """A fresh code; raises FailedError for somebody who is not in a roster, and StoreError."""
    async with open_store(installation.url) as store, store.write() as uow:
        coalition = await _coalition_of(uow, name, slug)
        if PersonId(name) not in coalition.people:
            meant = nearest(name, coalition.people)
            hint = f"did you mean `{meant}`?" if meant else "add them to the coalition file first"
            raise FailedError(f"nobody in {coalition.id} has the id `{name}`; {hint}")
        now = SystemClock().now()
        code = await InvitePerson()(uow.of(coalition.id), PersonId(name), now)
        await uow.commit()
        return code


async def _coalition_of(uow: UnitOfWork, name: str, slug: str | None) -> Coalition:
    """The named coalition, or the only one in which the person is."""
    if slug is None:
        every = [await load_coalition(uow, known) for known in await uow.directory.coalitions()]
        having = [coalition for coalition in every if PersonId(name) in coalition.people]
        if len(having) == 1:
            return having[0]
    return await load_coalition(uow, slug)
