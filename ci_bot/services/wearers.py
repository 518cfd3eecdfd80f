"""Whose account it is: the person, in each coalition where they wear a hat."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, CoalitionId, PersonId
from ci_bot.ports.store import UnitOfWork
from ci_bot.views.reader import Reader, reader_of


@dataclass(frozen=True, kw_only=True, slots=True)
class Wearer:
    """A person who wears a hat in a coalition."""

    coalition: Coalition
    person: PersonId

    def reader(self, now: datetime) -> Reader:
        """The person as a reader: in their language and zone."""
        return reader_of(self.coalition, self.person, now)


async def wearers(
    uow: UnitOfWork,
    account: AccountId,
    now: datetime,
    *,
    only: CoalitionId | None = None,
    left: bool = False,
) -> tuple[Wearer, ...]:
    """The hats behind the account; strangers have none. `only`: in that coalition, if in it.

    `left`: also those who wear none there any more.
    """
    found = []
    for slug, person in await uow.directory.people(account):
        if only not in (None, slug):
            continue
        coalition = await uow.of(slug).load()
        if coalition is None or person not in coalition.people:
            continue
        if left or coalition.hats(person, coalition.today(now)):
            found.append(Wearer(coalition=coalition, person=person))
    return tuple(found)
