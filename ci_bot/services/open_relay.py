"""Brings a helper in touch with whoever raised an ask or offer."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import MessageId, OrganisationId, PersonId, RelayId, new_id
from ci_bot.domain.relay import Relay
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.open_questions import HELP_HAT, put_question
from ci_bot.services.raise_ask import hats_of
from ci_bot.services.relay_delivery import Carrying, contact_of, reachable
from ci_bot.views import closing, relays, single
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class OpenRelay:
    """`help with N`."""

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        ask: Ask,
        organisation: OrganisationId | None = None,
        now: datetime,
    ) -> Message | None:
        """Why nothing was opened, or a question; None: both are told in their direct rooms.

        `ask` must be one that the person may know of.
        """
        unit, reader = uow.of(coalition.id), reader_of(coalition, person, now)
        if ask.person == person:
            return relays.own_ask(reader, ask)
        if not ask.open:
            return closing.closed_already(reader, ask)
        owner = contact_of(coalition, ask, ask.person, None)
        if await unit.relays(ask=ask.number, person=person, open_only=True):
            return relays.already_in_touch(reader, ask.number, owner)
        account = reachable(coalition, ask.person, now.date())
        if account is None:
            return relays.out_of_reach(reader, ask.number, owner)
        hats = hats_of(coalition, person, ask.kind, reader.today)
        if organisation is not None:
            hats = tuple(hat for hat in hats if hat == organisation)
        if not hats:
            return single.no_hat(reader)
        if len(hats) > 1:
            data = {"ask": str(ask.number), "hats": " ".join(hats)}
            await put_question(uow, coalition, event.account, kind=HELP_HAT, data=data, now=now)
            return single.which_hat(reader, tuple(coalition.organisations[o] for o in hats))
        relay = Relay(
            id=RelayId(new_id()),
            ask=ask.number,
            owner=ask.person,
            helper=person,
            organisation=hats[0],
            opened=now,
        )
        await unit.add_relay(relay)
        helper = contact_of(coalition, ask, person, relay)
        theirs = reader_of(coalition, ask.person, now)
        for author, to, message in (
            (person, account, relays.helper_came(theirs, ask, helper)),
            (ask.person, event.account, relays.in_touch(reader, ask, owner)),
        ):
            opening = Carrying(
                relay=relay,
                author=author,
                source=Source(room=event.room, message=MessageId(f"opens {event.event}")),
                account=to,
                message=message,
            )
            await uow.outbox.add(opening.rows(coalition, now))
        return None
