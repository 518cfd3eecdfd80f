"""Reads answers to a check-in's own questions: `q2: ...` at any time, else to the open one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ci_bot.domain.answer_words import AnswerWords
from ci_bot.domain.own_question import OwnQuestion, QuestionKind
from ci_bot.domain.own_questions.answer import value_of
from ci_bot.domain.typed_text import asks_something, bare

_ADDRESSED = re.compile(r"\s*q\s?(\d{1,2})\s*(?:[:：.)]\s*|\s+|$)(.*)", re.DOTALL | re.IGNORECASE)
_ITEM = re.compile(r"\s*[#(]?\d{1,2}\)?\s*[:：](?!\d\d(?:\D|$))")


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnHearing:
    """The own questions of a prompt by number; `open_one`: the one that is asked now, if any."""

    questions: Mapping[int, OwnQuestion] = field(default_factory=dict)
    open_one: int | None = None


@dataclass(frozen=True, slots=True)
class OwnTold:
    """An answer to an own question."""

    number: int
    value: str


@dataclass(frozen=True, slots=True)
class OwnMisfit:
    """A text that is no answer to the question it was written to."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class OwnSkip:
    """No answer to an own question."""

    number: int


@dataclass(frozen=True, slots=True)
class OwnAgain:
    """An own question is to be asked again."""

    number: int


@dataclass(frozen=True, slots=True)
class OwnUnknown:
    """There is no own question of that number."""

    number: int


OwnSaid = OwnTold | OwnMisfit | OwnSkip | OwnAgain | OwnUnknown


def split_own(
    text: str, *, words: AnswerWords, hearing: OwnHearing
) -> tuple[str, tuple[OwnSaid, ...]]:
    """The text without the lines that are addressed to own questions, and what these say."""
    if not hearing.questions:
        return text, ()
    blocks: list[tuple[int | None, list[str]]] = [(None, [])]
    for line in text.split("\n"):
        found = _ADDRESSED.fullmatch(line)
        if found is not None:
            blocks.append((int(found[1]), [found[2]]))
        elif _ITEM.match(line):
            blocks.append((None, [line]))
        else:
            blocks[-1][1].append(line)
    rest = "\n".join("\n".join(lines) for number, lines in blocks if number is None)
    said = (
        read_own(number, "\n".join(lines).strip(), words=words, hearing=hearing)
        for number, lines in blocks
        if number is not None
    )
    return rest.strip(), tuple(said)


def read_own(number: int, text: str, *, words: AnswerWords, hearing: OwnHearing) -> OwnSaid:
    """What a text says to the question of that number."""
    question = hearing.questions.get(number)
    if question is None:
        return OwnUnknown(number)
    key = bare(text)
    if not text:
        return OwnAgain(number)
    if key in words.nothing or key in words.skip:
        return OwnSkip(number)
    value = value_of(question, text, words)
    return OwnMisfit(number, text) if value is None else OwnTold(number, value)


def to_open_one(text: str, *, words: AnswerWords, hearing: OwnHearing) -> OwnSaid | None:
    """What a text says to the open own question; None where it reads like a question to the bot."""
    number = hearing.open_one
    if number is None:
        return None
    question = hearing.questions.get(number)
    worded = question is not None and question.kind is QuestionKind.TEXT
    if worded and asks_something(text):
        return None
    return read_own(number, text, words=words, hearing=hearing)
