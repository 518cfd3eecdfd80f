"""Text in a chart: escaped, as wide as it may be, and each script in a font that has it."""

import unicodedata
from html import escape
from itertools import groupby

from ci_bot.messages.shorten import shorten

FAMILY = "Noto Sans"
_JOINED = "Rubik"
"""Has Arabic, Hebrew and Latin in one: joined letters of a line in two fonts get lost."""
_FALLBACK = "'DejaVu Sans', Arial, sans-serif"
# Renderers mix fonts within a line only where they are told to; names as in Unicode's.
_SCRIPTS = {
    **{
        script.upper(): f"{FAMILY} {script}"
        for script in (
            *("Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati"),
            *("Gurmukhi", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya"),
            *("Sinhala", "Tamil", "Telugu", "Thai"),
        )
    },
    **dict.fromkeys(
        (
            "BOPOMOFO",
            "CJK",
            "FULLWIDTH",
            "HALFWIDTH",
            "HANGUL",
            "HIRAGANA",
            "IDEOGRAPHIC",
            "KATAKANA",
        ),
        f"{FAMILY} CJK JP",
    ),
    **dict.fromkeys(("ARABIC", "HEBREW"), _JOINED),
}
_NARROW = frozenset("!'(),-./:;I[]ijl|")
_BROAD = frozenset("%@MWmw\u2013\u2014\u2026")


def width(text: str, size: float) -> float:
    """About how wide it is at a font size, rather too wide than too narrow."""
    return size * sum(_em(character) for character in text)


def fitted(text: str, room: float, size: float) -> str:
    """The text, shortened so that it fits, then with an ellipsis."""
    short, limit = text, len(text)
    while limit and width(short, size) > room:
        limit -= 1
        head, cut = shorten(text, limit)
        short = f"{head}\u2026" if cut else head
    return short


def lettering(text: str) -> str:
    """The text as the inside of a `<text>`."""
    if any(_family(character) == _JOINED for character in text):
        return _run(text, _JOINED)
    runs = groupby(text, _family)
    return "".join(_run("".join(run), family) for family, run in runs)


def families(first: str = FAMILY) -> str:
    """The value of `font-family`; who has none of them still gets a plain font."""
    own = f"'{first}', " if first != FAMILY else ""
    return f"{own}'{FAMILY}', {_FALLBACK}"


def _run(text: str, family: str) -> str:
    shown = escape(text)
    return shown if family == FAMILY else f'<tspan font-family="{families(family)}">{shown}</tspan>'


def _family(character: str) -> str:
    if character < "\u0530":
        return FAMILY
    script = unicodedata.name(character, "").partition(" ")[0]
    return _SCRIPTS.get(script, FAMILY)


def _em(character: str) -> float:
    if unicodedata.category(character)[0] in "MC":
        return 0.0
    if character in _BROAD or unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.42
    if character.isspace():
        return 0.32
    if "\u0400" <= character < "\u0530" and character.isupper():
        return 1.0
    if "\u0590" <= character < "\u0780":
        return 0.62
    return 0.8 if character.isupper() or character > "\u0530" else 0.6
