"""Words that may be typed, as translators list them, in English and in another language."""

from collections.abc import Callable

from ci_bot.domain.typed_text import bare
from ci_bot.views.translation import translation

Translate = Callable[[str, str], str]


def english(_context: str, words: str) -> str:
    """What stands in the program itself."""
    return words


def listed(words: str) -> frozenset[str]:
    """The words of one entry of a catalogue, which have bars between them."""
    return frozenset(bare(word) for word in words.split("|") if word.strip())


def typed_words(language: str, entry: Callable[[Translate], str]) -> frozenset[str]:
    """The words of an entry, in both languages."""
    return listed(entry(translation(language).pgettext)) | listed(entry(english))


def joining_words(language: str) -> frozenset[str]:
    """What may be typed between two names."""
    return typed_words(language, lambda pgettext: pgettext("typed between two names", "and|with"))


def about_words(language: str) -> frozenset[str]:
    """What may be typed in front of what an introduction is about."""
    return typed_words(language, lambda pgettext: pgettext("typed before a subject", "about"))
