"""A typed line: prefix and mention taken off, phones' typography normalised, words split."""

import re
from dataclasses import dataclass

PREFIX = "!ci"

_TYPOGRAPHY = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‟": '"', "″": '"',
        "‘": "'", "’": "'", "‚": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
        "\u00a0": " ", "\u202f": " ", "\u2007": " ",
    }
)  # fmt: skip
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\ufeff\u200e\u200f\u2066\u2067\u2068\u2069"))
_DIGITS = 9  # no number of a prompt's item or an ask has more
_PILL = re.compile(r"https://matrix\.to/#/(@[^\s/?]+)\S*")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a line: its text, and where in the line it begins and ends."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line:
    """What was typed after the prefix; `prefixed`: it was meant for the bot beyond doubt."""

    text: str
    prefixed: bool

    @property
    def words(self) -> tuple[Word, ...]:
        """Words, and quoted phrases as one word."""
        return tuple(
            Word(m.group(1) if m.group(1) is not None else m.group(2), m.start(), m.end())
            for m in _WORD.finditer(self.text.translate(_TYPOGRAPHY))
        )

    def after(self, count: int) -> str:
        """The raw text behind the first `count` words."""
        words = self.words
        return self.text[words[count - 1].end :].strip() if 0 < count <= len(words) else self.text


def read_line(text: str, *, addressed: bool = False) -> Line:
    """The line a person typed; only its first line can hold the prefix."""
    cleaned = _PILL.sub(r"\1", text.translate(_INVISIBLE)).strip()
    head, _, rest = cleaned.partition(" ")
    if head.casefold() == PREFIX:
        return Line(rest.strip(), prefixed=True)
    return Line(cleaned, prefixed=addressed)


def number_in(word: str) -> int | None:
    """The number that a word is, as people write them; None where it is none."""
    digits = word.strip("#.:,)")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= _DIGITS else None
