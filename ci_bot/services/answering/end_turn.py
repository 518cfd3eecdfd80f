"""Ends a check-in's turn: its reply may also tell of a match, or of an activity beside theirs."""

from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.prompt import Asking
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Incoming
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import Ground
from ci_bot.services.answering.tell_companion import choose_companion, told_companion
from ci_bot.services.matching.suggest_match import SuggestMatch
from ci_bot.services.reply import reply
from ci_bot.views.checkin.companions import companion_told
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class EndTurn:
    """Shared by all that answers a prompt."""

    suggest: SuggestMatch

    async def __call__(
        self, uow: UnitOfWork, ground: Ground, event: Incoming, message: Message, now: datetime
    ) -> Message:
        """The reply to a check-in's last answer, with a suggestion below.

        It stands apart beside a card, and where others read along. Without any, the person is told
        of one activity that works toward the same; a card shows that itself.

        `ground`: what the turn stood on, before it.
        """
        unit = uow.of(ground.coalition.id)
        prompt = await unit.prompt(ground.prompt.id)
        asks = await unit.asks(prompt=ground.prompt.id, open_only=True)
        news = ground.prompt.asking is not Asking.NOTHING or len(asks) > len(ground.sheet.asks)
        if prompt is None or prompt.asking is not Asking.NOTHING or not news:
            return message
        coalition, person = ground.coalition, ground.prompt.person
        blocks = await self.suggest(
            uow, coalition, person, account=event.account, asks=asks, now=now
        )
        if not blocks and ground.prompt.asking is not Asking.NOTHING and event.direct:
            chosen = await choose_companion(unit, coalition, prompt, now)
            beside = await told_companion(unit, coalition, chosen, now)
            told = companion_told(reader_of(coalition, person, now), beside)
            shown = () if ground.sheet.card else told
            return replace(message, blocks=(*message.blocks, *shown))
        if not blocks:
            return message
        if ground.sheet.card or not event.direct:
            apart = Message(blocks, message.language)
            await reply(uow, event, apart, coalition=coalition.id, now=now, part=1, private=True)
            return message
        return replace(message, blocks=(*message.blocks, *blocks))
