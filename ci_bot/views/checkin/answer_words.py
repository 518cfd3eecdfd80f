"""The words that stand for answers, as translators list them, in English and another language."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeVar

from babel import Locale, UnknownLocaleError
from babel.dates import get_day_names, get_month_names

from ci_bot.domain.answer_words import AnswerWords
from ci_bot.domain.ask import AskKind
from ci_bot.domain.rhythm.date_grammar import DateWords
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.typed_text import bare
from ci_bot.views.reader import Reader
from ci_bot.views.translation import translation
from ci_bot.views.typed_words import Translate, english, listed, typed_words

_COMMANDS = {"ask": AskKind.ASK, "offer": AskKind.OFFER, "lesson": AskKind.LESSON}
"""Whoever knows the commands may say it with their words."""
_BY_UNSPOKEN = frozenset({"до"})
"""By when, in languages that people ask in though they have no catalogue yet."""
_T = TypeVar("_T")


def answer_words(reader: Reader) -> AnswerWords:
    """What may be typed instead of digits; where two languages disagree, English counts."""
    return _answer_words(reader.language)


def date_words(reader: Reader) -> DateWords:
    """Months and weekdays in English and the reader's language, also where we don't speak it."""
    return _date_words(reader.language)


@lru_cache
def _answer_words(language: str) -> AnswerWords:
    theirs, ours = _words(translation(language).pgettext), _words(english)
    return AnswerWords(
        statuses={**theirs.statuses, **ours.statuses},
        no_change=theirs.no_change | ours.no_change,
        same=theirs.same | ours.same,
        skip=theirs.skip | ours.skip,
        deputy=theirs.deputy | ours.deputy,
        away=theirs.away | ours.away,
        nothing=theirs.nothing | ours.nothing,
        yes=theirs.yes | ours.yes,
        no=theirs.no | ours.no,
        not_me=theirs.not_me | ours.not_me,
        correct=theirs.correct | ours.correct,
        readers={**theirs.readers, **ours.readers},
        extras={**theirs.extras, **ours.extras, **_COMMANDS},
        dates=_date_words(language),
    )


@lru_cache
def _date_words(language: str) -> DateWords:
    locales = (_locale(language), Locale("en"))
    return DateWords(
        months=_names(get_month_names, locales),
        # Babel counts weekdays from 0, ISO from 1.
        weekdays={name: day + 1 for name, day in _names(get_day_names, locales).items()},
        tomorrow=typed_words(language, lambda pgettext: pgettext("typed date", "tomorrow")),
        until=typed_words(
            language, lambda pgettext: pgettext("typed before a date", "until|till|to|on|next")
        ),
        by=_BY_UNSPOKEN
        | typed_words(
            language,
            lambda pgettext: pgettext("typed before the date by which it is needed", "before|by"),
        ),
        the=typed_words(language, lambda pgettext: pgettext("typed between by and a date", "the")),
    )


def _words(pgettext: Translate) -> AnswerWords:
    return AnswerWords(
        statuses={
            **_all(pgettext("typed status", "not started"), Status.NOT_STARTED),
            **_all(pgettext("typed status", "on track"), Status.ON_TRACK),
            **_all(pgettext("typed status", "at risk"), Status.AT_RISK),
            **_all(pgettext("typed status", "off track"), Status.OFF_TRACK),
            **_all(pgettext("typed status", "on hold"), Status.ON_HOLD),
            **_all(pgettext("typed status", "done"), Status.DONE),
            **_all(pgettext("typed status", "dropped"), Status.DROPPED),
        },
        no_change=listed(
            pgettext("typed answer", "no change|unchanged|nothing new|nothing to tell")
        ),
        same=listed(pgettext("typed answer", "same|all the same|same as last time")),
        skip=listed(pgettext("typed answer", "s|skip")),
        deputy=listed(pgettext("typed answer", "d|deputy")),
        away=listed(pgettext("typed answer", "a|away")),
        nothing=listed(pgettext("typed answer", "-|none|nothing")),
        yes=listed(pgettext("typed answer", "y|yes")),
        no=listed(pgettext("typed answer", "n|no")),
        not_me=listed(pgettext("typed answer", "not me")),
        correct=listed(pgettext("typed before a correction", "c|correct")),
        readers={
            **_all(
                pgettext("typed readers", "whole coalition|coalition|everybody"),
                Visibility.COALITION,
            ),
            **_all(pgettext("typed readers", "working group|group"), Visibility.WORKING_GROUP),
            **_all(pgettext("typed readers", "backbone only|backbone"), Visibility.BACKBONE),
        },
        extras={
            **_all(pgettext("typed before what is needed", "n|need|needed"), AskKind.ASK),
            **_all(pgettext("typed before an offer", "o|offer"), AskKind.OFFER),
            **_all(pgettext("typed before a lesson", "l|learned|learnt"), AskKind.LESSON),
        },
    )


def _all(words: str, meaning: _T) -> dict[str, _T]:
    return dict.fromkeys(listed(words), meaning)


def _names(get: Callable[..., Mapping[int, str]], locales: tuple[Locale, ...]) -> dict[str, int]:
    return {
        bare(name): number
        for locale in locales
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get(width, context, locale).items()
    }


def _locale(language: str) -> Locale:
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
