"""Plays one round and prints what three people and a channel saw of it."""

import re
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from ci_bot.demo.cast import Parts, account_of, cast, led_by
from ci_bot.demo.journal import Event, Line
from ci_bot.demo.sayings import read_sayings
from ci_bot.demo.script import Script
from ci_bot.demo.theatre import OpenStage, Theatre, open_theatre
from ci_bot.domain.ids import AccountId, PersonId, RoomId, local_part
from ci_bot.domain.rhythm.cadence import instant

THURSDAY = date(2026, 11, 19)
"""The day of the round that is shown."""
WIDTH = 80
_INDENT = "    "
_MARK = re.compile(r"(- )?(\d+\. )?")


async def play(open_stage: OpenStage, *, url: str, seed: int) -> str:
    """The transcript: two rounds are played, the second one is shown.

    `url`: a database that is not there yet. The same seed gives the same text.
    """
    rng = Random(seed)  # noqa: S311 - a play, not a secret
    begin = instant(THURSDAY - timedelta(days=17), time(8), "UTC")
    async with open_theatre(open_stage, url=url, begin=begin) as theatre:
        script = Script(coalition=theatre.coalition, sayings=read_sayings(), rng=rng, day=THURSDAY)
        before = instant(THURSDAY - timedelta(days=3), time(8), "UTC")
        await theatre.play(sorted(script.earlier(), key=lambda a: (a.at, a.person)), until=before)
        parts = cast(theatre.coalition, THURSDAY, rng)
        after = instant(THURSDAY + timedelta(days=6), time(18), "UTC")
        await theatre.play(script.round(parts), until=after)
        return "\n".join(_told(theatre, parts)) + "\n"


def _told(theatre: Theatre, parts: Parts) -> Iterator[str]:
    coalition = theatre.coalition
    yield from _wrapped(
        f"One round of {coalition.name}, from Thursday to Wednesday. The bot is the real one; the"
        " people are invented, and the clock was turned."
    )
    troubled, away = led_by(coalition, parts.troubled), led_by(coalition, parts.away)
    parties = {
        parts.troubled: f"leads {troubled.title}",
        parts.deputy: f"deputy for {away.title}, whose lead is away",
        parts.backbone: "the backbone",
    }
    for person, part in parties.items():
        account = account_of(coalition, person)
        yield from _heading(f"{coalition.people[person].name}, {part}")
        yield from _room(theatre, person, theatre.stage.direct(account))
    digest = coalition.channels[0].address
    yield from _heading(f"The digest in #{local_part(digest)}, as it is read in the end")
    yield from _posted(theatre, digest)


def _room(theatre: Theatre, person: PersonId, room: RoomId) -> Iterator[str]:
    """The conversation, in its person's own time."""
    for line in theatre.journal.lines(room, since=_since(theatre, person)):
        yield ""
        yield from _line(theatre, line, theatre.coalition.zone_of(person, THURSDAY))


def _posted(theatre: Theatre, room: RoomId) -> Iterator[str]:
    """A channel's messages as they stand, each followed by what is in its thread."""
    coalition = theatre.coalition
    since = instant(THURSDAY, time(), coalition.timezone)
    for spoken in theatre.stage.transcript(room):
        if spoken.at >= since:
            event = Event.SAID if spoken.thread is None else Event.IN_THREAD
            line = Line(at=spoken.at, author=spoken.author, event=event, text=spoken.text)
            yield ""
            yield from _line(theatre, line, coalition.timezone)


def _line(theatre: Theatre, line: Line, zone: str) -> Iterator[str]:
    when = line.at.astimezone(ZoneInfo(zone))
    who = _name(theatre, line.author)
    match line.event:
        case Event.REACTED:
            yield f"{when:%a %H:%M}  {who} reacts: {line.text}"
            return
        case Event.EDITED:
            what = ", changing the message"
        case Event.IN_THREAD:
            what = ", in the thread"
        case _:
            what = ""
    yield f"{when:%a %H:%M}  {who}{what}"
    for row in line.text.split("\n"):
        yield from _wrapped(row, indent=_INDENT)


def _since(theatre: Theatre, person: PersonId) -> datetime:
    return instant(THURSDAY, time(), theatre.coalition.zone_of(person, THURSDAY))


def _name(theatre: Theatre, account: AccountId) -> str:
    person = theatre.coalition.person_of(account)
    return "ci-bot" if person is None else theatre.coalition.people[person].name


def _heading(text: str) -> Iterable[str]:
    return ("", "", text, "-" * len(text))


def _wrapped(text: str, *, indent: str = "") -> Sequence[str]:
    """The text in rows of at most 80 columns; an entry of a list hangs from its mark."""
    mark = _MARK.match(text)
    rows = textwrap.wrap(
        text,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=indent + " " * (mark.end() if mark else 0),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return rows or ("",)
