"""Names in a line: the first few of many."""

from collections.abc import Sequence

from ci_bot.messages.inline import Words
from ci_bot.views.reader import Reader

_MOST = 8
"""People, rooms or titles by name in one line."""


def named(reader: Reader, names: Sequence[str]) -> Words:
    """The first names, and how many more there are."""
    shown = list(names[:_MOST])
    left = len(names) - len(shown)
    if left:
        text = reader.ngettext("{number} more", "{number} more", left)
        shown.append(text.format(number=left))
    return Words(reader.listed(shown))
