"""Changes answers to own questions when the message that gave them is edited or deleted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.conversation import hear
from ci_bot.domain.own_questions.answer import OwnAnswer
from ci_bot.domain.own_questions.grammar import OwnSaid, OwnSkip, OwnTold, read_own, split_own
from ci_bot.messages.blocks import Block
from ci_bot.messages.safe import clean
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.answering.ground import Ground
from ci_bot.services.answering.own_questions import keep_own
from ci_bot.services.revising.said_in import SaidIn
from ci_bot.services.saying import Saying
from ci_bot.views.checkin import single
from ci_bot.views.checkin.answer_words import answer_words
from ci_bot.views.own_questions.changes import own_changed, own_not_read
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnRevision:
    """What its author is told of it, and the rest of the text, about activities.

    `touched`: all answers that were, as they are stored.
    """

    blocks: Sequence[Block]
    rest: str = ""
    touched: Sequence[OwnAnswer] = ()


async def revise_own(
    uow: UnitOfWork, ground: Ground, said: SaidIn, text: str, *, saying: Saying, now: datetime
) -> OwnRevision | None:
    """Reads an edited text again; None where it is and was about no own question.

    What it doesn't say any more is taken back; what can't be read changes nothing.
    """
    before = _numbers(ground, said)
    words = answer_words(reader_of(ground.coalition, ground.prompt.person, now))
    hearing = ground.own_hearing
    rest, own = split_own(clean(text), words=words, hearing=hearing)
    if before and not own and not said.answers and not said.asks:
        rest, own = "", (read_own(before[0], rest, words=words, hearing=hearing),)
    if not own and not before:
        return None
    if not all(isinstance(one, OwnTold | OwnSkip) for one in own):
        reader = reader_of(ground.coalition, ground.prompt.person, now)
        return OwnRevision(blocks=own_not_read(reader, ground.sheet, own), rest=rest)
    gone = [OwnSkip(n) for n in before if n not in {one.number for one in own}]
    return await _change(uow, ground, (*own, *gone), rest, saying=saying, now=now)


async def withdraw_own(
    uow: UnitOfWork, ground: Ground, said: SaidIn, *, saying: Saying, now: datetime
) -> OwnRevision:
    """Takes back what a deleted message answered, even where nobody asks that any more."""
    asked = _numbers(ground, said)
    revision = OwnRevision(blocks=())
    if asked:
        gone = [OwnSkip(number) for number in asked]
        revision = await _change(uow, ground, gone, saying=saying, now=now)
    known = {answer.id for answer in ground.asked.answers.values()}
    others = [answer for answer in said.own if answer.id not in known]
    withdrawn = await withdraw_answers(uow.of(ground.coalition.id), others, now)
    reader = reader_of(ground.coalition, ground.prompt.person, now)
    told = single.taken_back(reader, ground.coalition, (), (), withdrawn).blocks
    return OwnRevision(blocks=(*revision.blocks, *told), touched=(*revision.touched, *withdrawn))


async def withdraw_answers(
    unit: CoalitionUnit, answers: Iterable[OwnAnswer], now: datetime
) -> tuple[OwnAnswer, ...]:
    """Withdraws the answers, and returns them as they are stored."""
    withdrawn = tuple(replace(answer, withdrawn=now) for answer in answers)
    for answer in withdrawn:
        await unit.put_own_answer(answer)
    return withdrawn


def _numbers(ground: Ground, said: SaidIn) -> list[int]:
    """The own questions that the message answered."""
    ids = {answer.id for answer in said.own}
    return [n for n, answer in ground.asked.answers.items() if answer.id in ids]


async def _change(
    uow: UnitOfWork,
    ground: Ground,
    own: Sequence[OwnSaid],
    rest: str = "",
    *,
    saying: Saying,
    now: datetime,
) -> OwnRevision:
    unit = uow.of(ground.coalition.id)
    turn = hear(ground.prompt, own, ground.facts, now=now)
    prompt, touched = await keep_own(
        unit, ground.coalition, turn.prompt, ground.asked, turn.own, saying=saying, now=now
    )
    await unit.put_prompt(prompt)
    reader = reader_of(ground.coalition, ground.prompt.person, now)
    blocks = own_changed(reader, ground.with_turn(turn), ground.prompt, turn)
    return OwnRevision(blocks=blocks, rest=rest, touched=touched)
