"""The pieces of a line: our words, people's words, and emphasis, never markup."""

import string
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """The bot's own words."""

    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out, such as a title; shown literally."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """A person's words: shown literally and isolated in direction, never as markup or link."""

    text: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Code:
    """Something to type or copy, exactly as it stands."""

    text: str


Inline = Plain | Strong | Words | Code
Line = tuple[Inline, ...]


def line(template: str, **pieces: "Inline | Line | str | int") -> Line:
    """Fills a translated sentence's `{named}` places with pieces, keeping each piece's kind.

    Raises KeyError when the sentence names a place that is not given.
    """
    filled: list[Inline] = []
    for literal, name, _, _ in string.Formatter().parse(template):
        if literal:
            filled.append(Plain(literal))
        if name is None:
            continue
        piece = pieces[name]
        if isinstance(piece, tuple):
            filled.extend(piece)
        elif isinstance(piece, str | int):
            filled.append(Plain(str(piece)))
        else:
            filled.append(piece)
    return tuple(filled)
