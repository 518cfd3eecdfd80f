"""Ids made of names, readable and in plain letters, whatever script the name is in."""

import re
import unicodedata
from collections.abc import Container

SLUG = r"^[a-z0-9][a-z0-9._-]{0,63}$"
LONGEST = 40
"""Letters of a made id; a number behind it still fits into what an id may have."""

_LETTERS = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l",
        "ı": "i", "ħ": "h", "ŋ": "n",
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ie",
        "ж": "zh", "з": "z", "и": "i", "і": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n",
        "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh",
        "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "ђ": "dj", "ј": "j", "љ": "lj", "њ": "nj", "ћ": "c", "џ": "dz",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th",
        "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r",
        "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip
_SYLLABLES = re.compile(r"(?:HANGUL SYLLABLE|(?:HIRAGANA|KATAKANA) LETTER(?: SMALL)?) (\w+)")


def slug_of(name: str, *, otherwise: str, taken: Container[str]) -> str:
    """An id for a name that is not taken; `otherwise` where the name has no letters we can read."""
    spelled = "".join(_latin(character) for character in name.casefold())
    words = re.sub(r"[^a-z0-9]+", "-", spelled.replace("'", "")).strip("-")
    slug = words[:LONGEST].strip("-") or otherwise
    number, found = 1, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def is_slug(text: str) -> bool:
    """Whether a text may be an id."""
    return re.fullmatch(SLUG, text) is not None


def _latin(character: str) -> str:
    # Before it is taken apart: a letter of its own may look like another with an accent.
    known = character.translate(_LETTERS)
    if known != character:
        return known
    syllable = _SYLLABLES.fullmatch(unicodedata.name(character, ""))
    if syllable:
        return syllable[1].casefold()
    bare = (c for c in unicodedata.normalize("NFKD", character) if not unicodedata.combining(c))
    return "".join(bare).translate(_LETTERS).replace("’", "")
