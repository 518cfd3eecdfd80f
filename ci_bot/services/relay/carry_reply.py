"""Carries what one of the two in a relay writes to the other."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.relay import Relay
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.open_questions import OpenKind, put_question
from ci_bot.services.relay.carry_words import carry_words
from ci_bot.services.relay.relay_delivery import contact_of
from ci_bot.services.reply import reply
from ci_bot.views.asks import relays as views
from ci_bot.views.checkin.single import too_long
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class CarryReply:
    """`reply N TEXT`, and what is written in reply to a carried message."""

    async def by_number(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        number: int,
        text: str,
        now: datetime,
    ) -> Message | None:
        """Like `in_relay`; who is in touch with several people about it is asked who gets it."""
        reader = reader_of(coalition, person, now)
        known = await uow.of(coalition.id).relays(ask=number, person=person)
        going_on = [relay for relay in known if relay.open]
        if len(going_on) > 1:
            data = {
                "text": text,
                "relays": " ".join(relay.id for relay in going_on),
                "room": event.room,
                "message": event.message,
            }
            await put_question(
                uow, coalition, event.account, kind=OpenKind.WHOM, data=data, now=now
            )
            ask = await uow.of(coalition.id).ask(number)
            helpers = [contact_of(coalition, ask, r.helper, r) for r in going_on if ask]
            return views.to_whom(reader, helpers)
        if not going_on:
            return views.over(reader, number) if known else views.no_relay(reader, number)
        return await self.in_relay(
            uow, coalition, person, event=event, relay=going_on[0], text=text, now=now
        )

    async def in_relay(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        relay: Relay,
        text: str,
        source: Source | None = None,
        now: datetime,
    ) -> Message | None:
        """Why it was not carried; None: it is on its way, and its author is told so.

        `source`: the message that said it, where it isn't this event's.
        """
        unit, reader = uow.of(coalition.id), reader_of(coalition, person, now)
        text = clean(text).strip()
        if len(text) > LIMIT:
            return too_long(reader, len(text))
        ask = await unit.ask(relay.ask)
        if ask is None or not (ask.open and relay.open) or not text:
            return views.over(reader, relay.ask)
        source = source or Source(room=event.room, message=event.message)
        carried = await carry_words(
            uow, coalition, person, relay=relay, ask=ask, text=text, source=source, now=now
        )
        if not carried.on_its_way:
            return carried.echo
        await reply(
            uow,
            event,
            carried.echo,
            coalition=coalition.id,
            now=now,
            private=True,
            subject=relay.id,
        )
        return None
