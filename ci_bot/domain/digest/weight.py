"""How long a line of a digest reads, and its shorter form."""

from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from ci_bot.domain.digest.content import (
    AnswerLine,
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
from ci_bot.domain.digest.words import word_count

VOICES = 2
"""How many further voices of one kind a line carries on top."""
_CHARACTERS = 4
"""Of a word, with the space behind it: an alphabet needs more as a rule."""
_FRAME = 55
"""Bytes of a line that are neither names nor people's words: tags, status, "Contact"."""
_COMMAND = 40
"""Bytes of "help with" and a number, set apart as something to type."""
_SOME = 24
"""Characters, of which something can be understood in any script."""
Shorten = Callable[[str, int], tuple[str, bool]]
"""A text in at most so many characters, and whether it had to be shortened."""


def weight(text: str | None) -> int:
    """How many words it reads like."""
    return 0 if text is None else word_count(text)


def entry_weight(entry: Entry) -> int:
    """About how many words the line has, the bot's own included."""
    match entry:
        case HelpLine():
            said = _words(entry.words) + weight(entry.activity) + contact_weight(entry.contact)
            # What a lead is wanted for, or "help with" and a number.
            wanted = 4 if entry.kind is HelpKind.LEAD_WANTED else 3
            return 3 + said + wanted + (0 if entry.since is None else 4)
        case ProgressLine():
            voices = (*entry.contributions, *entry.told)
            return (
                (7 if entry.was is not None or entry.since is not None else 4)
                + weight(entry.activity)
                + _words(entry.words)
                + sum(_words(voice.words) + weight(voice.organisation) + 1 for voice in voices)
                + 6 * len(entry.told)
                + sum(_words(moved.words) + 7 for moved in entry.moved)
                + sum(weight(title) + 1 for title in entry.touches)
                + contact_weight(entry.contact)
            )
        case ComingLine():
            place = weight(entry.activity) + weight(entry.organisation)
            return 5 + place + _words(entry.words)
        case LessonLine():
            return 2 + weight(entry.activity) + _words(entry.words) + contact_weight(entry.contact)
        case AnswerLine():
            return weight(entry.question.text) + sum(map(_voice_weight, entry.answers))
        case ThanksLine():
            return 6 + contact_weight(entry.contact)
        case _:
            assert_never(entry)


def entry_size(entry: Entry) -> int:
    """About how many bytes the line has in its longest rendering, names and all."""
    match entry:
        case HelpLine():
            said = _said(entry.words) + _bytes(entry.activity) + _named(entry.contact)
            return _FRAME + _COMMAND + said
        case ProgressLine():
            return (
                _FRAME
                + _said(entry.words)
                + sum(
                    _said(voice.words) + _bytes(voice.organisation)
                    for voice in (*entry.contributions, *entry.told)
                )
                + sum(_said(moved.words) for moved in entry.moved)
                + sum(map(_bytes, entry.touches))
                + _bytes(entry.activity)
                + _named(entry.contact)
            )
        case ComingLine():
            names = _bytes(entry.activity) + _bytes(entry.organisation)
            return _FRAME + _said(entry.words) + names
        case LessonLine():
            return _FRAME + _said(entry.words) + _bytes(entry.activity) + _named(entry.contact)
        case AnswerLine():
            voices = (_said(v.words) + _bytes(v.organisation) for v in entry.answers)
            return _FRAME + _bytes(entry.question.text) + sum(voices)
        case ThanksLine():
            return _FRAME + _named(entry.contact)
        case _:
            assert_never(entry)


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
                moved=tuple(
                    replace(one, words=shortened_words(one.words, limit, shorten))
                    for one in entry.moved[:VOICES]
                ),
                contributions=_few(entry.contributions, limit, shorten),
                told=_few(entry.told, limit, shorten),
            )
        case ComingLine() | LessonLine():
            return replace(entry, words=shortened_words(entry.words, limit, shorten))
        case AnswerLine():
            return replace(entry, answers=_few(entry.answers, limit, shorten))
        case ThanksLine():
            return entry
        case _:
            assert_never(entry)


def shortened_words(words: Excerpt, limit: int, shorten: Shorten) -> Excerpt:
    """The words in at most so many characters, marked where they lost some.

    Where a character says more than in an alphabet, so many fewer of them.
    """
    dense = _CHARACTERS * weight(words.text)
    fewer = max(_SOME, limit * len(words.text) // dense) if dense else limit
    text, cut = shorten(words.text, min(limit, fewer))
    seconds = tuple(shortened_words(second, limit, shorten) for second in words.seconds)
    return replace(words, text=text, shortened=cut, seconds=seconds)


def _shortened_or_none(words: Excerpt | None, limit: int, shorten: Shorten) -> Excerpt | None:
    return None if words is None else shortened_words(words, limit, shorten)


def _few(voices: tuple[Voice, ...], limit: int, shorten: Shorten) -> tuple[Voice, ...]:
    return tuple(
        replace(voice, words=shortened_words(voice.words, limit, shorten))
        for voice in voices[:VOICES]
    )


def _voice_weight(voice: Voice) -> int:
    return _words(voice.words) + weight(voice.organisation) + 1


def _named(contact: Contact) -> int:
    return _bytes(contact.person) + _bytes(contact.organisation)


def _said(words: Excerpt | None) -> int:
    # Quotation marks, a language, "(shortened)", and who says it.
    return 0 if words is None else 30 + _bytes(words.text) + sum(map(_said, words.seconds))


def _bytes(text: str | None) -> int:
    # A name ends with a comma and a space; what is escaped in HTML is rare.
    return 0 if text is None else 2 + len(text.encode())


def _words(words: Excerpt | None) -> int:
    if words is None:
        return 0
    # No digest shows more than one of the second lines.
    second = max((weight(one.text) + 1 + one.shortened for one in words.seconds), default=0)
    return weight(words.text) + words.shortened + (words.language is not None) + second
