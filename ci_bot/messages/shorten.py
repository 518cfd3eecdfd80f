"""Shortens a text at a good place, for lines marked "(shortened)"."""

from ci_bot.messages.graphemes import border_before

_WORDS_FILL = 0.6
"""A word border that would throw away more than the rest is no good place."""


def shorten(text: str, limit: int) -> tuple[str, bool]:
    """The text in at most `limit` characters, and whether it had to be shortened.

    Cuts between words, or inside an endless one between graphemes.
    """
    text = text.strip()
    if len(text) <= limit:
        return text, False
    at = border_before(text, limit)
    if not text[at].isspace():
        word = max(text.rfind(blank, 0, at) for blank in " \n\t\u00a0")
        at = word if word >= limit * _WORDS_FILL else at
    return text[:at].rstrip(" \n\t\u00a0,;:-"), True
