"""Reads an edited message again: what it says now replaces what it said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer import Answer, Extra, Nothing, Readers, Told
from ci_bot.domain.answering.answer_history import Contribution, Part
from ci_bot.domain.answering.conversation import hear, take_back
from ci_bot.domain.answering.turn import Facts, Turn
from ci_bot.domain.ask import Ask
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.domain.update import Source
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageEdited
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.converse import read_text, say
from ci_bot.services.answering.find_prompt import goes_on
from ci_bot.services.answering.ground import Ground, read_again, read_ground
from ci_bot.services.answering.keep_answers import Drafts, KeepAnswers, readers_beside
from ci_bot.services.revising.answers_beside import read_beside
from ci_bot.services.revising.revise_note import ReviseNote
from ci_bot.services.revising.revise_own import revise_own
from ci_bot.services.revising.revise_single import Commanded, ReviseSingle
from ci_bot.services.revising.said_in import SaidIn, said_in
from ci_bot.services.revising.withdraw_answer import withdraw_asks
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin.changes import change_not_read, changed
from ci_bot.views.reader import reader_of

_ASKING = {
    Part.WHOLE: Asking.STATUS,
    Part.WORDS: Asking.SENTENCE,
    Part.READERS: Asking.READERS,
}


@dataclass(frozen=True, kw_only=True)
class ReviseAnswer:
    """Silently until the digest is posted, as a correction after it; its author hears of it."""

    keep: KeepAnswers
    single: ReviseSingle
    note: ReviseNote

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: MessageEdited,
        now: datetime,
        *,
        commanded: Commanded | None = None,
    ) -> None:
        """The text is read against the question that the message answered, not against today's.

        `commanded`: what it says as a command, if it is one.
        """
        unit = uow.of(coalition.id)
        said = await said_in(unit, person, Source(room=event.room, message=event.message))
        prompt = None if said.prompt is None else await unit.prompt(said.prompt)
        if prompt is None or prompt.person != person or not goes_on(coalition, prompt):
            if not said:
                await self.note.edited(
                    uow, coalition, person, event=event, commanded=commanded, now=now
                )
            else:
                await self.single(
                    uow, coalition, person, event=event, said=said, commanded=commanded, now=now
                )
            return
        ground = await read_ground(unit, coalition, prompt, now, heard_in=event.room)
        own = await revise_own(
            uow, ground, said, event.text, saying=saying_of(event, person), now=now
        )
        if own is not None:
            await self.keep.amend(uow, coalition.id, now, own=own.touched)
            ground = await read_again(uow, ground, now, heard_in=event.room)
            if not own.rest and not said.answers and not said.asks:
                reader = reader_of(coalition, person, now)
                await say(uow, event, ground, Message(tuple(own.blocks), reader.language), now)
                return
            event = replace(event, text=own.rest)
        before = ground.prompt
        beside = await read_beside(unit, ground, said, now, heard_in=event.room)
        ground = beside.ground
        whole = commanded is not None and commanded.kind is None
        revision = _Revision(ground=ground, said=said, whole=whole)
        answers = revision.understood(event.text, commanded, now)
        reader = reader_of(coalition, person, now)
        if not answers:
            message = change_not_read(reader, ground.sheet, revision.numbers)
            await say(uow, event, ground, message, now)
            return
        turn = revision.turn(answers, now)
        few, turn = beside.drafts(turn, answers), beside.without(turn, before)
        drafts = {**turn.drafts, **few}
        saying = saying_of(event, person)
        extras = [answer for answer in answers if isinstance(answer, Extra)]
        kept = await self.keep(
            uow,
            ground,
            turn.prompt,
            turn.drafts,
            extras[len(said.asks) :],
            saying=saying,
            now=now,
            edited=revision.numbers,
        )
        told = await beside.keep(unit, few, saying=saying, now=now)
        await self.keep.amend(uow, coalition.id, now, updates=told)
        rewritten, withdrawn = await self._asks(uow, ground, said.asks, extras, drafts, now=now)
        message = changed(
            reader,
            ground.with_given(kept.prompt, drafts),
            kept.prompt,
            sorted({*drafts, *revision.told(answers)}),
            asks=(*rewritten, *kept.asks),
            withdrawn=withdrawn,
        )
        if own is not None:
            message = replace(message, blocks=(*own.blocks, *message.blocks))
        await say(uow, event, ground, message, now)

    async def _asks(
        self,
        uow: UnitOfWork,
        ground: Ground,
        asks: Sequence[Ask],
        extras: Sequence[Extra],
        drafts: Drafts,
        *,
        now: datetime,
    ) -> tuple[Sequence[Ask], Sequence[Ask]]:
        """What was asked for keeps its number under other words; what is gone is withdrawn."""
        unit = uow.of(ground.coalition.id)
        rewritten = []
        for ask, extra in zip(asks, extras, strict=False):
            activity = None if extra.item is None else ground.item(extra.item).activity
            other = replace(ask, kind=extra.kind, text=extra.text or ask.text, activity=activity)
            if activity not in (None, ask.activity):
                other = replace(other, visibility=readers_beside(ground, extra.item, drafts))
            await unit.put_ask(other)
            rewritten.append(other)
        withdrawn = await withdraw_asks(uow, ground.coalition, asks[len(extras) :], now)
        await self.keep.amend(uow, ground.coalition.id, now, asks=(*rewritten, *withdrawn))
        return rewritten, withdrawn


@dataclass(frozen=True, kw_only=True, slots=True)
class _Revision:
    """An edited message: what it said, on the ground it said it on.

    `whole`: it is a command, which tells status and words at once.
    """

    ground: Ground
    said: SaidIn
    whole: bool = False

    @property
    def by_number(self) -> dict[int, Contribution]:
        """What the message said, by item number; what was answered again since is not in it."""
        found = ((self.ground.number_of(said.head), said) for said in self.said.answers)
        return {number: said for number, said in found if number is not None}

    @property
    def numbers(self) -> tuple[int, ...]:
        """The items the message was about."""
        return tuple(sorted(self.by_number))

    def understood(
        self, text: str, commanded: Commanded | None, now: datetime
    ) -> tuple[Answer, ...]:
        """Like `read`; of a command about the same activity, what stands behind its name."""
        if commanded is None or commanded.kind is not None:
            return self.read(text, now)
        if commanded.number is not None:
            same = commanded.number in self.numbers
        else:
            same = commanded.activity in {self.ground.item(n).activity for n in self.numbers}
        return self.read(commanded.text, now) if same else ()

    def read(self, text: str, now: datetime) -> tuple[Answer, ...]:
        """What the message says now; empty when that can't be read."""
        then = replace(self.ground, prompt=self._then(self.ground.prompt))
        answers = read_text(then, text, now)
        readable = all(isinstance(a, Told | Readers | Nothing | Extra) for a in answers)
        known = all(not isinstance(a, Extra) or a.text for a in answers)
        return answers if readable and known else ()

    def told(self, answers: Sequence[Answer]) -> set[int]:
        """The items that the message is about now."""
        first = min(self.by_number, default=None)
        told = {a.item or first for a in answers if isinstance(a, Told)}
        if any(isinstance(a, Readers | Nothing) for a in answers):
            told.add(first)
        return {number for number in told if number is not None}

    def turn(self, answers: Sequence[Answer], now: datetime) -> Turn:
        """What changes in the answers, and what is asked next."""
        part = self._part
        if part is Part.WORDS:
            return self._reworded(answers)
        if part is None:
            told = [a for a in answers if isinstance(a, Told) and a.item is not None]
            return hear(self.ground.prompt, told, self.ground.facts, now=now)
        heard = [self._with_other_words(a) for a in answers if not isinstance(a, Extra)]
        prompt = self._then(self.ground.prompt)
        gone = [] if part is Part.READERS else sorted(set(self.numbers) - self.told(answers))
        facts = self._unsaid if part is Part.WHOLE else self.ground.facts
        turn = hear(prompt, heard, facts, now=now)
        retold = self.told([answer for answer in answers if isinstance(answer, Told)])
        emptied = {number: facts.footings[number].given for number in retold}
        drafts = {n: given for n, given in emptied.items() if given != self.ground.given(n, {})}
        drafts |= {**turn.drafts, **dict.fromkeys(gone)}
        after = take_back(self._question(turn.prompt), gone)
        return replace(turn, prompt=after, drafts=drafts)

    @property
    def _unsaid(self) -> Facts:
        """The facts without the words of what is said anew, which are read from the new text."""
        footings = dict(self.ground.facts.footings)
        for number in self.by_number:
            # What its own message doesn't say any more doesn't stay.
            footings[number] = replace(footings[number], told=False)
            given = footings[number].given
            if given is not None and not given.contribution:
                footings[number] = replace(footings[number], given=replace(given, words=""))
        return replace(self.ground.facts, footings=footings)

    @property
    def _part(self) -> Part | None:
        part = next((said.part for said in self.by_number.values()), None)
        return Part.WHOLE if part is not None and self.whole else part

    def _then(self, prompt: Prompt) -> Prompt:
        """The prompt as it stood when the message was a direct answer to it."""
        part = self._part
        if part is None:
            return replace(prompt, asking=Asking.WRAP_UP, open_item=None, doubt=None)
        number = min(self.by_number)
        return replace(prompt, asking=_ASKING[part], open_item=number, doubt=None)

    def _with_other_words(self, answer: Answer) -> Answer:
        """Words that other messages added to the answer stay in it."""
        if not isinstance(answer, Told):
            return answer
        number = answer.item or min(self.by_number, default=None)
        said = self.by_number.get(number) if number is not None else None
        if said is None:
            return answer
        return replace(answer, words=said.words_with(answer.words))

    def _reworded(self, answers: Sequence[Answer]) -> Turn:
        """Another sentence for the same judgement: nothing is asked again."""
        number, said = next(iter(self.by_number.items()))
        text = "\n".join(a.words for a in answers if isinstance(a, Told))
        given = self.ground.given(number, {})
        drafts = {} if given is None else {number: replace(given, words=said.words_with(text))}
        return Turn(prompt=self.ground.prompt, drafts=drafts)

    def _question(self, after: Prompt) -> Prompt:
        """The open question: the one that was open, unless the edit answers it or asks another."""
        before = self.ground.prompt
        item = None if before.open_item is None else after.item(before.open_item)
        still = item is not None and not item.settled and item.number not in self.numbers
        if still:
            return replace(
                after, asking=before.asking, open_item=before.open_item, doubt=before.doubt
            )
        return after
