"""One spelling for each emoji, so that a reaction is known whatever keyboard it came from."""

import re

_SHADES = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


def normalised(emoji: str) -> str:
    """The emoji without variation selectors and skin tones."""
    return _SHADES.sub("", emoji)
