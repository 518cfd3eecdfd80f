"""Whose event it is: the person, and the coalitions they wear a hat in."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.commands.line import Line
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.ports.chat import ChatEvent
from ci_bot.ports.store import UnitOfWork
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Wearer:
    """A person who wears a hat in a coalition."""

    coalition: Coalition
    person: PersonId


async def wearers_of(uow: UnitOfWork, event: ChatEvent, now: datetime) -> tuple[Wearer, ...]:
    """The hats behind an event's account; in a linked channel only those of its coalition."""
    channel = None if event.direct else await uow.directory.channel(event.room)
    found = []
    for coalition_id, person in await uow.directory.people(event.account):
        if channel is not None and channel[0] != coalition_id:
            continue
        coalition = await uow.of(coalition_id).load()
        if coalition is not None and coalition.hats(person, now.date()):
            found.append(Wearer(coalition=coalition, person=person))
    return tuple(found)


def reader_for(coalition: Coalition, person: PersonId, now: datetime) -> Reader:
    """The person as a reader: in their language and zone."""
    today = now.date()
    language = coalition.language_of(person, today)
    return Reader(language=language, zone=coalition.zone_of(person, today), now=now)


def named_coalition(line: Line, wearers: tuple[Wearer, ...]) -> tuple[Line, Wearer | None]:
    """Takes `in SLUG` off a line, when the person is in that coalition."""
    words = line.words
    if len(words) > 2 and words[0].text.casefold() == "in":
        slug = CoalitionId(words[1].text.casefold())
        for wearer in wearers:
            if wearer.coalition.id == slug:
                return Line(line.after(2), prefixed=True), wearer
    return line, None
