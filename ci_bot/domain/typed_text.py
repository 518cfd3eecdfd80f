"""Typed text, made comparable: phones' typography, letter case and digits of other scripts."""

import re
import unicodedata

_TYPOGRAPHY = str.maketrans(
    dict.fromkeys("“”„«»‟″〝〞＂", '"')
    | dict.fromkeys("‘’‚‹›′ʼ`´", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
)
_SPACES = re.compile(r"\s+")
_EDGES = " \"'.!,;:…。！"
_KEYCAP = re.compile("([0-9])\ufe0f?\u20e3")
_DIGITS = 4
_JOINING = frozenset("\u200c\u200d\ufe0e\ufe0f\u20e3")


def folded(text: str) -> str:
    """The text for comparison with words: no case, one kind of quotes, dashes and blanks."""
    plain = unicodedata.normalize("NFKC", text.translate(_TYPOGRAPHY)).translate(_TYPOGRAPHY)
    return _SPACES.sub(" ", plain.casefold()).strip()


def bare(text: str) -> str:
    """Folded, and without the quotes and full stops that phones put around a word."""
    plain = folded(text)
    return plain.strip(_EDGES) or plain


def without_keycaps(text: str) -> str:
    """Keycap emoji become their digits."""
    return _KEYCAP.sub(r"\1", text)


def small_number(text: str) -> int | None:
    """The number that a text is; None where it is none, or longer than that of any choice."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


def has_words(text: str) -> bool:
    """Whether there is a letter or a digit in it, of any script."""
    return any(unicodedata.category(c)[0] in "LN" for c in text)


def only_signs(text: str) -> bool:
    """Whether it is an emoji or another sign alone."""
    shown = [c for c in text if not c.isspace() and c not in _JOINING]
    return bool(shown) and not has_words("".join(shown))


def asks_something(text: str) -> bool:
    """Whether it ends like a question, in any script.

    `;` is the question mark of Greek alone; the Armenian one stands inside the last word.
    """
    end = text.rstrip(" \n\"'”’»)")
    if not end:
        return False
    if end[-1] in "?？؟⁇⁈⁉‽;፧꘏":
        return True
    if end[-1] == ";":
        return any("Ͱ" <= c <= "Ͽ" or "ἀ" <= c <= "῿" for c in end)
    return "՞" in end.split()[-1]
