"""Closes an ask or offer, or ends a helper's part in it."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.authority import Right, may
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import PersonId, delivery_key
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.messages.blocks import Message
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.notice import notice
from ci_bot.services.relay.end_relays import EndRelays
from ci_bot.services.relay.find_ask import find_ask
from ci_bot.services.relay.relay_delivery import contact_of, reachable
from ci_bot.services.relay.word_thanks import thanks_subject
from ci_bot.views.asks import closing
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class CloseAsk:
    """`close N [thanks PERSON]`: by whoever raised it or the backbone; helpers only leave."""

    hours: GoodHours

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        ask: Ask,
        thanked: PersonId | None = None,
        now: datetime,
    ) -> Message:
        """What the person is told; `ask` must be one that they may know of.

        Somebody of the backbone who helps only leaves the first time, unless they bring thanks.
        """
        unit, reader = uow.of(coalition.id), reader_of(coalition, person, now)
        if not ask.open:
            return closing.closed_already(reader, ask)
        relays = await unit.relays(ask=ask.number, open_only=True)
        own = [relay for relay in relays if relay.helper == person]
        owner = contact_of(coalition, ask, ask.person, None)
        ends = EndRelays(uow=uow, coalition=coalition, ask=ask, by=person, now=now)
        if own and thanked is None:
            await ends(own)
            return closing.left(reader, ask, owner)
        if ask.person != person and not may(
            coalition, person, Right.BACKBONE, coalition.today(now)
        ):
            return closing.not_yours(reader, ask, owner)
        if thanked in {person, ask.person} - {None}:
            return closing.not_to_be_thanked(reader)
        closed = replace(ask, closed=now, thanked=thanked)
        await unit.put_ask(closed)
        told = await replace(ends, ask=closed)(relays)
        if thanked is not None and all(relay.helper != thanked for relay in relays):
            told += await self._thank(uow, coalition, closed, thanked, now)
        name = None if thanked is None else coalition.people[thanked].name
        return closing.closed(reader, coalition, closed, thanked=name, told=told)

    async def _thank(
        self, uow: UnitOfWork, coalition: Coalition, ask: Ask, thanked: PersonId, now: datetime
    ) -> int:
        """Tells, in a good hour, somebody whom no conversation tells; how many that are.

        Only who helped with it in chat, or may see it; nobody who doesn't want to be written to.
        """
        today = coalition.today(now)
        account = reachable(coalition, thanked, today)
        if account is None or coalition.people[thanked].settings.stopped:
            return 0
        if await find_ask(uow.of(coalition.id), coalition, thanked, ask.number, today) is None:
            return 0
        reader = reader_of(coalition, thanked, now)
        hour = self.hours.next_good(now, reader.zone)
        subject = thanks_subject(coalition, ask)
        key = delivery_key(DeliveryKind.NOTICE, subject, account)
        told = notice(coalition, subject, None, key=key, account=account, now=now, at=hour)
        await uow.outbox.add([told])
        return 1
