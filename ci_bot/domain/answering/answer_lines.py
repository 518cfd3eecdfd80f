"""Reads several lines: `K: ...` about activities, `n`, `o` and `l` about what is beside them."""

import re
from collections.abc import Iterable
from dataclasses import replace

from ci_bot.domain.answer_words import AnswerWords, opening
from ci_bot.domain.answering.answer import Answer, Extra, Lettered, Puzzle, Question, Told, Why
from ci_bot.domain.answering.answer_status import read_status
from ci_bot.domain.ask import AskKind
from ci_bot.domain.typed_text import asks_something

# `10:30` is a time of day.
_ITEM = re.compile(r"\s*[#(]?(\d{1,2})\)?\s*[:：](?!\d\d(?:\D|$))\s*(.*)", re.DOTALL)
_NUMBERED = re.compile(r"(\d{1,2})\s*[:：.)]?\s+(.+)", re.DOTALL)


def split_lines(
    text: str, *, words: AnswerWords, items: frozenset[int]
) -> tuple[Answer, ...] | None:
    """The answers of a text that names activities by number; None when it names none."""
    blocks = _blocks(text.split("\n"), words, items)
    if not any(_ITEM.match(block) for block in blocks):
        return None
    return tuple(_block(block, words, items) for block in blocks)


def read_extras(text: str, words: AnswerWords, items: frozenset[int]) -> tuple[Answer, ...] | None:
    """What is needed, offered or learned, each on a line; None when no line says so."""
    grouped: list[str] = []
    for line in text.split("\n"):
        if opening(line, words.extras) is not None or not grouped:
            grouped.append(line)
        else:
            grouped[-1] += "\n" + line
    read = [_extra(block, words, items) for block in grouped]
    return None if all(extra is None for extra in read) else tuple(_placed(grouped, read))


def letter_ahead(text: str, words: AnswerWords) -> AskKind | None:
    """What the single letter in front of a text stands for, if one does."""
    begun = opening(text, words.extras)
    single = begun is not None and len(begun.key) == 1 and begun.rest
    return words.extras[begun.key] if begun is not None and single else None


def letters_meant(
    doubt: str, *, words: AnswerWords, items: frozenset[int], yes: bool
) -> tuple[Answer, ...] | None:
    """What a yes or a no makes of a text in doubt with a letter in front; None for another text."""
    blocks = _blocks(doubt.split("\n"), words, items) if _ITEM.match(doubt) else [doubt]
    meant: list[Answer] = []
    for block in blocks:
        found = _ITEM.match(block)
        item, text = (None, block) if found is None else (int(found[1]), found[2].strip())
        if letter_ahead(text, words) is None:
            return None
        if yes:
            meant += extras_about(text, item, words, items)
        else:
            meant.append(Told(item=item, words=text, more=item is not None))
    return tuple(meant)


def extras_about(
    text: str, item: int | None, words: AnswerWords, items: frozenset[int]
) -> tuple[Answer, ...]:
    """What lines with a letter in front say beside that activity, unless they name another."""
    return tuple(_about(answer, item) for answer in read_extras(text, words, items) or ())


def _about(answer: Answer, item: int | None) -> Answer:
    if isinstance(answer, Extra) and answer.item is None:
        return replace(answer, item=item)
    return answer


def _placed(texts: Iterable[str], read: Iterable[Extra | None]) -> Iterable[Answer]:
    for text, extra in zip(texts, read, strict=True):
        if extra is not None:
            yield extra
        elif text.strip():
            yield Puzzle(why=Why.NOT_PLACED, text=text.strip())


def _blocks(lines: Iterable[str], words: AnswerWords, items: frozenset[int]) -> list[str]:
    """Lines that belong together: what follows a numbered line goes on with it.

    A letter in front begins another block, about the same activity.
    """
    blocks: list[str] = []
    for line in lines:
        numbered = _ITEM.match(line) is not None
        extra = _extra(line, words, items)
        begins = numbered or (extra is not None and extra.item is not None)
        if begins or not blocks:
            blocks.append(line)
        elif letter_ahead(line, words) and not _lettered(blocks[-1], words):
            found = _ITEM.match(blocks[-1])
            blocks.append(line if found is None else f"{found[1]}: {line}")
        else:
            blocks[-1] += "\n" + line
    return [block.strip() for block in blocks if block.strip()]


def _lettered(block: str, words: AnswerWords) -> bool:
    found = _ITEM.match(block)
    return found is not None and letter_ahead(found[2], words) is not None


def _block(block: str, words: AnswerWords, items: frozenset[int]) -> Answer:
    found = _ITEM.match(block)
    if found is None:
        return _extra(block, words, items) or _unnumbered(block)
    item, rest = int(found[1]), found[2].strip()
    if item not in items:
        return Puzzle(why=Why.NO_SUCH_ITEM, text=block, item=item)
    kind = letter_ahead(rest, words)
    if kind is not None:
        return Lettered(kind, rest, item)
    return read_status(rest, words=words, items=items, item=item)


def _unnumbered(block: str) -> Answer:
    """A text in front of numbered lines: which activity it is about, only its author knows."""
    return Question(block) if asks_something(block) else Puzzle(why=Why.NOT_PLACED, text=block)


def _extra(text: str, words: AnswerWords, items: frozenset[int]) -> Extra | None:
    begun = opening(text, words.extras)
    if begun is None or not begun.rest:
        return None
    numbered = _NUMBERED.fullmatch(begun.rest)
    kind = words.extras[begun.key]
    if numbered is not None and int(numbered[1]) in items:
        return Extra(kind, numbered[2].strip(), int(numbered[1]))
    return Extra(kind, begun.rest)
