"""Carries on what becomes of a message after it was carried: another wording, or none."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import PersonId
from ci_bot.domain.relay import Relay
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.messages.safe import clean
from ci_bot.messages.serial import to_json
from ci_bot.ports.chat import MessageEdited, Removed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.relay.carry_words import carry_words
from ci_bot.services.relay.relay_delivery import (
    USEFUL,
    carried,
    contact_of,
    gone_key,
    words_in,
)
from ci_bot.services.reply import reply
from ci_bot.views.asks import relays as views
from ci_bot.views.checkin.single import too_long
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True, slots=True)
class _Carried:
    """A message of the person's, as it was carried."""

    relay: Relay
    ask: Ask
    wordings: Sequence[Sequence[Delivery]]


@dataclass(frozen=True, kw_only=True)
class ChangeCarried:
    """A change is carried as a message of its own, which is seen; what is deleted is replaced."""

    async def edited(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: MessageEdited,
        *,
        text: str,
        number: int | None,
        now: datetime,
    ) -> bool:
        """Whether the message had been carried.

        `text`: what it says now, without the command in front; `number`: the one behind that.
        """
        source = Source(room=event.room, message=event.message)
        found = await _find(uow, coalition, person, source)
        if found is None:
            return False
        said = await self._carry_anew(
            uow, coalition, person, source, found, text=text, number=number, now=now
        )
        if said is not None:
            relay = found.relay.id
            slug = coalition.id
            await reply(uow, event, said, coalition=slug, now=now, private=True, subject=relay)
        return True

    async def removed(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: Removed,
        now: datetime,
    ) -> bool:
        """Whether the message had been carried; also after the end, as they are one's own words."""
        found = await _find(uow, coalition, person, Source(room=event.room, message=event.target))
        if found is None:
            return False
        relay, ask = found.relay, found.ask
        other = relay.other(person)
        author = contact_of(coalition, ask, person, relay)
        if other in coalition.people:
            there = views.took_back(reader_of(coalition, other, now), relay.ask, author)
            rows = [row for parts in found.wordings for row in parts]
            await uow.outbox.add([_taking_back(row, there, now) for row in rows])
        said = views.taken_back(
            reader_of(coalition, person, now),
            relay.ask,
            contact_of(coalition, ask, other, relay),
        )
        slug = coalition.id
        await reply(uow, event, said, coalition=slug, now=now, private=True, subject=relay.id)
        return True

    async def _carry_anew(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        source: Source,
        found: _Carried,
        *,
        text: str,
        number: int | None,
        now: datetime,
    ) -> Message | None:
        relay, ask, reader = found.relay, found.ask, reader_of(coalition, person, now)
        text = clean(text).strip()
        if len(text) > LIMIT:
            return too_long(reader, len(text))
        if not text or number not in (None, relay.ask):
            return views.not_carried_anew(reader, relay.ask)
        if _same(found.wordings[-1], text):
            return None
        if not (relay.open and ask.open):
            return views.over(reader, relay.ask)
        carried = await carry_words(
            uow,
            coalition,
            person,
            relay=relay,
            ask=ask,
            text=text,
            source=source,
            worded=views.said_anew,
            revision=len(found.wordings),
            now=now,
        )
        return carried.echo


async def _find(
    uow: UnitOfWork, coalition: Coalition, person: PersonId, source: Source
) -> _Carried | None:
    unit = uow.of(coalition.id)
    for relay in await unit.relays(person=person):
        wordings = await carried(uow, relay, person, source)
        ask = await unit.ask(relay.ask) if wordings else None
        if ask is not None:
            return _Carried(relay=relay, ask=ask, wordings=wordings)
    return None


def _taking_back(row: Delivery, message: Message, now: datetime) -> Delivery:
    return Delivery(
        key=gone_key(row.key),
        kind=DeliveryKind.RELAY,
        lane=row.lane,
        coalition=row.coalition,
        subject=row.subject,
        account=row.account,
        edits=row.key,
        body=to_json(message),
        part=row.part,
        revision=row.revision,
        due=now,
        available=now,
        created=now,
        expires=now + USEFUL,
    )


def _same(parts: Sequence[Delivery], text: str) -> bool:
    """Whether they say just that; where a long one was split, a space may have got lost."""
    return "".join("".join(map(words_in, parts)).split()) == "".join(text.split())
