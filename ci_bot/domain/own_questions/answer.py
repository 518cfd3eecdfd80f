"""Answers to a check-in's own questions: how they are read, and what is kept of them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answer_words import AnswerWords
from ci_bot.domain.ids import CheckinId, OrganisationId, PersonId, PromptId
from ci_bot.domain.moment import aware, aware_or_none
from ci_bot.domain.own_question import NO, YES, OwnQuestion, QuestionKind
from ci_bot.domain.status import Visibility
from ci_bot.domain.typed_text import bare
from ci_bot.domain.update import Source

_NUMBER = re.compile(r"[-+\u2212]?\d+(?:[ \u00a0\u202f'\u2019.,]\d+)*")
_GROUPED = re.compile(r"[ \u00a0\u202f'\u2019]")


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnAnswer:
    """One answer, with its history: never rewritten, like an update.

    `asked`: the question as its author read it. `value`: the words, the option, the number as it
    was written, or `yes` and `no`.
    """

    id: str
    checkin: CheckinId
    question: str
    asked: str
    value: str
    person: PersonId
    organisation: OrganisationId
    at: datetime
    recorded: datetime
    kind: QuestionKind = QuestionKind.TEXT
    language: str | None = None
    visibility: Visibility = Visibility.BACKBONE
    prompt: PromptId | None = None
    source: Source | None = None
    replaces: str | None = None
    replaced: datetime | None = None
    withdrawn: datetime | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", aware(self.at))
        object.__setattr__(self, "recorded", aware(self.recorded))
        object.__setattr__(self, "replaced", aware_or_none(self.replaced))
        object.__setattr__(self, "withdrawn", aware_or_none(self.withdrawn))

    @property
    def current(self) -> bool:
        """Neither replaced nor withdrawn."""
        return self.replaced is None and self.withdrawn is None


def value_of(question: OwnQuestion, text: str, words: AnswerWords) -> str | None:
    """What a text says to the question, as it is kept; None where it is no answer to it."""
    text = text.strip()
    match question.kind:
        case QuestionKind.TEXT:
            return text or None
        case QuestionKind.CHOICE:
            return _option(question, bare(text))
        case QuestionKind.NUMBER:
            return text if _NUMBER.fullmatch(text) else None
        case QuestionKind.YES_NO:
            return _yes_or_no(bare(text), words)


def _option(question: OwnQuestion, key: str) -> str | None:
    if key.isdecimal() and 1 <= int(key) <= len(question.options):
        return question.options[int(key) - 1]
    return next((option for option in question.options if bare(option) == key), None)


def _yes_or_no(key: str, words: AnswerWords) -> str | None:
    if key in words.yes or key == "1":
        return YES
    return NO if key in words.no or key == "2" else None


def asked_next(question: OwnQuestion, value: str | None) -> bool:
    """Whether that answer brings the follow-up."""
    then = question.follow_up
    if then is None or value is None:
        return False
    if question.kind is QuestionKind.NUMBER:
        return _plain(value) == _plain(then.when)
    return bare(value) == bare(then.when)


def _plain(number: str) -> str:
    """Digits of any script as ours, without what groups them."""
    digits = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in number.strip())
    plain = _GROUPED.sub("", digits).replace(",", ".").removeprefix("+")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


Values = Mapping[int, str | None]
"""What was said to own questions, by number; None takes an answer back."""
