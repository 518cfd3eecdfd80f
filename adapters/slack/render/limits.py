"""How much Slack takes; in UTF-16 units, the strictest way to count."""

from ci_bot.messages.graphemes import border_before

HEADER = 150
NOTE = 2_000
BUTTON = 75
BUTTON_VALUE = 2_000
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
    if size(text) <= limit:
        return text
    at = border_before(text, limit - 1)
    while size(text[:at]) > limit - 1:
        at = border_before(text, at - 1)
    return text[:at].rstrip() + _MORE
