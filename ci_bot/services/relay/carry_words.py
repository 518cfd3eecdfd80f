"""Puts what one of the two in a relay wrote on its way to the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.content import Contact
from ci_bot.domain.ids import PersonId
from ci_bot.domain.relay import Relay
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.messages.inline import Words
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.relay.relay_delivery import Carrying, contact_of, reachable
from ci_bot.views.asks import relays as views
from ci_bot.views.reader import Reader, reader_of

Worded = Callable[[Reader, int, Contact, Words], Message]
"""How the other one reads it: as something new, or as a change."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Carried:
    """`echo`: what its author is told; `on_its_way`: whether that is that it goes."""

    echo: Message
    on_its_way: bool


async def carry_words(
    uow: UnitOfWork,
    coalition: Coalition,
    author: PersonId,
    *,
    relay: Relay,
    ask: Ask,
    text: str,
    source: Source,
    worded: Worded = views.said,
    revision: int = 0,
    now: datetime,
) -> Carried:
    """Carries a text that is neither empty nor too long, labelled with name and organisation."""
    reader = reader_of(coalition, author, now)
    other = relay.other(author)
    account = reachable(coalition, other, coalition.today(now))
    to = contact_of(coalition, ask, other, relay)
    if account is None:
        return Carried(echo=views.out_of_reach(reader, relay.ask, to), on_its_way=False)
    message = worded(
        reader_of(coalition, other, now),
        relay.ask,
        contact_of(coalition, ask, author, relay),
        Words(text, reader.language),
    )
    carrying = Carrying(relay=relay, author=author, source=source, account=account, message=message)
    await uow.outbox.add(carrying.rows(coalition, now, revision=revision))
    return Carried(echo=views.carried(reader, relay.ask, to), on_its_way=True)
