"""Shortens a text at a good place, for lines marked "(shortened)"."""

import re

from ci_bot.messages.graphemes import border_before

_SENTENCES_FILL = 0.5
"""With less of the room used, half a sentence more says more than a whole one."""
_WORDS_FILL = 0.6
"""A word border that would throw away more than the rest is no good place."""
# No number of a list, and no dot inside an address; a sign of its own script needs no blank.
_END = re.compile(r"(?<!\d)[.!?\u2026\u0589\u06d4]+(?=\s)|[\u3002\uff01\uff1f]")


def shorten(text: str, limit: int) -> tuple[str, bool]:
    """The text in at most `limit` characters, and whether it had to be shortened.

    Cuts after a sentence if it can, else between words, or inside an endless one between graphemes.
    """
    text = text.strip()
    if len(text) <= limit:
        return text, False
    ends = [end for found in _END.finditer(text[: limit + 1]) if (end := found.end()) <= limit]
    if ends and ends[-1] >= limit * _SENTENCES_FILL:
        return text[: ends[-1]], True
    at = border_before(text, limit)
    if not text[at].isspace():
        word = max(text.rfind(blank, 0, at) for blank in " \n\t\u00a0")
        at = word if word >= limit * _WORDS_FILL else at
    return text[:at].rstrip(" \n\t\u00a0,;:-"), True
