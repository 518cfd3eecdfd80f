"""Reads what somebody typed to an open prompt: text and words in, answers out."""

import re
from dataclasses import dataclass, field
from datetime import date

from ci_bot.domain.answer_words import AnswerWords, opening
from ci_bot.domain.answering.answer import (
    Answer,
    Away,
    BadDate,
    Extra,
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
from ci_bot.domain.answering.answer_lines import (
    extras_about,
    letter_ahead,
    letters_meant,
    read_extras,
    split_lines,
)
from ci_bot.domain.answering.answer_status import digit_ahead, read_status, status_alone
from ci_bot.domain.answering.second_line import only_second
from ci_bot.domain.prompt import Asking
from ci_bot.domain.rhythm.date_grammar import NoDay, read_date
from ci_bot.domain.status import Visibility
from ci_bot.domain.typed_text import asks_something, bare, only_signs, without_keycaps

LIMIT = 4000
"""Characters in one answer; a longer one was meant for another place."""

READERS = {1: Visibility.COALITION, 2: Visibility.WORKING_GROUP, 3: Visibility.BACKBONE}
_ABOUT_ITEM = (Asking.STATUS, Asking.SENTENCE, Asking.READERS)
_LAST = (Asking.WRAP_UP, Asking.NOTHING)
_NUMBER = re.compile(r"\d{1,4}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Hearing:
    """What a text is read against: the open question, the text in doubt, the items.

    `card`: the readers are asked with buttons, so that words are about the activity. `languages`:
    those of the digests, in which an author may add a second line.
    """

    asking: Asking = Asking.STATUS
    doubt: str | None = None
    card: bool = False
    items: frozenset[int] = field(default_factory=frozenset)
    languages: frozenset[str] = frozenset()
    today: date


def read_answers(text: str, *, words: AnswerWords, hearing: Hearing) -> tuple[Answer, ...]:
    """What the text says, in its order; at least one answer, if only a puzzle.

    No word is dropped: what no answer takes up comes back in a question or a puzzle.
    """
    if len(text) > LIMIT:
        return (Puzzle(why=Why.TOO_LONG, text=text),)
    text = without_keycaps(text).strip()
    if not text:
        return (Puzzle(why=Why.EMPTY, text=text),)
    lines = split_lines(text, words=words, items=hearing.items)
    lines = _letters_meant(text, words, hearing) if lines is None else lines
    if lines is not None:
        return _at_the_end(lines, words, hearing)
    alone = _alone(text, words, hearing) or _away(text, words, hearing.today)
    if alone is not None:
        return (alone,)
    if only_signs(text):
        return (Puzzle(why=Why.SIGNS, text=text),)
    extras = read_extras(text, words, hearing.items)
    if extras is not None and (hearing.asking in _LAST or _all_numbered(extras)):
        return extras
    kind = letter_ahead(text, words) if hearing.asking in _ABOUT_ITEM else None
    if kind is not None:
        return (Lettered(kind, text),)
    return (_free(text, words, hearing),)


def _letters_meant(text: str, words: AnswerWords, hearing: Hearing) -> tuple[Answer, ...] | None:
    """What a yes or a no makes of a text in doubt that has a letter in front."""
    doubt, key = hearing.doubt, bare(text)
    if doubt is None or key not in words.yes | words.no:
        return None
    return letters_meant(doubt, words=words, items=hearing.items, yes=key in words.yes)


def _at_the_end(
    lines: tuple[Answer, ...], words: AnswerWords, hearing: Hearing
) -> tuple[Answer, ...]:
    """What the last question asks for needs no asking back."""
    if hearing.asking is not Asking.WRAP_UP:
        return lines
    answers: list[Answer] = []
    for said in lines:
        if isinstance(said, Lettered):
            answers += extras_about(said.text, said.item, words, hearing.items)
        else:
            answers.append(said)
    return tuple(answers)


def _all_numbered(answers: tuple[Answer, ...]) -> bool:
    """Whether each is an extra with its activity's number: no sentence begins like that."""
    return all(isinstance(a, Extra) and a.item is not None for a in answers)


def _alone(text: str, words: AnswerWords, hearing: Hearing) -> Answer | None:
    """The meaning of a message that is one word or one digit."""
    key = bare(text)
    asking = hearing.asking
    if hearing.doubt is not None:
        settled = _about_doubt(text, key, words, asking)
        if settled is not None:
            return settled
    escape = _escape(key, words, asking)
    if escape is not None:
        return escape
    if _NUMBER.fullmatch(key):
        return _digit(text, int(key), asking)
    if asking is Asking.READERS and key in words.readers:
        return Readers(words.readers[key])
    if asking in (Asking.STATUS, *_LAST) and key in words.readers:
        return Readers(words.readers[key], text=text)
    said = status_alone(key, words)
    if said is not None:
        return Lone(text) if asking is Asking.SENTENCE else said
    return _single_letter(text, key, words)


def _about_doubt(text: str, key: str, words: AnswerWords, asking: Asking) -> Answer | None:
    if asking is Asking.WRAP_UP and key in words.extras:
        return Extra(words.extras[key], None)
    if key in words.yes:
        return Yes(text)
    return No(text) if key in words.no else None


def _escape(key: str, words: AnswerWords, asking: Asking) -> Answer | None:
    """What is possible beside an answer, at any time."""
    if key in words.not_me:
        return NotMe()
    if key in words.same:
        return Same()
    if key in words.nothing or (asking is Asking.WRAP_UP and key in words.no):
        return Nothing()
    if key in words.skip:
        return Nothing() if asking in (Asking.SENTENCE, Asking.WRAP_UP) else Skip()
    if key in words.deputy:
        return PassOn()
    return Away() if key in words.away else None


def _single_letter(text: str, key: str, words: AnswerWords) -> Answer | None:
    if key in words.yes:
        return Yes(text)
    if key in words.no:
        return No(text)
    return Extra(words.extras[key], None) if key in words.extras else None


def _digit(text: str, digit: int, asking: Asking) -> Answer:
    nobody = Puzzle(why=Why.NO_SUCH_DIGIT, text=text)
    match asking:
        case Asking.SENTENCE:
            return Lone(text)
        case Asking.READERS:
            return Readers(READERS[digit]) if digit in READERS else nobody
        case Asking.WRAP_UP | Asking.OWN:
            return nobody
        case Asking.STATUS | Asking.NOTHING:
            return digit_ahead(str(digit)) or nobody


def _away(text: str, words: AnswerWords, today: date) -> Answer | None:
    begun = opening(text, words.away)
    if begun is None or not begun.rest:
        return None
    match read_date(begun.rest, words=words.dates, today=today):
        case None:
            return None
        case NoDay(past=past):
            return BadDate(begun.rest, past)
        case day:
            return Away(day) if day > today else BadDate(begun.rest, day)


def _free(text: str, words: AnswerWords, hearing: Hearing) -> Answer:
    """A text without a structure of its own, or with a digit or a status in front."""
    if only_second(text, hearing.languages):
        return Told(words=text)
    several = len(hearing.items) > 1
    match hearing.asking:
        case Asking.STATUS:
            return read_status(text, words=words, items=hearing.items)
        case Asking.SENTENCE:
            return Question(text) if asks_something(text) else Told(words=text)
        case Asking.READERS:
            copied = _copied_readers(text, words)
            if copied is None and hearing.card and not asks_something(text):
                return Told(words=text)
            return copied or _unplaced(text)
        case Asking.NOTHING if not several:
            said = read_status(text, words=words, items=hearing.items)
            sure = isinstance(said, Told) and (said.status is not None or said.no_change)
            return said if sure else _unplaced(text)
        case _:
            return _unplaced(text)


def _copied_readers(text: str, words: AnswerWords) -> Answer | None:
    """`1 whole coalition`: the digit with its own label behind it."""
    head, _, rest = text.partition(" ")
    digit = bare(head)
    meant = words.readers.get(bare(rest))
    if _NUMBER.fullmatch(digit) and meant is not None and READERS.get(int(digit)) is meant:
        return Readers(meant)
    return None


def _unplaced(text: str) -> Answer:
    return Question(text) if asks_something(text) else Puzzle(why=Why.NOT_PLACED, text=text)
