"""Counts words as people read them, also in scripts that put no spaces between them."""

import re
from math import ceil

DENSE = 2
"""Characters of a word in Chinese and Japanese: most words have two."""
RUNNING = 5
"""Characters of a word in Thai, Lao, Khmer, Burmese and Tibetan, their vowel signs included."""
LONGEST = 32
"""Letters of a word in all others; nobody reads more in one go, be it a compound or an address."""

_DENSE = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_RUNNING = re.compile("[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\uaa60-\uaa7f]")
_LETTERS = re.compile(r"\w")


def word_count(text: str) -> int:
    """How many words it reads like.

    What stands between spaces is a word, whatever it is, or as many as its characters make:
    two of Chinese or Japanese, five of Thai and its neighbours, 32 of any other script.
    """
    return sum(map(_words, text.split()))


def _words(token: str) -> int:
    if token.isascii() and len(token) <= LONGEST:
        return 1
    rest, dense = _DENSE.subn("", token)
    rest, running = _RUNNING.subn("", rest)
    letters = len(_LETTERS.findall(rest))
    return max(1, ceil(dense / DENSE) + ceil(running / RUNNING) + ceil(letters / LONGEST))
