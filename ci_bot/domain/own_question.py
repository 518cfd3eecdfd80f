"""A check-in's own questions: what a coalition asks beside how its activities stand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from ci_bot.domain.ids import CheckinId
from ci_bot.domain.status import Visibility

MOST = 3
"""Own questions in one prompt; a follow-up counts, as it may have to be asked."""


class QuestionKind(StrEnum):
    """What an answer can be."""

    TEXT = "text"
    CHOICE = "choice"
    NUMBER = "number"
    YES_NO = "yes_no"


YES, NO = "yes", "no"
"""How the answers to a yes-or-no question are kept, in every language."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FollowUp:
    """One more question, asked only when the answer before it is `when`."""

    when: str
    text: str
    kind: QuestionKind = QuestionKind.TEXT
    options: tuple[str, ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnQuestion:
    """One question; `translations` of its text by language, `visibility`: who reads the answers."""

    id: str
    text: str
    kind: QuestionKind = QuestionKind.TEXT
    options: tuple[str, ...] = ()
    translations: Mapping[str, str] = field(default_factory=dict, hash=False)
    visibility: Visibility = Visibility.BACKBONE
    follow_up: FollowUp | None = None

    @property
    def weight(self) -> int:
        """How many questions it may come to."""
        return 1 if self.follow_up is None else 2

    @property
    def more(self) -> "OwnQuestion | None":
        """The follow-up as a question of its own, with the same readers."""
        then = self.follow_up
        if then is None:
            return None
        return OwnQuestion(
            id=follow_up_id(self.id),
            text=then.text,
            kind=then.kind,
            options=then.options,
            translations=then.translations,
            visibility=self.visibility,
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class OwnItem:
    """An own question of a prompt, addressed as `q1`; `answer` names what was answered, if it was.

    The first one that isn't `settled` is the open one; a follow-up stands behind its question.
    """

    number: int
    checkin: CheckinId
    question: str
    answer: str | None = None
    settled: bool = False


def follow_up_id(question: str) -> str:
    """The id of a question's follow-up; no question in a file can have it."""
    return f"{question}+"


def texts_in(question: OwnQuestion, language: str) -> str:
    """The question's text in that language, or in its nearest; else as the file has it."""
    base = language.partition("-")[0]
    return question.translations.get(language) or question.translations.get(base) or question.text
