"""Keeps the directions of writing apart.

`<bdi>` isn't in Matrix's HTML subset, so both forms of a message isolate by U+2068 and U+2069.
"""

import unicodedata

_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_LANGUAGES = frozenset({"ar", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})


def isolated(text: str, language: str) -> str:
    """The text, isolated where the direction of it or of the message around it asks for that.

    Left-to-right text in a left-to-right message stays as it is: copied, it carries no marks.
    """
    if not text or not (is_right_to_left(language) or _runs_right_to_left(text)):
        return text
    return f"{_ISOLATE}{text}{_POP}"


def is_right_to_left(language: str) -> bool:
    """Whether the language (BCP 47) is written from right to left."""
    return language.partition("-")[0].lower() in _LANGUAGES


def _runs_right_to_left(text: str) -> bool:
    if text.isascii():
        return False
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in text)
