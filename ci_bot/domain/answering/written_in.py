"""In which language a text is written, as far as its letters and small words tell."""

import re
import unicodedata
from collections import Counter

from ci_bot.domain.answering.second_line import base, digest_languages, parted
from ci_bot.domain.coalition import Coalition

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)?")
# By the first word of a letter's Unicode name.
_SCRIPTS = {
    "ARABIC": ("ar", "fa", "ps", "ug", "ur"),
    "ARMENIAN": ("hy",),
    "BENGALI": ("bn", "as"),
    "CYRILLIC": ("uk", "ru", "sr", "mk", "bg", "be", "ba", "kk", "ky", "mn", "tg", "tt", "uz"),
    "DEVANAGARI": ("hi", "mr", "ne"),
    "GEORGIAN": ("ka",),
    "GREEK": ("el",),
    "HANGUL": ("ko",),
    "HEBREW": ("he", "yi"),
    "HIRAGANA": ("ja",),
    "KATAKANA": ("ja",),
    "THAI": ("th",),
}
_IN_LATIN_TOO = frozenset({"kk", "sr", "uz", "tt"})
# Words that hardly any other language has, and those that count only beside them.
_SURELY = {
    "en": (
        "the and with you they this that our from your their what when which would should could"
        " people before after about because only every those these there than until instead again"
        " other next who been yet answer nothing something waiting"
    ),
    "de": (
        "und nicht ist wir eine einen einem einer für noch sind haben werden euch eure unser unsere"
        " zum zur kein keine"
    ),
}
_PERHAPS = {
    "en": (
        "a an are as at be but by can for free has have how in is it its more not of on one or out"
        " so still to two up was we were will"
    ),
    "de": "am an auf aus bei bis das den der die ein es ihr im in mit sich von wer",
}
_CHANCE = 3


def written_in(text: str, own: str) -> str | None:
    """The language of the text, whose author's language is `own`; None where nobody can tell.

    People write in the language of their readers as often as in their own: English and German are
    known by their small words. In doubt it is the author's, if it is written in such letters.
    """
    script = _script(text)
    usual = base(own)
    if script in _SCRIPTS:
        known = _SCRIPTS[script]
        return own if usual in known else known[0] if len(known) == 1 else None
    if script != "LATIN":
        return own
    words = [word.casefold() for word in _WORD.findall(text)]
    scores = {language: _score(words, language) for language in _SURELY}
    best = max(scores, key=lambda language: scores[language])
    if scores[best]:
        return own if best == usual else best
    elsewhere = any(usual in languages for languages in _SCRIPTS.values())
    return None if elsewhere and usual not in _IN_LATIN_TOO else own


def language_of(words: str, own: str, coalition: Coalition) -> str | None:
    """The language of somebody's words, apart from their second lines."""
    return written_in(parted(words, digest_languages(coalition)).original, own)


def _script(text: str) -> str | None:
    """The script of most of its letters."""
    letters = Counter(unicodedata.name(c, "").partition(" ")[0] for c in text if c.isalpha())
    return letters.most_common(1)[0][0] if letters else None


def _score(words: list[str], language: str) -> int:
    """How many of its small words there are; none where it is a few doubtful ones alone."""
    sure = sum(word in _SURELY[language].split() for word in words)
    found = sure + sum(word in _PERHAPS[language].split() for word in words)
    # A third of it, and too many to be there by chance.
    many = found > _CHANCE and found * 3 >= len(words)
    return found if (sure and found > 1) or many else 0
