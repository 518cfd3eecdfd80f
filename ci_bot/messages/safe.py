"""Makes a person's words safe to show: no hidden, reordering or piled-up characters."""

import re
import unicodedata

from ci_bot.messages.links import honest

MARKS_PER_CHARACTER = 5
"""Vietnamese needs 2, pointed Hebrew 4; towers of dozens cover the neighbouring lines."""

_BREAKS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_TAGS = re.compile(
    "(\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,8}\U000e007f)"
    "|[\U000e0000-\U000e00ff]"
)
# Persian words and emoji of several people need joiners; between Latin letters they only deceive.
_JOINABLE = "[\u0590-\u1fff\u2190-\U000e01ef]"
_STRAY_JOINERS = re.compile(f"(?<!{_JOINABLE})[\u200c\u200d]|[\u200c\u200d](?!{_JOINABLE})")
# Whatever else is in there, each run of combining marks is in one piece.
_TOWERS = re.compile(rf"[^\w\s\x00-\u02ff]{{{MARKS_PER_CHARACTER + 1},}}")
_SPACES = re.compile(r"\s+")


def clean(text: str) -> str:
    """The words without what hides, reorders or overflows; line breaks become newlines."""
    text = _BREAKS.sub("\n", text).replace("\t", " ")
    text = _HIDDEN.sub("", text)
    if text.isascii():
        return text
    text = _SURROGATES.sub("\ufffd", text)
    text = _TAGS.sub(lambda found: found[1] or "", text)
    text = _STRAY_JOINERS.sub("", text)
    return _TOWERS.sub(_lowered, text)


def one_line(text: str) -> str:
    """A person's words on one line, so that they can't pass for a line of the bot."""
    return honest(_SPACES.sub(" ", clean(text)).strip())


def _lowered(found: re.Match[str]) -> str:
    kept: list[str] = []
    run = 0
    for character in found[0]:
        run = run + 1 if unicodedata.category(character).startswith("M") else 0
        if run <= MARKS_PER_CHARACTER:
            kept.append(character)
    return "".join(kept)
