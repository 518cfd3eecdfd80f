"""Ends relays, and tells everybody in them once."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import PersonId, delivery_key
from ci_bot.domain.relay import Relay
from ci_bot.messages.blocks import Message
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.notice import notice
from ci_bot.services.relay.relay_delivery import contact_of, reachable
from ci_bot.views.asks import closing
from ci_bot.views.reader import reader_of

_NOT_TRIED = (DeliveryState.READY, DeliveryState.DEFERRED)


@dataclass(frozen=True, kw_only=True, slots=True)
class EndRelays:
    """`by` ends it all: whoever raised the ask, its helper, or the backbone.

    What `by` wrote before still goes out; what was on its way from others is let go.
    """

    uow: UnitOfWork
    coalition: Coalition
    ask: Ask
    by: PersonId
    now: datetime

    async def __call__(self, relays: Collection[Relay]) -> int:
        """How many people were told, apart from `by`."""
        told = 0
        owner_lost = False
        unit = self.uow.of(self.coalition.id)
        for relay in relays:
            await unit.put_relay(replace(relay, closed=self.now, closed_by=self.by))
            await self._tell_room(relay)
            owner_lost |= await self._lost(relay, relay.owner)
            if self.by != relay.helper:
                lost = await self._lost(relay, relay.helper)
                told += await self._tell(relay.helper, self._to_helper(relay, lost=lost), relay.id)
        if self.by != self.ask.person:
            message = self._to_owner(relays, lost=owner_lost)
            subject = next((r.id for r in relays if r.helper == self.by), f"ask:{self.ask.number}")
            told += await self._tell(self.ask.person, message, subject)
        return told

    def _to_helper(self, relay: Relay, *, lost: bool) -> Message | None:
        if relay.helper not in self.coalition.people:
            return None
        return closing.ended(
            reader_of(self.coalition, relay.helper, self.now),
            self.ask,
            contact_of(self.coalition, self.ask, self.ask.person, None),
            thanked=self.ask.thanked == relay.helper,
            lost=lost,
        )

    def _to_owner(self, relays: Collection[Relay], *, lost: bool) -> Message | None:
        if self.ask.person not in self.coalition.people:
            return None
        reader = reader_of(self.coalition, self.ask.person, self.now)
        left = next((relay for relay in relays if relay.helper == self.by), None)
        if left is not None and self.ask.open:
            helper = contact_of(self.coalition, self.ask, self.by, left)
            return closing.helper_left(reader, self.ask, helper, lost=lost)
        name = self.coalition.people[self.by].name
        return closing.closed_for_you(reader, self.ask, name, lost=lost)

    async def _lost(self, relay: Relay, author: PersonId) -> bool:
        if author == self.by:
            return False
        theirs = self.coalition.accounts_of(relay.other(author)) if self._known(relay) else ()
        rows = await self.uow.outbox.of_subject(self.coalition.id, relay.id)
        return any(
            row.kind is DeliveryKind.RELAY and row.state in _NOT_TRIED and row.account in theirs
            for row in rows
        )

    async def _tell_room(self, relay: Relay) -> None:
        rows = await self.uow.outbox.of_subject(self.coalition.id, relay.id)
        room = next((row.posted_room for row in rows if row.beside and row.sent), None)
        if room is None or relay.owner not in self.coalition.people:
            return
        message = closing.room_over(reader_of(self.coalition, relay.owner, self.now), self.ask)
        key = delivery_key("relay ended", relay.id, room)
        told = notice(self.coalition, relay.id, message, key=key, room=room, now=self.now)
        await self.uow.outbox.add([told])

    def _known(self, relay: Relay) -> bool:
        return all(person in self.coalition.people for person in relay.people)

    async def _tell(self, person: PersonId, message: Message | None, subject: str) -> int:
        account = reachable(self.coalition, person, self.coalition.today(self.now))
        if message is None or account is None:
            return 0
        # One account may serve two coalitions, and each counts its asks from 1.
        ended = f"{self.coalition.id}:{subject}"
        key = delivery_key("relay ended", ended, account, revision=self.ask.number)
        told = notice(self.coalition, subject, message, key=key, account=account, now=self.now)
        await self.uow.outbox.add([told])
        return 1
