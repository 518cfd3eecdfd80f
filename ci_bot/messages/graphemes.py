"""Where a text may be cut without breaking a character that people see as one.

Follows UAX 29 on the careful side: it may refuse a border that the standard allows, never the
other way round.
"""

import unicodedata

_ZWJ = "\u200d"
_VIRAMA = 9
# These belong to what follows them; all others of their category belong to what precedes.
_PREPENDED = frozenset(
    "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd"
)
_JOINING_LETTERS = frozenset("\u0e33\u0eb3\uff9e\uff9f")


def is_border(text: str, at: int) -> bool:
    """Whether the text may be cut before the character at that position."""
    if at <= 0 or at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if before < "\u0300" and after < "\u0300":
        return (before, after) != ("\r", "\n") and after != "\xad"
    if _joins_what_precedes(after) or before == _ZWJ or before in _PREPENDED:
        return False
    if unicodedata.combining(before) == _VIRAMA and after.isalpha():
        return False
    if _is_flag_letter(after):
        return _flag_letters_before(text, at) % 2 == 0
    return not ("\u1100" <= before <= "\ua97c" and _is_leading_jamo(before) and _is_hangul(after))


def border_before(text: str, limit: int) -> int:
    """The last border at or before a position; 0 if there is none."""
    at = min(limit, len(text))
    while not is_border(text, at):
        at -= 1
    return at


def _joins_what_precedes(character: str) -> bool:
    category = unicodedata.category(character)
    return (
        category.startswith("M")
        or (category == "Cf" and character not in _PREPENDED)
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\u1160" <= character <= "\u11ff"
        or "\ud7b0" <= character <= "\ud7fb"
        or character in _JOINING_LETTERS
    )


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_letters_before(text: str, at: int) -> int:
    start = at
    while start > 0 and _is_flag_letter(text[start - 1]):
        start -= 1
    return at - start


def _is_leading_jamo(character: str) -> bool:
    return "\u1100" <= character <= "\u115f" or "\ua960" <= character <= "\ua97c"


def _is_hangul(character: str) -> bool:
    return _is_leading_jamo(character) or "\uac00" <= character <= "\ud7a3"
