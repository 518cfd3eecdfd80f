"""Dates as people type them: ISO, `27 Nov`, a weekday, "tomorrow"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ci_bot.domain.typed_text import bare

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.\s?(\d{1,2})(?:\.\s?(\d{4})?)?")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)? (?:de |of )?([^\W\d]+)\.?,?(?: (\d{4}))?")
_MONTH_DAY = re.compile(r"([^\W\d]+)\.? (\d{1,2})(?:st|nd|rd|th|\.)?,?(?: (\d{4}))?")
_FIRST_YEAR, _LAST_YEAR = 2000, 2199


@dataclass(frozen=True, kw_only=True, slots=True)
class DateWords:
    """Names of months (1 to 12) and weekdays (ISO, 1 to 7), words for tomorrow and for "until".

    `by`: words in front of a date by which something is needed, beyond those for "until"; `the`:
    what may stand in between. All folded, full and short, in English and the person's language.
    """

    months: Mapping[str, int] = field(default_factory=dict)
    weekdays: Mapping[str, int] = field(default_factory=dict)
    tomorrow: frozenset[str] = frozenset()
    until: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    the: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NoDay:
    """It reads like a date, but the calendar has no such day, or it is over."""

    text: str
    past: date | None = None


def read_date(text: str, *, words: DateWords, today: date) -> date | NoDay | None:
    """The day meant; NoDay for one that is over or never was; None when it reads like no date.

    Without a year, the next such day from today on; a weekday is after today. With a date, it has
    to be the date's.
    """
    plain = _without_until(bare(text), words)
    if plain in words.tomorrow:
        return today + timedelta(days=1)
    if plain in words.weekdays:
        ahead = (words.weekdays[plain] - today.isoweekday()) % 7 or 7
        return today + timedelta(days=ahead)
    weekday, plain = _weekday(plain, words)
    parts = _parts(plain, words)
    if parts is None:
        return None
    day = _day(text, *parts, today=today)
    differs = isinstance(day, date) and weekday not in (None, day.isoweekday())
    return NoDay(text) if differs else day


def _without_until(plain: str, words: DateWords) -> str:
    head, _, rest = plain.partition(" ")
    while rest and head in words.until:
        plain = rest
        head, _, rest = plain.partition(" ")
    return plain


def _weekday(plain: str, words: DateWords) -> tuple[int | None, str]:
    """The weekday in front of a date, and the rest."""
    head, _, rest = plain.partition(" ")
    found = words.weekdays.get(head.rstrip(".,"))
    return (None, plain) if found is None else (found, _without_until(rest.strip(), words))


def _parts(plain: str, words: DateWords) -> tuple[int | None, int, int] | None:
    if found := _ISO.fullmatch(plain):
        year, month, day = found.groups()
        return int(year), int(month), int(day)
    if found := _DOTTED.fullmatch(plain):
        day, month, year = found.groups()
        return int(year) if year else None, int(month), int(day)
    if found := _DAY_MONTH.fullmatch(plain):
        day, name, year = found.groups()
    elif found := _MONTH_DAY.fullmatch(plain):
        name, day, year = found.groups()
    else:
        return None
    if name not in words.months:
        return None
    return int(year) if year else None, words.months[name], int(day)


def _day(text: str, year: int | None, month: int, day: int, *, today: date) -> date | NoDay:
    if year is not None:
        exact = _date(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None
        if exact is None:
            return NoDay(text)
        return exact if exact >= today else NoDay(text, past=exact)
    # The 29th of February may be up to eight years away.
    tries = (_date(today.year + ahead, month, day) for ahead in range(9))
    return next((d for d in tries if d is not None and d >= today), NoDay(text))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
