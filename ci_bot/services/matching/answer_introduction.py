"""Takes the yes or no of one of the two whom the backbone would like to bring together."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId, RelayId, new_id
from ci_bot.domain.introduction import Introduction
from ci_bot.domain.relay import Relay
from ci_bot.domain.status import Visibility
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.matching.introductions import Introductions
from ci_bot.services.relay.open_relay import OpenRelay
from ci_bot.services.relay.relay_delivery import contact_of, reachable
from ci_bot.views.asks import closing, relays
from ci_bot.views.asks import introducing as views
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class AnswerIntroduction:
    """`introduction N y`; two yeses open a relay, as `help with` does."""

    open_relay: OpenRelay

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        number: int,
        yes: bool,
        now: datetime,
    ) -> Message | None:
        """What the person is told; None: both are told in their direct rooms."""
        kept = Introductions(uow=uow, coalition=coalition, now=now)
        reader = reader_of(coalition, person, now)
        introduction = await kept.get(number)
        if introduction is None or person not in introduction.people:
            return views.none_such(reader)
        if introduction.over:
            return views.over(reader)
        if not yes:
            await kept.put(replace(introduction, over=True))
            await self._tell_of_no(kept, introduction, person)
            return views.declined(reader)
        other, organisation = introduction.other(person)
        if other not in introduction.agreed:
            await kept.put(replace(introduction, agreed=(person,)))
            return views.waits_for(reader, kept.name(organisation))
        return await self._open(kept, introduction, person, event)

    async def _open(
        self,
        kept: Introductions,
        introduction: Introduction,
        person: PersonId,
        event: MessageReceived,
    ) -> Message | None:
        coalition, now = kept.coalition, kept.now
        unit = kept.uow.of(coalition.id)
        reader = reader_of(coalition, person, now)
        ask = await unit.ask(introduction.ask) if introduction.ask else None
        if ask is not None and not ask.open:
            return closing.closed_already(reader, ask)
        asking, helping = introduction.people
        owner = reachable(coalition, asking, coalition.today(now))
        helper = reachable(coalition, helping, coalition.today(now))
        if owner is None or helper is None or not await kept.stands(introduction):
            return views.came_to_nothing(reader, kept.name(introduction.other(person)[1]))
        if ask is None:
            # For the two and the backbone, which wrote it: the conversation needs a number.
            ask = await unit.add_ask(_ask_about(introduction, now))
        if await unit.relays(ask=ask.number, person=helping, open_only=True):
            return relays.already_in_touch(
                reader, ask.number, contact_of(coalition, ask, ask.person, None)
            )
        relay = Relay(
            id=RelayId(new_id()),
            ask=ask.number,
            owner=asking,
            helper=helping,
            organisation=introduction.organisations[1],
            opened=now,
        )
        await unit.add_relay(relay)
        await self.open_relay.begin(
            kept.uow,
            coalition,
            relay,
            ask,
            event=event,
            owner=owner,
            helper=helper,
            introduced=not introduction.ask,
            now=now,
        )
        await kept.put(replace(introduction, agreed=introduction.people, over=True))
        await self._tell_backbone(kept, introduction, opened=True)
        return None

    async def _tell_of_no(
        self, kept: Introductions, introduction: Introduction, person: PersonId
    ) -> None:
        other, _ = introduction.other(person)
        if other in introduction.agreed and other in kept.coalition.people:
            own = introduction.other(other)[1]
            message = views.came_to_nothing(
                reader_of(kept.coalition, other, kept.now), kept.name(own)
            )
            await kept.tell(introduction, other, message, what="ended")
        await self._tell_backbone(kept, introduction, opened=False)

    @staticmethod
    async def _tell_backbone(
        kept: Introductions, introduction: Introduction, *, opened: bool
    ) -> None:
        if introduction.by not in kept.coalition.people:
            return
        reader = reader_of(kept.coalition, introduction.by, kept.now)
        say = views.opened if opened else views.not_opened
        message = say(reader, kept.names(introduction))
        await kept.tell(introduction, introduction.by, message, what="result")


def _ask_about(introduction: Introduction, now: datetime) -> Ask:
    return Ask(
        number=0,
        kind=AskKind.ASK,
        text=introduction.text,
        person=introduction.people[0],
        organisation=introduction.organisations[0],
        opened=now,
        visibility=Visibility.BACKBONE,
    )
