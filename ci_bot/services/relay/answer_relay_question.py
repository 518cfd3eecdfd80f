"""Takes the answer to a question about a relay: in which hat, or to whom."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.dialogue import OpenQuestion
from ci_bot.domain.ids import MessageId, OrganisationId, PersonId, RelayId, RoomId
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.open_questions import OpenKind
from ci_bot.services.relay.carry_reply import CarryReply
from ci_bot.services.relay.find_ask import find_ask
from ci_bot.services.relay.open_relay import OpenRelay


@dataclass(frozen=True, kw_only=True)
class AnswerRelayQuestion:
    """Handles the questions of kinds help hat and whom; everything is checked again."""

    open_relay: OpenRelay
    carry_reply: CarryReply

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        question: OpenQuestion,
        chosen: int,
        now: datetime,
    ) -> Message | None:
        """What the person is told, without blocks where that is said already; None: no answer."""
        unit, data = uow.of(coalition.id), question.data
        options = data["hats" if question.kind == OpenKind.HELP_HAT else "relays"].split()
        if not 1 <= chosen <= len(options):
            return None
        if question.kind == OpenKind.HELP_HAT:
            ask = await find_ask(unit, coalition, person, int(data["ask"]), coalition.today(now))
            if ask is None:
                return None
            said = await self.open_relay(
                uow,
                coalition,
                person,
                event=event,
                ask=ask,
                organisation=OrganisationId(options[chosen - 1]),
                now=now,
            )
        else:
            relay = await unit.relay(RelayId(options[chosen - 1]))
            if relay is None or person not in relay.people:
                return None
            said = await self.carry_reply.in_relay(
                uow,
                coalition,
                person,
                event=event,
                relay=relay,
                text=data["text"],
                source=Source(room=RoomId(data["room"]), message=MessageId(data["message"])),
                now=now,
            )
        return said or Message(())
