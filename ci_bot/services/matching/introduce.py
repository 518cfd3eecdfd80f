"""Proposes to two organisations that they talk: asks one person of each, in private."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.introduction import Introduction
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.roles import SPEAKING
from ci_bot.domain.visibility import audience_of, may_see
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.matching.introductions import Introductions
from ci_bot.services.relay.find_ask import find_ask
from ci_bot.services.relay.relay_delivery import reachable
from ci_bot.views.asks import introducing as views
from ci_bot.views.reader import Reader, reader_of


@dataclass(frozen=True, kw_only=True)
class Introduce:
    """`introduce ORG ORG about N`, or about a text; each of the two may say no."""

    hours: GoodHours

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        organisations: tuple[OrganisationId, OrganisationId],
        ask: int = 0,
        text: str = "",
        dry: bool = False,
        now: datetime,
    ) -> Message:
        """What the backbone is told: that both are asked, or why not; `dry`: who would be."""
        kept = Introductions(uow=uow, coalition=coalition, now=now)
        reader = reader_of(coalition, person, now)
        known = await self._known(uow, coalition, person, ask, now) if ask else None
        if ask and known is None:
            return views.no_such_ask(reader, ask)
        if known is not None and known.organisation not in organisations:
            return views.of_others(reader, ask, kept.name(known.organisation))
        if known is not None and known.organisation != organisations[0]:
            organisations = organisations[1], organisations[0]
        people = _two(coalition, reader, organisations, known, kept)
        if isinstance(people, Message):
            return people
        introduction = Introduction(
            number=0,
            by=person,
            people=people,
            organisations=organisations,
            ask=ask,
            text="" if known else clean(text).strip(),
        )
        if ask and await _in_touch(uow, coalition, introduction):
            return views.in_touch_already(reader, ask)
        before = await kept.all()
        if any(one.like(introduction) and not one.over for one in before):
            return views.already(reader)
        if dry:
            names = coalition.people[people[0]].name, coalition.people[people[1]].name
            return views.would_ask(reader, names, kept.names(introduction))
        # Two at once must not get one number: only one of them can save, the other is taken again.
        await uow.of(coalition.id).save(coalition)
        introduction = replace(introduction, number=len(before) + 1)
        await kept.put(introduction)
        for one in people:
            hour = self.hours.next_good(now, reader_of(coalition, one, now).zone)
            await kept.tell(introduction, one, None, what="proposed", at=hour)
        return views.under_way(reader, kept.names(introduction))

    @staticmethod
    async def _known(
        uow: UnitOfWork, coalition: Coalition, person: PersonId, number: int, now: datetime
    ) -> Ask | None:
        found = await find_ask(
            uow.of(coalition.id), coalition, person, number, coalition.today(now)
        )
        return found if found is not None and found.open else None


def _two(
    coalition: Coalition,
    reader: Reader,
    organisations: tuple[OrganisationId, OrganisationId],
    ask: Ask | None,
    kept: Introductions,
) -> tuple[PersonId, PersonId] | Message:
    """Who is asked for the two, or why nobody is."""
    today = coalition.today(kept.now)
    asking, helping = organisations
    if ask is not None:
        first = ask.person if reachable(coalition, ask.person, today) else None
    else:
        first = next(iter(_speakers(coalition, asking, today)), None)
    if first is None:
        return views.nobody_for(reader, kept.name(asking))
    others = [person for person in _speakers(coalition, helping, today) if person != first]
    if not others:
        return views.nobody_for(reader, kept.name(helping))
    if ask is None:
        return first, others[0]
    activity = None if ask.activity is None else coalition.activities.get(ask.activity)
    for person in others:
        if may_see(ask.visibility, activity, audience_of(coalition, person, today)):
            return first, person
    return views.hidden_from(reader, ask.number, kept.name(helping))


def _speakers(
    coalition: Coalition, organisation: OrganisationId, today: date
) -> tuple[PersonId, ...]:
    """Who can be asked for the organisation: representatives first, those who are here first."""
    hats = [
        hat
        for role in SPEAKING
        for hat in coalition.roles
        if hat.role is role and hat.organisation == organisation and hat.held(today)
    ]
    known = [hat.person for hat in hats if reachable(coalition, hat.person, today)]
    people = coalition.people

    def away(person: PersonId) -> bool:
        until = people[person].away_until
        return people[person].settings.stopped or (until is not None and until > today)

    return tuple(sorted(dict.fromkeys(known), key=away))


async def _in_touch(uow: UnitOfWork, coalition: Coalition, introduction: Introduction) -> bool:
    helper = introduction.people[1]
    open_ones = await uow.of(coalition.id).relays(
        ask=introduction.ask, person=helper, open_only=True
    )
    return bool(open_ones)
