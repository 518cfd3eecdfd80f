"""The conversation of a check-in: an open prompt and an answer in, the next state and words out."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from ci_bot.domain.answering.answer import (
    Again,
    Answer,
    Away,
    BadDate,
    Extra,
    Filled,
    Lettered,
    Lone,
    No,
    Nothing,
    NotMe,
    PassOn,
    Puzzle,
    Question,
    Readers,
    Same,
    Skip,
    Told,
    Why,
    Yes,
)
from ci_bot.domain.answering.conversation_state import Talk
from ci_bot.domain.answering.filling import fill
from ci_bot.domain.answering.own_talk import take_own
from ci_bot.domain.answering.readers_choice import choose_readers
from ci_bot.domain.answering.second_line import only_second
from ci_bot.domain.answering.telling import tell
from ci_bot.domain.answering.turn import (
    AskedBack,
    DateRefused,
    Doubted,
    Facts,
    NoDeputy,
    NothingOpen,
    NotPartners,
    PassedOn,
    Refused,
    SecondUnplaced,
    Skipped,
    Turn,
    Unplaced,
)
from ci_bot.domain.ask import AskKind
from ci_bot.domain.own_questions.grammar import OwnAgain, OwnMisfit, OwnSkip, OwnTold, OwnUnknown
from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.domain.typed_text import bare

_LISTENING = (Asking.STATUS, Asking.SENTENCE, Asking.READERS)
_WORDED = (Asking.SENTENCE, Asking.READERS)


def hear(prompt: Prompt, answers: Sequence[Answer], facts: Facts, *, now: datetime) -> Turn:
    """What the answers to a prompt change; the prompt's person is already known to be speaking.

    One question is open at a time and decides what a bare answer means; a numbered one counts at
    any time. A round that closed meanwhile makes no difference here.
    """
    talk = Talk(prompt, facts)
    for answer in answers:
        _take(talk, answer)
    return talk.turn(now)


def _take(talk: Talk, answer: Answer) -> None:
    match answer:
        case Told():
            _told(talk, answer)
        case Filled():
            fill(talk, answer)
        case Same():
            _same(talk)
        case Skip(item):
            _skip(talk, item)
        case PassOn(item):
            _pass_on(talk, item)
        case Again(item):
            talk.reopen(item)
        case Readers():
            choose_readers(talk, answer)
        case Extra():
            _extra(talk, answer)
        case Nothing():
            _nothing(talk)
        case OwnTold() | OwnMisfit() | OwnSkip() | OwnAgain() | OwnUnknown():
            take_own(talk, answer)
        case _:
            _take_aside(talk, answer)


def _take_aside(
    talk: Talk, answer: Away | BadDate | Yes | No | Lettered | Lone | Question | NotMe | Puzzle
) -> None:
    match answer:
        case Away():
            talk.away = answer
        case BadDate(text, past):
            talk.says.append(DateRefused(text, past))
        case Yes(text):
            _yes(talk, text)
        case No(text):
            _no(talk, text)
        case Lone(text):
            _lone(talk, text)
        case Question(text):
            _doubt(talk, text, question=True)
        case Lettered(kind, text, item):
            talk.letters.append(text if item is None else f"{item}: {text}")
            talk.new_doubt = "\n".join(talk.letters)
            talk.says.append(Doubted(text, question=False, kind=kind))
        case NotMe():
            talk.not_me = True
        case Puzzle():
            _puzzle(talk, answer)
        case _:
            assert_never(answer)


def _told(talk: Talk, told: Told) -> None:
    worded = told.status is None and not told.no_change
    if told.item is None and worded and only_second(told.words, talk.facts.languages):
        _second(talk, told.words)
        return
    if told.item is None and worded and talk.asking in _WORDED and talk.open_item is not None:
        talk.write(talk.open_item, told.words)
        return
    number = talk.about(told.item)
    if number is None:
        talk.says.append(Unplaced(told.words))
        return
    tell(talk, number, told)


def _second(talk: Talk, text: str) -> None:
    """Adds a second line to what the person is saying, or to the only answer there is."""
    number = talk.open_item if talk.asking in _WORDED else talk.only_said()
    if number is None:
        talk.says.append(SecondUnplaced(text))
    else:
        tell(talk, number, Told(item=number, words=text))


def _same(talk: Talk) -> None:
    waiting = [i.number for i in talk.items.values() if i.due and talk.waits(i.number)]
    if not waiting:
        talk.says.append(NothingOpen())
    for number in waiting:
        tell(talk, number, Told(item=number, no_change=True))
    talk.at_once = bool(waiting)


def _skip(talk: Talk, item: int | None) -> None:
    number = talk.still_open(item)
    if number is None:
        talk.says.append(NothingOpen())
        return
    talk.settle(number)
    talk.says.append(Skipped(number))


def _pass_on(talk: Talk, item: int | None) -> None:
    number = talk.still_open(item)
    if number is None:
        talk.says.append(NothingOpen())
    elif talk.facts.footings[number].deputy:
        talk.passed.append(number)
        talk.settle(number)
        talk.says.append(PassedOn(number))
    else:
        talk.says.append(NoDeputy(number))


def _extra(talk: Talk, extra: Extra) -> None:
    text = talk.doubt if extra.text is None else extra.text
    if not text:
        talk.says.append(Refused(_unmeant(extra.kind[0])))
        return
    talk.resolved = True
    if extra.kind is not AskKind.LESSON and not talk.facts.partner:
        talk.says.append(NotPartners(text))
        return
    talk.extras.append(Extra(extra.kind, text, extra.item))
    talk.wrapped = talk.asking is Asking.WRAP_UP


def _nothing(talk: Talk) -> None:
    match talk.asking:
        case Asking.SENTENCE if talk.open_item is not None:
            talk.go_without_words(talk.open_item)
        case Asking.WRAP_UP:
            talk.wrapped = talk.resolved = True
        case Asking.NOTHING:
            talk.says.append(NothingOpen())
        case _:
            talk.says.append(Refused(_unmeant("-")))


def _yes(talk: Talk, text: str) -> None:
    doubt = talk.doubt
    if doubt is None or talk.open_item is None or talk.asking not in _LISTENING:
        talk.says.append(Refused(_unmeant(text)))
        return
    if talk.asking is Asking.STATUS:
        tell(talk, talk.open_item, Told(item=talk.open_item, words=doubt))
    else:
        talk.write(talk.open_item, doubt)


def _no(talk: Talk, text: str) -> None:
    if talk.doubt is None:
        talk.says.append(Refused(_unmeant(text)))
    talk.resolved = True


def _lone(talk: Talk, text: str) -> None:
    before = bare(talk.doubt or "")
    again = bare(text) == before or (bare(text).isdecimal() and before.isdecimal())
    if again and talk.open_item is not None:
        talk.write(talk.open_item, text)
        return
    talk.new_doubt = text
    talk.says.append(AskedBack(text))


def _doubt(talk: Talk, text: str, *, question: bool) -> None:
    if talk.asking is Asking.NOTHING and not question:
        talk.says.append(Unplaced(text))
        return
    if talk.asking is not Asking.NOTHING:
        talk.new_doubt = text if talk.new_doubt is None else f"{talk.new_doubt}\n{text}"
    talk.says.append(Doubted(text, question))


def _puzzle(talk: Talk, puzzle: Puzzle) -> None:
    if puzzle.why is Why.NOT_PLACED:
        _doubt(talk, puzzle.text, question=False)
    else:
        talk.says.append(Refused(puzzle))


def _unmeant(text: str) -> Puzzle:
    return Puzzle(why=Why.NO_SUCH_DIGIT, text=text)


def begin(prompt: Prompt) -> Prompt:
    """The prompt with its first open question, as it goes out."""
    first = next((i.number for i in prompt.items if i.due and not i.settled), None)
    if first is None or prompt.open_item is not None or prompt.asking is not Asking.STATUS:
        return prompt
    return Talk.opened(prompt, first)


def take_back(prompt: Prompt, numbers: Collection[int]) -> Prompt:
    """The prompt without its answers to these items, which are asked about again while it runs."""
    over = prompt.ended is not None and prompt.outcome is not Outcome.CLOSED
    items = tuple(
        replace(item, update=None, settled=over) if item.number in numbers else item
        for item in prompt.items
    )
    taken = replace(prompt, items=items)
    open_again = [i.number for i in items if i.number in numbers and i.due and not i.settled]
    if over:
        lost = prompt.open_item in numbers
        return replace(taken, asking=Asking.NOTHING, open_item=None) if lost else taken
    if open_again and (prompt.asking not in _LISTENING or prompt.open_item in numbers):
        return Talk.opened(taken, open_again[0])
    return taken
