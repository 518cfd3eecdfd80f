"""Reads a text to a prompt that has own questions; one that has none is read as ever."""

from dataclasses import replace

from ci_bot.domain.answer_words import AnswerWords
from ci_bot.domain.answering.answer import (
    Answer,
    Away,
    BadDate,
    Extra,
    No,
    NotMe,
    Puzzle,
    Question,
    Told,
    Why,
)
from ci_bot.domain.answering.answer_grammar import Hearing, read_answers
from ci_bot.domain.answering.answer_lines import letters_meant
from ci_bot.domain.own_questions.grammar import OwnHearing, read_own, split_own, to_open_one
from ci_bot.domain.prompt import Asking
from ci_bot.domain.typed_text import bare

_UNREADABLE = (Why.TOO_LONG, Why.EMPTY, Why.NO_SUCH_ITEM)


def read_all(
    text: str,
    *,
    words: AnswerWords,
    hearing: Hearing,
    own: OwnHearing,
    doubt: str | None = None,
) -> tuple[Answer, ...]:
    """What the text says, to activities and to own questions; `doubt`: the text in doubt."""
    rest, said = split_own(text, words=words, hearing=own)
    if said:
        others = read_answers(rest, words=words, hearing=hearing) if rest else ()
        return (*others, *said)
    if own.open_one is None:
        return read_answers(text, words=words, hearing=hearing)
    aside = replace(hearing, asking=Asking.WRAP_UP, doubt=None)
    found = read_answers(text, words=words, hearing=aside)
    if all(_stands_apart(answer) for answer in found):
        return found
    key = bare(text)
    if doubt is not None and key in words.yes | words.no:
        meant = letters_meant(doubt, words=words, items=hearing.items, yes=key in words.yes)
        if meant and all(_stands_apart(answer) for answer in meant):
            return meant
    if doubt is not None and key in words.no:
        return (No(text),)
    if doubt is not None and key in words.yes:
        return (read_own(own.open_one, doubt, words=words, hearing=own),)
    answer = to_open_one(text, words=words, hearing=own)
    return (Question(text),) if answer is None else (answer,)


def _stands_apart(answer: Answer) -> bool:
    """Whether it says by itself what it is about, so that it can't be meant for the open one."""
    match answer:
        case Told(item=item) | Extra(item=item):
            return item is not None
        case Puzzle(why=why):
            return why in _UNREADABLE
        case _:
            return isinstance(answer, Away | BadDate | NotMe)
