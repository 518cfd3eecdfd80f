"""Which hats an event is of: in a linked channel its coalition counts, else what a line names."""

from datetime import datetime

from ci_bot.commands.line import Line
from ci_bot.domain.ids import CoalitionId
from ci_bot.ports.chat import ChatEvent, Removed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.wearers import Wearer, wearers


async def wearers_of(uow: UnitOfWork, event: ChatEvent, now: datetime) -> tuple[Wearer, ...]:
    """The hats behind an event's account; in a linked channel only those of its coalition.

    What they said, people take back after they have left as well.
    """
    channel = None if event.direct else await uow.directory.channel(event.room)
    only, left = None if channel is None else channel[0], isinstance(event, Removed)
    return await wearers(uow, event.account, now, only=only, left=left)


def named_coalition(line: Line, wearers: tuple[Wearer, ...]) -> tuple[Line, Wearer | None]:
    """Takes `in SLUG` off a line, when the person is in that coalition."""
    words = line.words
    if len(words) > 2 and words[0].text.casefold() == "in":
        slug = CoalitionId(words[1].text.casefold())
        for wearer in wearers:
            if wearer.coalition.id == slug:
                return Line(line.after(2), prefixed=True), wearer
    return line, None
