"""Checks of single values in a coalition file, each saying what is expected."""

import re
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError

from ci_bot.domain.nearest import nearest
from ci_bot.domain.rhythm.schedule_grammar import ScheduleError, parse_schedule
from ci_bot.domain.roster.slug import SLUG

COUNTRY = r"^[A-Z]{2}$"
MATRIX_USER = r"^@[^\s:]+:\S+$"
MATRIX_ROOM = r"^[!#]\S+$"
SLACK = r"^[A-Z0-9]+/[A-Z0-9]+$"
FORMS = {
    SLUG: "must be small letters, digits, `-`, `_` and `.`, at most 64 of them",
    COUNTRY: "must be a country's two capital letters, like `DE`",
    MATRIX_USER: "must be a Matrix user id like `@ada:example.org`",
    MATRIX_ROOM: "must be a Matrix room like `!abc:example.org` or `#digest:example.org`",
    SLACK: "must be a Slack workspace and id like `T0123/C0456`",
}
"""What to write for each pattern."""


def time_zone(name: str) -> str:
    """An IANA time zone's name."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        meant = nearest(name, available_timezones())
        hint = f"did you mean `{meant}`?" if meant else "use one like `Europe/Berlin`"
        raise ValueError(f"no time zone is called `{name}`; {hint}") from None
    return name


def language(tag: str) -> str:
    """A language tag that the locale data knows."""
    try:
        Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        raise ValueError(f"no language is tagged `{tag}`; use one like `en` or `pt-BR`") from None
    return tag


def region(name: str) -> str:
    """A country, or a region of one, after ISO 3166."""
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", name):
        raise ValueError("must be a country or region like `DE` or `DE-BY`")
    return name


def schedule(text: str) -> str:
    """A schedule of the surface's grammar, bound to no meeting."""
    try:
        parse_schedule(text, meetings={})
    except ScheduleError as error:
        raise ValueError(str(error)) from None
    return text


def schedule_or_meeting(text: str) -> str:
    """A schedule, perhaps one before a working group's meetings."""
    try:
        parse_schedule(text)
    except ScheduleError as error:
        raise ValueError(str(error)) from None
    return text


def period(key: str) -> str:
    """A week as in `2026-W47`."""
    if not re.fullmatch(r"\d{4}-W(0[1-9]|[1-4]\d|5[0-3])", key):
        raise ValueError("must be a week like `2026-W47`")
    return key


def listed(given: Any) -> Any:
    """What may be written as one, or as a list."""
    return (given,) if isinstance(given, str) else given


def some(given: tuple[str, ...]) -> tuple[str, ...]:
    """At least one."""
    if not given:
        raise ValueError("needs at least one entry; leave the key out to keep what is stored")
    return given
