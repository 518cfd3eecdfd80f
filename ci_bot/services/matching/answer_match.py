"""Takes the yes or no to a suggested match."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, RelayId, new_id
from ci_bot.domain.relay import Relay
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.matching.suggest_match import SuggestMatch
from ci_bot.services.relay.find_ask import find_ask
from ci_bot.services.relay.open_relay import OpenRelay
from ci_bot.services.relay.relay_delivery import contact_of, reachable
from ci_bot.views.asks import matching as views
from ci_bot.views.asks import relays
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class AnswerMatch:
    """Yes brings the two in touch as `help with` does; everything is checked again."""

    open_relay: OpenRelay
    suggest: SuggestMatch

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        question: OpenQuestion,
        yes: bool,
        now: datetime,
    ) -> Message:
        """What the person is told, without blocks where both are told in their direct rooms."""
        unit, reader = uow.of(coalition.id), reader_of(coalition, person, now)
        own = await unit.ask(int(question.data["own"]))
        if own is None or own.person != person or not own.open:
            return views.gone(reader)
        if not yes:
            more = await self.suggest(
                uow, coalition, person, account=event.account, asks=(own,), now=now
            )
            return views.let_be(reader, more)
        if "activity" in question.data:
            touched = coalition.activities.get(ActivityId(question.data["activity"]))
            # Whoever leads it by now was not named, and may not be one to read the ask.
            if touched is None or touched.lead_person not in own.suggested:
                return views.gone(reader)
            lead, organisation = touched.lead_person, touched.lead_organisation
            return await self._ask(uow, coalition, own, lead, organisation, event, now)
        number = int(question.data["ask"])
        other = await find_ask(unit, coalition, person, number, coalition.today(now))
        if other is None or not other.open:
            return views.gone(reader)
        if other.kind is AskKind.OFFER:
            return await self._ask(
                uow, coalition, own, other.person, other.organisation, event, now
            )
        opened = await self.open_relay(
            uow,
            coalition,
            person,
            event=event,
            ask=other,
            organisation=own.organisation,
            now=now,
        )
        return opened or Message(())

    async def _ask(  # noqa: PLR0917 - all of it is needed
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        own: Ask,
        helper: PersonId,
        organisation: OrganisationId,
        event: MessageReceived,
        now: datetime,
    ) -> Message:
        """Asks somebody privately whether they can help with the person's own ask."""
        unit, reader = uow.of(coalition.id), reader_of(coalition, own.person, now)
        relay = Relay(
            id=RelayId(new_id()),
            ask=own.number,
            owner=own.person,
            helper=helper,
            organisation=organisation,
            opened=now,
        )
        contact = contact_of(coalition, own, helper, relay)
        if await unit.relays(ask=own.number, person=helper, open_only=True):
            return relays.already_in_touch(reader, own.number, contact)
        account = reachable(coalition, helper, coalition.today(now))
        if account is None:
            return relays.out_of_reach(reader, own.number, contact)
        await unit.add_relay(relay)
        await self.open_relay.begin(
            uow,
            coalition,
            relay,
            own,
            event=event,
            owner=event.account,
            helper=account,
            asked=True,
            now=now,
        )
        return Message(())
