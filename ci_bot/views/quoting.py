"""What somebody typed, shown again where it can't be taken: short, and never as markup."""

from ci_bot.messages.inline import Words
from ci_bot.messages.shorten import shorten

QUOTED = 120
"""Characters of it."""


def quoted(text: str) -> Words:
    """The words, marked where they are cut."""
    short, cut = shorten(text, QUOTED)
    return Words(f"{short} ..." if cut else short)
