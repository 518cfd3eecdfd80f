"""Takes back what a deleted message or a removed reaction said."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer_history import Contribution, Part
from ci_bot.domain.answering.conversation import take_back
from ci_bot.domain.answering.turn import Given
from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import Removed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.converse import say
from ci_bot.services.answering.find_prompt import goes_on
from ci_bot.services.answering.ground import Ground, read_again, read_ground
from ci_bot.services.answering.keep_answers import KeepAnswers
from ci_bot.services.answering.said_before import given_of
from ci_bot.services.relay.end_relays import EndRelays
from ci_bot.services.replace_update import withdraw_updates
from ci_bot.services.reply import reply
from ci_bot.services.revising.revise_note import ReviseNote
from ci_bot.services.revising.revise_own import withdraw_answers, withdraw_own
from ci_bot.services.revising.said_in import SaidIn, said_in
from ci_bot.services.saying import Saying
from ci_bot.views.checkin import single
from ci_bot.views.checkin.changes import taken_back
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class WithdrawAnswer:
    """Silently until the digest is posted, as a correction after it; its author hears of it."""

    keep: KeepAnswers
    note: ReviseNote

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: Removed,
        now: datetime,
    ) -> None:
        """Of a sentence or a choice of readers, only that is taken back."""
        unit = uow.of(coalition.id)
        source = Source(room=event.room, message=event.target)
        said = await said_in(unit, person, source)
        if not said:
            await self.note.removed(uow, coalition, person, event, now)
            return
        prompt = None if said.prompt is None else await unit.prompt(said.prompt)
        here = coalition.hats(person, coalition.today(now))
        if prompt is None or prompt.person != person or not (here and goes_on(coalition, prompt)):
            await self._outside_prompts(uow, coalition, said, now)
            reader = reader_of(coalition, person, now)
            gone = [answer.head for answer in said.answers]
            message = single.taken_back(reader, coalition, gone, said.asks, said.own)
            if message.blocks:
                await reply(uow, event, message, coalition=coalition.id, now=now, private=True)
            return
        ground = await read_ground(unit, coalition, prompt, now, heard_in=event.room)
        saying = Saying(person=person, at=event.at, source=source)
        if said.own:
            own = await withdraw_own(uow, ground, said, saying=saying, now=now)
            await self.keep.amend(uow, coalition.id, now, own=own.touched)
            ground = await read_again(uow, ground, now, heard_in=event.room)
            language = reader_of(coalition, person, now).language
            await say(uow, event, ground, Message(tuple(own.blocks), language), now)
            if not said.answers and not said.asks:
                return
        message = await self.withdraw(uow, ground, said, saying=saying, now=now)
        await say(uow, event, ground, message, now)

    async def withdraw(
        self, uow: UnitOfWork, ground: Ground, said: SaidIn, *, saying: Saying, now: datetime
    ) -> Message:
        """Takes back parts of a prompt's answers, and returns what its author is told."""
        drafts = {
            number: _without(contribution)
            for contribution in said.answers
            if (number := ground.number_of(contribution.head)) is not None
        }
        gone = [number for number, given in drafts.items() if given is None]
        prompt = take_back(ground.prompt, gone)
        kept = await self.keep(uow, ground, prompt, drafts, (), saying=saying, now=now)
        # What was told to a few, beside an answer that more may read.
        heads = [c.head for c in said.answers if ground.number_of(c.head) is None]
        beside = await withdraw_updates(uow.of(ground.coalition.id), heads, now)
        asks = await withdraw_asks(uow, ground.coalition, said.asks, now)
        await self.keep.amend(uow, ground.coalition.id, now, updates=beside, asks=asks)
        if beside and not drafts:
            reader = reader_of(ground.coalition, ground.prompt.person, now)
            return single.taken_back(reader, ground.coalition, beside, asks)
        sheet = ground.with_given(kept.prompt, drafts)
        reader = reader_of(ground.coalition, ground.prompt.person, now)
        return taken_back(reader, sheet, kept.prompt, tuple(drafts), asks)

    async def _outside_prompts(
        self, uow: UnitOfWork, coalition: Coalition, said: SaidIn, now: datetime
    ) -> None:
        unit = uow.of(coalition.id)
        withdrawn = await withdraw_updates(unit, (answer.head for answer in said.answers), now)
        asks = await withdraw_asks(uow, coalition, said.asks, now)
        own = await withdraw_answers(unit, said.own, now)
        await self.keep.amend(uow, coalition.id, now, updates=withdrawn, asks=asks, own=own)


async def withdraw_asks(
    uow: UnitOfWork, coalition: Coalition, asks: Collection[Ask], now: datetime
) -> tuple[Ask, ...]:
    """Withdraws asks, and returns them as they are stored; who is in touch about them is told."""
    unit = uow.of(coalition.id)
    withdrawn = tuple(replace(ask, withdrawn=now) for ask in asks)
    for ask in withdrawn:
        await unit.put_ask(ask)
        ends = EndRelays(uow=uow, coalition=coalition, ask=ask, by=ask.person, now=now)
        await ends(await unit.relays(ask=ask.number, open_only=True))
    return withdrawn


def _without(contribution: Contribution) -> Given | None:
    given = given_of(contribution.head)
    match contribution.part:
        case Part.WHOLE:
            return None
        case Part.WORDS:
            return replace(given, words=contribution.words_with(""))
        case Part.READERS:
            return replace(given, visibility=contribution.narrow)
