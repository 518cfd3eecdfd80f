"""Reads how one activity stands: a digit or a status's words, with or without a sentence."""

import re

from ci_bot.domain.answer_words import AnswerWords, opening
from ci_bot.domain.answering.answer import (
    Again,
    Answer,
    Away,
    PassOn,
    Puzzle,
    Question,
    Readers,
    Skip,
    Told,
    Why,
)
from ci_bot.domain.status import Status
from ci_bot.domain.typed_text import asks_something, bare

DIGITS = {
    1: Status.ON_TRACK,
    2: Status.AT_RISK,
    3: Status.OFF_TRACK,
    4: Status.ON_HOLD,
    5: Status.DONE,
}
NO_CHANGE = 0

_DIGIT = re.compile(r"(\d{1,4})(?=$|\s|[-–—−:：,;.)!])(.*)", re.DOTALL)
_ENUMERATED = re.compile(r"(\d{1,2})[.)]\s*\S")
_SEPARATORS = "-–—−:：,;.)! \t\n"
_NEXT = re.compile(r"[\s,;](\d{1,2})\s*[:：]\s*[\dsda](?=$|[\s,;.])")


def digit_ahead(text: str) -> Told | None:
    """A status's digit, and the words behind it; None where the digit means nothing."""
    found = _DIGIT.match(text)
    if found is None or len(found[1]) > 1:
        return None
    number, words = int(found[1]), found[2].lstrip(_SEPARATORS).strip()
    if number == NO_CHANGE:
        return Told(no_change=True, words=words)
    return Told(status=DIGITS[number], words=words) if number in DIGITS else None


def status_alone(key: str, words: AnswerWords) -> Told | None:
    """A folded text that is nothing but a status's words."""
    if key in words.statuses:
        return Told(status=words.statuses[key])
    return Told(no_change=True) if key in words.no_change else None


def read_status(
    text: str, *, words: AnswerWords, items: frozenset[int], item: int | None = None
) -> Answer:
    """What a text says about one activity: `item`, or with None the open one."""
    key = bare(text)
    if item is not None:
        alone = _alone(key, item, words)
        if alone is not None:
            return alone
    if _names_others(text, items, item):
        return Puzzle(why=Why.SEVERAL_IN_LINE, text=text, item=item)
    if item is None and len(items) > 1 and _ENUMERATED.match(text):
        # The second activity, or a status? Only its author knows.
        return Puzzle(why=Why.NOT_PLACED, text=text)
    told = digit_ahead(text) or _worded(text, words)
    if told is not None:
        return Told(item=item, status=told.status, no_change=told.no_change, words=told.words)
    if key.isdecimal():
        return Puzzle(why=Why.NO_SUCH_DIGIT, text=text, item=item)
    if item is None and asks_something(text):
        return Question(text)
    return Told(item=item, words=text)


def told_in_one_line(text: str, words: AnswerWords) -> Told:
    """`[STATUS] TEXT`: by digit or words; `on_track` is understood like `on track`.

    A status has its place here, so that its word counts also where no sign sets it apart.
    """
    head, _, rest = text.partition(" ")
    if bare(head.replace("_", " ")) in words.statuses:
        text = f"{head.replace('_', ' ')} {rest}".strip()
    begun = opening(text, {**words.statuses, **dict.fromkeys(words.no_change)})
    said = None if begun is None else status_alone(begun.key, words)
    if begun is not None and said is not None:
        return Told(status=said.status, no_change=said.no_change, words=begun.rest)
    found = read_status(text, words=words, items=frozenset())
    return found if isinstance(found, Told) else Told(words=text)


def _names_others(text: str, items: frozenset[int], item: int | None) -> bool:
    """Whether a line goes on with `2: ...` in its middle, about another activity."""
    return any(int(number) in items - {item} for number in _NEXT.findall(text))


def _alone(key: str, item: int, words: AnswerWords) -> Answer | None:
    if not key:
        return Again(item)
    if key in words.same or key in words.no_change:
        return Told(item=item, no_change=True)
    if key in words.skip or key in words.nothing:
        return Skip(item)
    if key in words.deputy:
        return PassOn(item)
    if key in words.readers:
        return Readers(words.readers[key], item)
    return Away() if key in words.away else None


def _worded(text: str, words: AnswerWords) -> Told | None:
    """A status's words in front of a sentence.

    One word alone must be set apart, so that "done with chapter 2" does not end an activity.
    """
    begun = opening(text, {**words.statuses, **dict.fromkeys(words.no_change)})
    if begun is None or not (begun.apart or " " in begun.key):
        return None
    said = status_alone(begun.key, words)
    return (
        None
        if said is None
        else Told(status=said.status, no_change=said.no_change, words=begun.rest)
    )
