"""Answers what somebody says or taps in a check-in's conversation."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Answer, Told
from ci_bot.domain.answering.answer_grammar import Hearing
from ci_bot.domain.answering.own_reading import read_all
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.messages.blocks import Block, Message, Paragraph
from ci_bot.messages.safe import clean
from ci_bot.ports.chat import Incoming, MessageReceived, Reacted
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.answered_delivery import answered_delivery
from ci_bot.services.answering.ask_hat import ask_hat
from ci_bot.services.answering.end_turn import EndTurn
from ci_bot.services.answering.find_prompt import LATE, OF_PROMPT, is_open
from ci_bot.services.answering.ground import Ground, read_ground
from ci_bot.services.answering.take_turn import TakeTurn
from ci_bot.services.reply import reply
from ci_bot.services.saying import saying_of
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.checkin.refusals import not_your_prompt
from ci_bot.views.checkin.turn_reply import about_round, still_asked
from ci_bot.views.reader import reader_of

_KEYCAP = "\u20e3"


@dataclass(frozen=True, kw_only=True)
class Converse:
    """An answer counts only from the person who was asked."""

    take: TakeTurn
    end: EndTurn

    async def __call__(  # noqa: PLR0917 - what every handler of an event gets, and the prompt
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        event: MessageReceived | Reacted,
        prompt: Prompt,
        now: datetime,
    ) -> None:
        """Stores what is said and puts the reply into the outbox; the caller commits.

        Reactions that are none of the listed ones are just reactions.
        """
        if prompt.person != person:
            refusal = not_your_prompt(reader_of(coalition, person, now))
            await reply(uow, event, refusal, coalition=coalition.id, now=now, private=True)
            return
        ground = await read_ground(
            uow.of(coalition.id), coalition, prompt, now, heard_in=event.room
        )
        if isinstance(event, MessageReceived):
            answers = read_text(ground, event.text, now)
        elif digit_of(event) is None:
            return
        else:
            tapped = await self._tapped(uow, ground, event, now)
            if tapped is None:
                await say(uow, event, ground, _repeat(ground, now), now)
                return
            answers = tapped
        saying = saying_of(event, person)
        note = await _which(uow, ground, event, now)
        message = await self.take(uow, ground, answers, saying=saying, now=now, note=note)
        asked = await ask_hat(uow, ground, event, message, now)
        if asked is None:
            asked = await self.end(uow, ground, event, message, now)
        await say(uow, event, ground, asked, now)

    async def _tapped(
        self, uow: UnitOfWork, ground: Ground, event: Reacted, now: datetime
    ) -> tuple[Answer, ...] | None:
        """The answers of a reaction; None when the question it is about is over.

        On the prompt or its reminder a digit is a status; on a reply it answers that question,
        which must be the last one. So a tap on an old message never reaches another activity.
        """
        digit = digit_of(event)
        delivery = await answered_delivery(uow, event)
        if digit is None or delivery is None:
            return None
        prompt = ground.prompt
        if delivery.kind is not DeliveryKind.REPLY:
            if prompt.asking is Asking.STATUS:
                return read_text(ground, digit, now)
            if len(prompt.items) == 1:
                only = prompt.items[0].number
                answers = read_text(ground, f"{only}: {digit}", now)
                return answers if isinstance(answers[0], Told) else None
            return None
        talk = await uow.outbox.of_subject(ground.coalition.id, f"{OF_PROMPT}{prompt.id}")
        said = [d for d in talk if d.emoji is None and d.edits is None]
        last = max(said, key=lambda d: (d.due, d.created), default=None)
        return read_text(ground, digit, now) if last and last.key == delivery.key else None


async def _which(
    uow: UnitOfWork, ground: Ground, event: MessageReceived | Reacted, now: datetime
) -> tuple[Block, ...]:
    """Names, at the first bare line, the check-in it went to where another one waits, too."""
    if isinstance(event, Reacted) or event.reply_to is not None or event.thread is not None:
        return ()
    prompt = ground.prompt
    if any(item.settled or item.update is not None for item in prompt.items):
        return ()
    here = ground.coalition
    hats = await uow.directory.people(event.account)
    also = {c for c, person in hats if await _asks(uow, c, person, prompt, now)}
    if not also:
        return ()
    reader = reader_of(here, prompt.person, now)
    coalition = here.name if also - {here.id} else None
    return (Paragraph(about_round(reader, ground.round.day, coalition=coalition)),)


async def _asks(
    uow: UnitOfWork, coalition: CoalitionId, person: PersonId, but: Prompt, now: datetime
) -> bool:
    """Whether a prompt of the coalition waits for the person, besides that one."""
    unit = uow.of(coalition)
    prompts = await unit.prompts_of_person(person)
    return any([await _waits(unit, prompt, now) for prompt in prompts if prompt.id != but.id])


async def _waits(unit: CoalitionUnit, prompt: Prompt, now: datetime) -> bool:
    """Whether a bare line could have been meant for that prompt.

    Once its round is closed, only for what nobody answered; the last question is over then.
    """
    if prompt.sent is None or not is_open(prompt) or now - prompt.due >= LATE:
        return False
    if any(i.due and not i.settled and i.update is None for i in prompt.items):
        return True
    round_ = await unit.round(prompt.round)
    return round_ is not None and round_.open


def read_text(ground: Ground, text: str, now: datetime) -> tuple[Answer, ...]:
    """What a text says to a prompt, in English or its person's language."""
    reader = reader_of(ground.coalition, ground.prompt.person, now)
    hearing = Hearing(
        asking=ground.prompt.asking,
        doubt=ground.prompt.doubt,
        card=ground.prompt.card,
        items=frozenset(item.number for item in ground.prompt.items),
        languages=ground.facts.languages,
        today=reader.today,
    )
    return read_all(
        clean(text),
        words=answer_words(reader),
        hearing=hearing,
        own=ground.own_hearing,
        doubt=ground.prompt.doubt,
    )


def digit_of(event: Reacted) -> str | None:
    """The digit of a keycap emoji; None for any other reaction."""
    digit = event.emoji.replace("\ufe0f", "").removesuffix(_KEYCAP)
    return digit if len(digit) == 1 and digit.isdecimal() and digit != event.emoji else None


async def say(
    uow: UnitOfWork, event: Incoming, ground: Ground, message: Message, now: datetime
) -> None:
    """Replies as part of the prompt's conversation."""
    await reply(
        uow,
        event,
        message,
        coalition=ground.coalition.id,
        now=now,
        private=True,
        subject=f"{OF_PROMPT}{ground.prompt.id}",
    )


def _repeat(ground: Ground, now: datetime) -> Message:
    reader = reader_of(ground.coalition, ground.prompt.person, now)
    return still_asked(reader, ground.sheet, ground.prompt)
