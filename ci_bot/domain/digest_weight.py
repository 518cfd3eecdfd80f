"""How long a line of a digest reads, and its shorter form."""

from collections.abc import Callable
from dataclasses import replace
from math import ceil
from typing import assert_never

from ci_bot.domain.digest_content import (
    ComingLine,
    Contact,
    Entry,
    Excerpt,
    HelpKind,
    HelpLine,
    LessonLine,
    ProgressLine,
    ThanksLine,
    Voice,
)

VOICES = 2
"""How many further voices of one kind a line carries on top."""
Shorten = Callable[[str, int], tuple[str, bool]]
"""A text in at most so many characters, and whether it had to be shortened."""


def weight(text: str | None) -> int:
    """About how many words it reads like; scripts without spaces count by length."""
    return 0 if text is None else max(len(text.split()), ceil(len(text) / 8))


def entry_weight(entry: Entry) -> int:
    """About how many words the line has, the bot's own included."""
    match entry:
        case HelpLine():
            said = _words(entry.words) + weight(entry.activity) + contact_weight(entry.contact)
            return 3 + said + (4 if entry.kind is HelpKind.LEAD_WANTED else 0)
        case ProgressLine():
            voices = (*entry.contributions, *entry.told)
            return (
                (7 if entry.was is not None or entry.since is not None else 4)
                + weight(entry.activity)
                + _words(entry.words)
                + sum(_words(voice.words) + weight(voice.organisation) + 1 for voice in voices)
                + 6 * len(entry.told)
                + sum(weight(title) + 1 for title in entry.touches)
                + contact_weight(entry.contact)
            )
        case ComingLine():
            place = weight(entry.activity) + weight(entry.organisation)
            return 5 + place + _words(entry.words)
        case LessonLine():
            return 2 + weight(entry.activity) + _words(entry.words) + contact_weight(entry.contact)
        case ThanksLine():
            return 6 + contact_weight(entry.contact)
        case _:
            assert_never(entry)


def entry_size(entry: Entry) -> int:
    """About how many characters the line has; only its long pieces are measured."""
    said = [entry.words] if not isinstance(entry, ThanksLine) else []
    if isinstance(entry, ProgressLine):
        said += [voice.words for voice in (*entry.contributions, *entry.told)]
    # Names and the bot's own words around each piece.
    return 120 + sum(len(words.text) + 40 for words in said if words is not None)


def contact_weight(contact: Contact) -> int:
    """About how many words a contact has."""
    return weight(contact.person) + weight(contact.organisation) + 1


def shortened(entry: Entry, limit: int, shorten: Shorten) -> Entry:
    """The line with each person's words in at most so many characters, and few further voices."""
    match entry:
        case HelpLine():
            return replace(entry, words=_shortened_or_none(entry.words, limit, shorten))
        case ProgressLine():
            return replace(
                entry,
                words=_shortened_or_none(entry.words, limit, shorten),
                contributions=_few(entry.contributions, limit, shorten),
                told=_few(entry.told, limit, shorten),
            )
        case ComingLine() | LessonLine():
            return replace(entry, words=shortened_words(entry.words, limit, shorten))
        case ThanksLine():
            return entry
        case _:
            assert_never(entry)


def shortened_words(words: Excerpt, limit: int, shorten: Shorten) -> Excerpt:
    """The words in at most so many characters, marked where they lost some."""
    text, cut = shorten(words.text, limit)
    return replace(words, text=text, shortened=cut)


def _shortened_or_none(words: Excerpt | None, limit: int, shorten: Shorten) -> Excerpt | None:
    return None if words is None else shortened_words(words, limit, shorten)


def _few(voices: tuple[Voice, ...], limit: int, shorten: Shorten) -> tuple[Voice, ...]:
    return tuple(
        replace(voice, words=shortened_words(voice.words, limit, shorten))
        for voice in voices[:VOICES]
    )


def _words(words: Excerpt | None) -> int:
    if words is None:
        return 0
    return weight(words.text) + words.shortened + (words.language is not None)
