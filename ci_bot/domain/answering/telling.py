"""Takes in how one activity stands: whose word counts, what replaces what, and who reads it."""

from dataclasses import replace

from ci_bot.domain.answering.answer import Told
from ci_bot.domain.answering.conversation_state import Talk
from ci_bot.domain.answering.second_line import only_second, with_second
from ci_bot.domain.answering.turn import Given, NothingToTell, NotTheirs, StatusRefused, Took
from ci_bot.domain.status import Visibility


def tell(talk: Talk, number: int, told: Told) -> None:
    """Records what is told about an item in the standing of the person who tells it."""
    before = talk.given(number)
    if told.more and before is not None and before.words and not before.half:
        told = replace(told, words=f"{before.words}\n{told.words}")
    speaks = talk.facts.footings[number].speaks
    if speaks.sets_status:
        _judge(talk, number, told)
    elif told.words and speaks is not speaks.NONE:
        _contribute(talk, number, told)
    elif speaks is speaks.NONE:
        talk.settle(number)
        talk.says.append(NotTheirs(number))
    else:
        talk.settle(number)
        talk.says.append(StatusRefused(number, kept=False))


def _contribute(talk: Talk, number: int, told: Told) -> None:
    words = _beside(talk, number, told.words) or told.words
    given = Given(words=words, visibility=talk.facts.default(number), contribution=True)
    talk.draft(number, given, finished=True)
    if told.status is not None or told.no_change:
        talk.says.append(StatusRefused(number, kept=True))
    else:
        talk.says.append(Took(number))


def _judge(talk: Talk, number: int, told: Told) -> None:
    if told.no_change:
        _unchanged(talk, number, told.words)
    elif told.status is not None:
        _stands(talk, number, told)
    else:
        _words(talk, number, told.words)


def _unchanged(talk: Talk, number: int, words: str) -> None:
    footing = talk.facts.footings[number]
    said = words or _half_words(talk, number)
    if not said and footing.stays_told(talk.given(number)):
        talk.answered(number)
        talk.says.append(Took(number))
        return
    if footing.previous is None and not said:
        if talk.given(number) is not None:
            talk.draft(number, None, finished=True)
        talk.answered(number)
        talk.says.append(NothingToTell(number))
        return
    visibility = footing.inherited or talk.facts.default(number)
    if said and footing.previous is not None and footing.previous.worrying:
        visibility = Visibility.BACKBONE
    given = Given(status=footing.previous, no_change=True, words=said, visibility=visibility)
    talk.draft(number, given)
    talk.says.append(Took(number))


def _stands(talk: Talk, number: int, told: Told) -> None:
    before = talk.given(number)
    settled = talk.items[number].settled
    if before is not None and settled and before.status is told.status and not before.no_change:
        # The same judgement in other words: its readers stay.
        words = told.words or before.words
        talk.draft(number, replace(before, words=words), finished=True)
    else:
        worrying = told.status is not None and told.status.worrying
        visibility = Visibility.BACKBONE if worrying else talk.facts.default(number)
        words = told.words or _half_words(talk, number)
        talk.draft(number, Given(status=told.status, words=words, visibility=visibility))
    talk.says.append(Took(number))


def _words(talk: Talk, number: int, words: str) -> None:
    before = talk.given(number)
    second = _beside(talk, number, words)
    if before is None:
        talk.draft(number, Given(words=words, visibility=talk.facts.default(number)))
    elif second is not None:
        talk.draft(number, replace(before, words=second), finished=talk.items[number].settled)
    elif before.half:
        talk.write(number, words)
    else:
        settled = talk.items[number].settled
        talk.draft(number, replace(before, words=words), finished=settled)
    talk.says.append(Took(number))


def _beside(talk: Talk, number: int, words: str) -> str | None:
    """What was said with these second lines beside it; None where they are more than that."""
    before, languages = talk.given(number), talk.facts.languages
    if before is None or not only_second(words, languages):
        return None
    return with_second(before.words, words, languages)


def _half_words(talk: Talk, number: int) -> str:
    before = talk.given(number)
    return before.words if before is not None and before.half else ""
