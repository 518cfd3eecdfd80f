"""The outbox rows of a relay: what is carried from one of the two to the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.digest.content import Contact
from ci_bot.domain.digest.progress import organisation_name
from ci_bot.domain.ids import AccountId, DeliveryKey, PersonId, delivery_key
from ci_bot.domain.relay import Relay
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message, Paragraph, Quote
from ci_bot.messages.inline import Words
from ci_bot.messages.serial import from_json, to_json
from ci_bot.messages.split import MESSAGE_BUDGET, split
from ci_bot.ports.store import UnitOfWork

USEFUL = timedelta(days=3)
"""What could not be carried for so long, its author had better know of."""


def contact_of(coalition: Coalition, ask: Ask, person: PersonId, relay: Relay | None) -> Contact:
    """One of the two by name, and the organisation they speak for in this."""
    helps = relay is not None and person == relay.helper
    organisation = relay.organisation if relay is not None and helps else ask.organisation
    known = coalition.people.get(person)
    return Contact(
        organisation=organisation_name(coalition, organisation),
        person=None if known is None else known.name,
    )


def reachable(coalition: Coalition, person: PersonId, today: date) -> AccountId | None:
    """The preferred account of somebody who is still in the coalition; None where there is none."""
    if person not in coalition.people or not coalition.hats(person, today):
        return None
    return next(iter(coalition.accounts_of(person)), None)


def carried_key(
    relay: Relay, author: PersonId, source: Source, *, part: int = 0, revision: int = 0
) -> DeliveryKey:
    """Names what one message of one of the two said, and its later wordings."""
    subject = f"{relay.id} {author} {source.room} {source.message}"
    return delivery_key(DeliveryKind.RELAY, subject, "", part=part, revision=revision)


def gone_key(key: DeliveryKey) -> DeliveryKey:
    """Names the delivery that takes another one back."""
    return delivery_key(DeliveryKind.RELAY, "withdrawn", key)


@dataclass(frozen=True, kw_only=True, slots=True)
class Carrying:
    """One message on its way to an account, or to a room of that and the one `beside` it."""

    relay: Relay
    author: PersonId
    source: Source
    account: AccountId
    message: Message
    beside: AccountId | None = None

    def rows(self, coalition: Coalition, now: datetime, *, revision: int = 0) -> list[Delivery]:
        """A long one is split."""
        return [
            Delivery(
                key=carried_key(self.relay, self.author, self.source, part=n, revision=revision),
                kind=DeliveryKind.RELAY,
                lane=self.account if self.beside is None else self.relay.id,
                coalition=coalition.id,
                subject=self.relay.id,
                account=self.account,
                beside=self.beside,
                body=to_json(part),
                part=n,
                revision=revision,
                due=now,
                available=now,
                created=now,
                expires=now + USEFUL,
            )
            for n, part in enumerate(split(self.message, MESSAGE_BUDGET))
        ]


async def carried(
    uow: UnitOfWork, relay: Relay, author: PersonId, source: Source
) -> Sequence[Sequence[Delivery]]:
    """What a message of one of the two was carried as: its wordings in order, each in its parts."""
    wordings: list[list[Delivery]] = []
    while True:
        parts: list[Delivery] = []
        while row := await uow.outbox.get(
            carried_key(relay, author, source, part=len(parts), revision=len(wordings))
        ):
            parts.append(row)
        if not parts:
            return wordings
        wordings.append(parts)


def words_in(delivery: Delivery) -> str:
    """The carried words themselves, which stand last."""
    blocks = () if delivery.body is None else from_json(delivery.body).blocks
    pieces = [p for b in blocks if isinstance(b, Paragraph | Quote) for p in b.line]
    words = [piece.text for piece in pieces if isinstance(piece, Words)]
    return words[-1] if words else ""
