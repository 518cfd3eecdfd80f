"""A check-in's own questions in one column."""

from collections.abc import Mapping, Sequence
from typing import Any

from ci_bot.domain.own_question import FollowUp, OwnQuestion, QuestionKind
from ci_bot.domain.status import Visibility
from ci_bot.store.types import Packed


def own_questions() -> Packed:
    """A tuple of own questions, each perhaps with a follow-up."""
    return Packed(_questions)


def _questions(packed: Sequence[Mapping[str, Any]]) -> tuple[OwnQuestion, ...]:
    return tuple(
        OwnQuestion(
            **_asked(record),
            id=record["id"],
            visibility=Visibility(record["visibility"]),
            follow_up=None if record["follow_up"] is None else _follow_up(record["follow_up"]),
        )
        for record in packed
    )


def _follow_up(record: Mapping[str, Any]) -> FollowUp:
    return FollowUp(**_asked(record), when=record["when"])


def _asked(record: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": record["text"],
        "kind": QuestionKind(record["kind"]),
        "options": tuple(record["options"]),
        "translations": record["translations"],
    }
