"""Withdraws an answer by the number its activity has in the prompt."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.conversation import take_back
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.find_prompt import newest_prompt
from ci_bot.services.answering.ground import read_ground
from ci_bot.services.answering.keep_answers import KeepAnswers
from ci_bot.services.revising.edit_answer import only_answer
from ci_bot.services.revising.withdraw_answer import withdraw_asks
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin.changes import taken_back
from ci_bot.views.checkin.own_prompt import nothing_asked, which_number
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class WithdrawNumbered:
    """`withdraw [N]`: with what was needed, offered or learned beside it."""

    keep: KeepAnswers

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        number: int | None = None,
        now: datetime,
    ) -> Message:
        """What the person is told; silent until the digest is posted, a correction after it."""
        unit = uow.of(coalition.id)
        reader = reader_of(coalition, person, now)
        prompt = await newest_prompt(unit, coalition, person, now)
        if prompt is None:
            return nothing_asked(reader)
        ground = await read_ground(unit, coalition, prompt, now, heard_in=event.room)
        chosen = only_answer(ground) if number is None else number
        if chosen is None or chosen not in ground.answers:
            return which_number(reader, ground.sheet, "withdraw")
        after = take_back(ground.prompt, {chosen})
        saying = saying_of(event, person)
        kept = await self.keep(
            uow, ground, after, {chosen: None}, (), saying=saying, now=now, wholly=True
        )
        activity = ground.item(chosen).activity
        asks = [ask for ask in ground.sheet.asks if ask.activity == activity]
        withdrawn = await withdraw_asks(uow, coalition, asks, now)
        await self.keep.amend(uow, coalition.id, now, asks=withdrawn)
        sheet = ground.with_given(kept.prompt, {chosen: None})
        return taken_back(reader, sheet, kept.prompt, (chosen,), withdrawn)
