"""The shape of a check-in's own questions: a plain text, or a question with its parts."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    model_validator,
)

from ci_bot.coalition_file.words import language
from ci_bot.domain.answer_words import AnswerWords
from ci_bot.domain.own_question import MOST, FollowUp, OwnQuestion, QuestionKind
from ci_bot.domain.own_questions.answer import value_of
from ci_bot.domain.roster.slug import SLUG
from ci_bot.domain.status import Visibility

_LONGEST = 200
_MOST_OPTIONS = 8
_WORDS = AnswerWords(yes=frozenset({"yes"}), no=frozenset({"no"}))

Asked = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST, strip_whitespace=True)]
Language = Annotated[str, AfterValidator(language)]


def yes_or_no(given: Any) -> Any:
    """YAML reads `yes` and `no` as true and false; here they are words."""
    if isinstance(given, bool):
        return "yes" if given else "no"
    return str(given) if isinstance(given, int | float) else given


def as_question(given: Any) -> Any:
    """A plain text is a question to be answered in words."""
    return {"text": given} if isinstance(given, str) else given


Word = Annotated[
    str,
    BeforeValidator(yes_or_no),
    StringConstraints(min_length=1, max_length=60, strip_whitespace=True),
]


class _Asked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    text: Asked
    kind: QuestionKind = QuestionKind.TEXT
    options: tuple[Word, ...] = ()
    translations: Mapping[Language, Asked] = {}

    @model_validator(mode="after")
    def fits(self) -> Self:
        """Options are for choices, which are few and differ."""
        if (self.kind is QuestionKind.CHOICE) != bool(self.options):
            raise ValueError("`options` are what a question of the kind `choice` has, and only it")
        if len(self.options) == 1 or len(self.options) > _MOST_OPTIONS:
            raise ValueError(f"needs from 2 to {_MOST_OPTIONS} options")
        if len({option.casefold() for option in self.options}) < len(self.options):
            raise ValueError("an option stands here twice")
        return self


class FollowUpShape(_Asked):
    """One more question, after the answer `when`."""

    when: Word


class QuestionShape(_Asked):
    """One own question; without an id it is known by its place."""

    id: Annotated[str, StringConstraints(pattern=SLUG)] | None = None
    visibility: Literal[Visibility.BACKBONE, Visibility.COALITION] = Visibility.BACKBONE
    follow_up: FollowUpShape | None = None

    @model_validator(mode="after")
    def followed(self) -> Self:
        """A follow-up waits for an answer that there can be."""
        if self.follow_up is None:
            return self
        asked = OwnQuestion(id="", text=self.text, kind=self.kind, options=self.options)
        if self.kind is QuestionKind.TEXT:
            raise ValueError("`follow_up` needs a question of the kind choice, number or yes_no")
        if value_of(asked, self.follow_up.when, _WORDS) is None:
            raise ValueError(f"`follow_up`: nobody can answer `{self.follow_up.when}`")
        return self


QuestionEntry = Annotated[QuestionShape, BeforeValidator(as_question)]


def few(given: tuple[QuestionShape, ...]) -> tuple[QuestionShape, ...]:
    """As many questions as people answer, each known by an id of its own."""
    if sum(2 if question.follow_up else 1 for question in given) > MOST:
        raise ValueError(
            f"holds at most {MOST} questions, follow-ups included; more are not answered"
        )
    ids = [question.id or f"q{n}" for n, question in enumerate(given, start=1)]
    if len(set(ids)) < len(ids):
        raise ValueError("two questions have the same id")
    return given


def questions_of(given: tuple[QuestionShape, ...]) -> tuple[OwnQuestion, ...]:
    """The domain's questions."""
    return tuple(
        OwnQuestion(
            id=shape.id or f"q{n}",
            text=shape.text,
            kind=shape.kind,
            options=shape.options,
            translations=dict(shape.translations),
            visibility=shape.visibility,
            follow_up=_follow_up(shape.follow_up),
        )
        for n, shape in enumerate(given, start=1)
    )


def _follow_up(shape: FollowUpShape | None) -> FollowUp | None:
    if shape is None:
        return None
    return FollowUp(
        when=shape.when,
        text=shape.text,
        kind=shape.kind,
        options=shape.options,
        translations=dict(shape.translations),
    )


def exported(question: OwnQuestion, place: int) -> Any:
    """A question as the file has it: a plain text where that says it all."""
    usual = OwnQuestion(id=f"q{place}", text=question.text)
    if question == usual:
        return question.text
    found: dict[str, Any] = {"id": question.id, **_parts(question)}
    if question.visibility is not usual.visibility:
        found["visibility"] = question.visibility.value
    if question.follow_up is not None:
        found["follow_up"] = {"when": question.follow_up.when, **_parts(question.follow_up)}
    return found


def _parts(asked: OwnQuestion | FollowUp) -> dict[str, Any]:
    found: dict[str, Any] = {"text": asked.text}
    if asked.kind is not QuestionKind.TEXT:
        found["kind"] = asked.kind.value
    if asked.options:
        found["options"] = list(asked.options)
    if asked.translations:
        found["translations"] = dict(asked.translations)
    return found
