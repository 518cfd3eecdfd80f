"""The words that stand for answers, in English and in a person's language."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ci_bot.domain.ask import AskKind
from ci_bot.domain.rhythm.date_grammar import DateWords
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.typed_text import bare

NOT_ME = "not me"
"""What somebody types who is not the person that was meant."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerWords:
    """What may be typed instead of a digit; all keys are folded."""

    statuses: Mapping[str, Status] = field(default_factory=dict)
    no_change: frozenset[str] = frozenset()
    same: frozenset[str] = frozenset({"same"})
    skip: frozenset[str] = frozenset({"s"})
    deputy: frozenset[str] = frozenset({"d"})
    away: frozenset[str] = frozenset({"a"})
    nothing: frozenset[str] = frozenset({"-"})
    yes: frozenset[str] = frozenset({"y"})
    no: frozenset[str] = frozenset({"n"})
    not_me: frozenset[str] = frozenset({NOT_ME})
    correct: frozenset[str] = frozenset({"c"})
    readers: Mapping[str, Visibility] = field(default_factory=dict)
    extras: Mapping[str, AskKind] = field(
        default_factory=lambda: {"n": AskKind.ASK, "o": AskKind.OFFER, "l": AskKind.LESSON}
    )
    dates: DateWords = field(default_factory=DateWords)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a text begins: a word's key, what follows it, and whether a sign stands between."""

    key: str
    rest: str
    apart: bool


def opening(text: str, keys: frozenset[str] | Mapping[str, object]) -> Opening | None:
    """The longest of the words that the text begins with."""
    spans = _word_spans(text)
    longest = max((key.count(" ") + 1 for key in keys), default=0)
    for count in range(min(longest, len(spans)), 0, -1):
        end = spans[count - 1][1]
        key = bare(text[:end])
        if key in keys:
            rest = text[end:].strip()
            sign = text[end - 1] in ":,.;!-–—" or rest[:1] in ("-", "–", "—", ":", ",", ";")
            return Opening(key, rest.lstrip("-–—:,; \t").strip(), apart=sign or not rest)
    return None


def _word_spans(text: str) -> list[tuple[int, int]]:
    spans = []
    at = 0
    for word in text.split()[:8]:
        start = text.index(word, at)
        at = start + len(word)
        spans.append((start, at))
    return spans
