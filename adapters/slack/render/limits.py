"""How much Slack takes; in UTF-16 units, the strictest way to count."""

from collections.abc import Callable

from ci_bot.messages.graphemes import border_before

HEADER = 150
NOTE = 2_000
ALT = 2_000
BUTTON = 75
BUTTON_VALUE = 2_000
HEARD = 75
OPTION_VALUE = 75
OVERFLOW = 5
ACTIONS = 25
SELECT = 100
RADIOS = 5
LABEL = 2_000
TITLE = 24
INPUT = 3_000
BLOCKS = 50
VIEW_BLOCKS = 100
ALL_BLOCKS = 12_000
TEXT = 40_000
EDITED_TEXT = 4_000

_MORE = "…"


def size(text: str) -> int:
    """How long Slack may think it is."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, limit: int) -> str:
    """The text in at most that many units, ending in `…` where it went on."""
    return _cut(text, limit, lambda part: part)


def escaped(text: str, limit: int) -> str:
    """The same where Slack wants three characters escaped, which count as what they become."""
    return _escape(_cut(text, limit, _escape))


def _cut(text: str, limit: int, written: Callable[[str], str]) -> str:
    if size(written(text)) <= limit:
        return text
    at, too_much = 0, min(len(text), limit)
    while at < too_much - 1:
        middle = (at + too_much) // 2
        if size(written(text[:middle])) < limit:
            at = middle
        else:
            too_much = middle
    return text[: border_before(text, at)].rstrip() + _MORE


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
