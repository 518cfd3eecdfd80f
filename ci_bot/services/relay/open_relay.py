"""Brings a helper in touch with whoever raised an ask or offer."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import (
    AccountId,
    MessageId,
    OrganisationId,
    PersonId,
    RelayId,
    new_id,
    platform_of,
)
from ci_bot.domain.relay import Relay
from ci_bot.domain.standing import hats_of
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.open_questions import OpenKind, put_question
from ci_bot.services.relay.relay_delivery import Carrying, contact_of, reachable
from ci_bot.views.asks import closing, relays
from ci_bot.views.checkin import single
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class OpenRelay:
    """`help with N`; `rooms`: whether the bot can make rooms for others on a platform."""

    rooms: Callable[[str], bool] = lambda _platform: False

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
        account = reachable(coalition, ask.person, coalition.today(now))
        if account is None:
            return relays.out_of_reach(reader, ask.number, owner)
        hats = hats_of(coalition, person, ask.kind, coalition.today(now))
        if organisation is not None:
            hats = tuple(hat for hat in hats if hat == organisation)
        if not hats:
            return single.no_hat(reader)
        if len(hats) > 1:
            data = {"ask": str(ask.number), "hats": " ".join(hats)}
            await put_question(
                uow, coalition, event.account, kind=OpenKind.HELP_HAT, data=data, now=now
            )
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
        await self.begin(
            uow,
            coalition,
            relay,
            ask,
            event=event,
            owner=account,
            helper=event.account,
            now=now,
        )
        return None

    async def begin(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        relay: Relay,
        ask: Ask,
        *,
        event: MessageReceived,
        owner: AccountId,
        helper: AccountId,
        asked: bool = False,
        introduced: bool = False,
        now: datetime,
    ) -> None:
        """Tells both; where they are on one platform that can, they get a room as well.

        `event`: what brought it about. `asked`: whoever raised it came to the helper with it.
        `introduced`: neither did, it is the backbone's own text.
        """
        beside = self._beside(coalition, relay, owner, helper)
        raised = contact_of(coalition, ask, relay.owner, relay)
        helps = contact_of(coalition, ask, relay.helper, relay)
        room = beside is not None
        theirs = reader_of(coalition, relay.owner, now)
        own = reader_of(coalition, relay.helper, now)
        to_owner = Carrying(
            relay=relay,
            author=relay.helper,
            source=Source(room=event.room, message=MessageId(f"opens {event.event}")),
            account=owner,
            message=(relays.in_touch if asked or introduced else relays.helper_came)(
                theirs, ask, helps, room=room
            ),
        )
        to_helper = replace(
            to_owner,
            author=relay.owner,
            account=helper,
            message=(relays.asked_to_help if asked else relays.in_touch)(
                own, ask, raised, room=room
            ),
        )
        beginning = [to_owner, to_helper]
        if beside is not None:
            same = own.language == theirs.language
            reader = theirs if same else replace(theirs, language=coalition.languages[0])
            message = relays.room_opened(reader, ask, raised, helps)
            source = Source(room=event.room, message=MessageId(f"room {event.event}"))
            beginning.append(replace(to_owner, source=source, message=message, beside=beside))
        for carrying in beginning:
            await uow.outbox.add(carrying.rows(coalition, now))

    def _beside(
        self, coalition: Coalition, relay: Relay, owner: AccountId, helper: AccountId
    ) -> AccountId | None:
        """The helper's account on the owner's platform, where the bot makes rooms for others."""
        platform = platform_of(owner)
        if not self.rooms(platform):
            return None
        own = (helper, *coalition.accounts_of(relay.helper))
        return next((account for account in own if platform_of(account) == platform), None)
