"""Single values of the roster as they are typed: a date, a zone, a milestone and the like."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from ci_bot.domain.activity import Milestone
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.nearest import nearest
from ci_bot.domain.rhythm.date_grammar import DateWords, NoDay, read_date
from ci_bot.domain.rhythm.schedule_grammar import ScheduleError, parse_schedule
from ci_bot.domain.roster.error import RosterError, Wrong
from ci_bot.domain.roster.fields import Field, Kind
from ci_bot.domain.roster.slug import is_slug
from ci_bot.domain.typed_text import folded

_UNSTORABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u2800\u3164\ud800-\udfff]")
# Names must not look alike for signs that nobody sees; joiners, though, are spelling.
_UNSEEN = re.compile(
    "[\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e00ff]"
)
_WORDS_OF_A_DATE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What typed words are read against: `today` is the reader's.

    `nothing`: words for no value; `joining`: words between two names. `language`: whether a text is
    a language's tag.
    """

    coalition: Coalition
    dates: DateWords
    yes: frozenset[str]
    no: frozenset[str]
    nothing: frozenset[str]
    joining: frozenset[str]
    today: date
    language: Callable[[str], bool]


def cleaned(text: str) -> str:
    """A name as it is kept: on one line, with single spaces."""
    seen = " ".join(_UNSEEN.sub("", _UNSTORABLE.sub(" ", text)).split())
    # Joiners and accents alone would be a name that nobody sees.
    return seen if any(unicodedata.category(c)[0] in "LNPS" for c in seen) else ""


def value_of(field: Field, text: str, reading: Reading) -> Any:
    """The value that a text is for the field; raises RosterError."""
    return _READERS[field.kind](field, text, reading)


def _text(field: Field, text: str, _reading: Reading) -> str:
    if len(text) > field.longest:
        raise RosterError(Wrong.TOO_LONG, field=field.name, text=text)
    return text


def _slug(field: Field, text: str, _reading: Reading) -> str:
    if not is_slug(text.casefold()):
        raise RosterError(Wrong.NO_SLUG, field=field.name, text=text)
    return text.casefold()


def _country(field: Field, text: str, _reading: Reading) -> str:
    if not re.fullmatch(r"[A-Za-z]{2}", text):
        raise RosterError(Wrong.NO_COUNTRY, field=field.name, text=text)
    return text.upper()


def _region(field: Field, text: str, _reading: Reading) -> str:
    if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]{1,3})?", text.upper()):
        raise RosterError(Wrong.NO_REGION, field=field.name, text=text)
    return text.upper()


def _zone(field: Field, text: str, _reading: Reading) -> str:
    wanted = text.replace(" ", "_")
    known = {name.casefold(): name for name in available_timezones()}
    if wanted.casefold() in known:
        return ZoneInfo(known[wanted.casefold()]).key
    cities = {name.rpartition("/")[2]: known[name] for name in sorted(known, reverse=True)}
    near = cities.get(wanted.casefold())
    if near is None:
        meant = nearest(wanted.casefold(), known)
        near = known[meant] if meant else None
    raise RosterError(Wrong.NO_ZONE, field=field.name, text=text, near=near)


def _language(field: Field, text: str, reading: Reading) -> str:
    tag = text.replace("_", "-")
    if not reading.language(tag):
        raise RosterError(Wrong.NO_LANGUAGE, field=field.name, text=text)
    return tag


def _date(field: Field, text: str, reading: Reading) -> date:
    day = _day(text, reading)
    if day is None:
        raise RosterError(Wrong.NO_DATE, field=field.name, text=text)
    return day


def _day(text: str, reading: Reading) -> date | None:
    """The day meant, also one that is over."""
    match read_date(text, words=reading.dates, today=reading.today):
        case date() as day:
            return day
        case NoDay(past=past):
            return past
        case _:
            return None


def _schedule(field: Field, text: str, _reading: Reading) -> str:
    try:
        parse_schedule(text, meetings={})
    except ScheduleError as error:
        raise RosterError(
            Wrong.NO_SCHEDULE, field=field.name, text=error.found, names=(error.expected,)
        ) from None
    return text


def _yes_no(field: Field, text: str, reading: Reading) -> bool:
    if folded(text) not in reading.yes | reading.no:
        raise RosterError(Wrong.NOT_ONE_OF, field=field.name, text=text, names=("yes", "no"))
    return folded(text) in reading.yes


_READERS: Mapping[Kind, Callable[[Field, str, Reading], Any]] = {
    Kind.TEXT: _text,
    Kind.SLUG: _slug,
    Kind.COUNTRY: _country,
    Kind.REGION: _region,
    Kind.ZONE: _zone,
    Kind.LANGUAGE: _language,
    Kind.DATE: _date,
    Kind.SCHEDULE: _schedule,
    Kind.YES_NO: _yes_no,
}


def milestone(
    parts: Sequence[str], before: tuple[Milestone, ...], reading: Reading, *, quoted: bool
) -> tuple[Milestone, ...]:
    """The milestones with one more, or one moved; with "none" behind its text, without it.

    The words behind a quoted text are its date, else as many last ones as make a date.
    """
    text, day = _parted(parts, reading, quoted=quoted)
    wanted = folded(text)
    others = tuple(m for m in before if folded(m.text) != wanted)
    if day is None:
        if len(others) == len(before):
            known = tuple(m.text for m in before)
            raise RosterError(Wrong.NO_MILESTONE, field="milestone", text=text, names=known)
        return others
    same = next((m for m in before if folded(m.text) == wanted), None)
    new = Milestone(date=day, text=same.text if same else text)
    if same is None:
        return (*before, new)
    return tuple(new if m is same else m for m in before)


def _parted(parts: Sequence[str], reading: Reading, *, quoted: bool) -> tuple[str, date | None]:
    first = 1 if quoted else max(1, len(parts) - _WORDS_OF_A_DATE)
    for split in range(first, 2 if quoted else len(parts)):
        text, typed = cleaned(" ".join(parts[:split])), " ".join(parts[split:])
        if text and len(text) > 200:
            raise RosterError(Wrong.TOO_LONG, field="milestone", text=text)
        if text and folded(typed) in reading.nothing:
            return text, None
        day = _day(typed, reading) if typed else None
        if text and day is not None:
            return text, day
    raise RosterError(Wrong.NO_DATE, field="milestone", text=" ".join(parts))
