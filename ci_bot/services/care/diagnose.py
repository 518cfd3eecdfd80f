"""Looks for what is wrong in a coalition."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import PersonId, local_part, platform_of
from ci_bot.domain.links import links_of
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.domain.presence import chaired, presence_of_lead
from ci_bot.ports.holidays import Holidays
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.roster.show_setup import Troubles, addresses_of
from ci_bot.views.doctor import Diagnosis

LATE = timedelta(minutes=15)
"""What waits for longer is stuck; a busy moment is over by then."""
LATELY = timedelta(days=7)
OVERDUE = timedelta(hours=1)
"""An occurrence that is due for so long is not going to happen by itself."""
MOST = 200
_PASSING = (DeliveryKind.HOME, DeliveryKind.REPLY)
"""What nobody misses: it is shown anew when somebody looks or asks again."""


@dataclass(frozen=True, kw_only=True)
class Diagnose:
    """`doctor`; `clock_back`: whether the machine's clock went back; `here`: by platform."""

    holidays: Holidays
    troubles: Troubles = lambda _addresses: ()
    clock_back: Callable[[], bool] = lambda: False
    here: Callable[[str], bool] = lambda _platform: True

    async def __call__(self, uow: UnitOfWork, coalition: Coalition, now: datetime) -> Diagnosis:
        """Only reads."""
        today = coalition.today(now)
        troubled = [
            delivery
            for delivery in await uow.outbox.troubled(
                coalition.id, late=now - LATE, since=now - LATELY, limit=MOST
            )
            if delivery.kind not in _PASSING
        ]
        failed = [d for d in troubled if d.state is DeliveryState.FAILED]
        doubts = [d for d in troubled if d.state is DeliveryState.AMBIGUOUS]
        links = links_of(coalition, today)
        missing = {person.id for person in links.missing}
        present = [p for p in coalition.people if coalition.hats(p, today)]
        linked = [p for p in present if p not in missing]
        return Diagnosis(
            stopped=self.troubles(addresses_of(coalition)),
            clock_back=self.clock_back(),
            waiting=len(troubled) - len(failed) - len(doubts),
            rooms=tuple(dict.fromkeys(_rooms(coalition, failed))),
            people=tuple(dict.fromkeys(_people(coalition, failed))),
            doubts=len(doubts),
            unplanned=not coalition.paused and await _unplanned(uow, coalition, now),
            unlinked=[person.name for person in links.missing],
            elsewhere=[coalition.people[p].name for p in linked if self._elsewhere(coalition, p)],
            leaderless=_leaderless(coalition, today),
            chairless=_chairless(coalition, today),
            no_channel=not links.digest,
            unseen=links.unseen,
            unreadable=await _unreadable(uow, coalition, now),
            regions=self._regions(coalition, present, today),
        )

    def _elsewhere(self, coalition: Coalition, person: PersonId) -> bool:
        return not any(self.here(platform_of(a)) for a in coalition.accounts_of(person))

    def _regions(
        self, coalition: Coalition, people: Sequence[PersonId], today: date
    ) -> Sequence[str]:
        regions = {coalition.region_of(person, today) for person in people} - {None}
        return sorted(r for r in regions if r is not None and not self.holidays.knows(r))


def _rooms(coalition: Coalition, failed: Sequence[Delivery]) -> Iterator[str]:
    """Those that are channels still; the others are nobody's business any more."""
    rooms = {d.room for d in failed if d.room is not None}
    for channel in coalition.channels:
        if {channel.room, channel.address} & rooms:
            yield local_part(channel.address)


def _people(coalition: Coalition, failed: Sequence[Delivery]) -> Iterator[str]:
    for delivery in failed:
        person = None if delivery.account is None else coalition.person_of(delivery.account)
        if person is not None and delivery.kind is not DeliveryKind.RELAY:
            yield coalition.people[person].name


async def _unplanned(uow: UnitOfWork, coalition: Coalition, now: datetime) -> bool:
    planned = {s.kind: s.next_due for s in await uow.calendar.of(coalition.id)}
    wanted = (OccurrenceKind.CHECKIN, OccurrenceKind.FREEZE, OccurrenceKind.DIGEST)
    dues = [planned.get(kind) for kind in wanted]
    return any(due is None or due < now - OVERDUE for due in dues)


def _leaderless(coalition: Coalition, today: date) -> Sequence[str]:
    return [
        activity.title
        for activity in coalition.activities.values()
        if activity.active(today) and presence_of_lead(coalition, activity, today).gone
    ]


def _chairless(coalition: Coalition, today: date) -> Sequence[str]:
    return [
        group.name
        for group in coalition.working_groups.values()
        if not group.archived and not chaired(coalition, group, today)
    ]


async def _unreadable(uow: UnitOfWork, coalition: Coalition, now: datetime) -> int:
    days = await uow.values.beginning(f"{coalition.id}.unreadable.")
    return sum(day >= str(coalition.today(now - LATELY)) for day in days.values())
