"""Who said something when, in which message: what is kept beside their words."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.ids import PersonId
from ci_bot.domain.update import Source
from ci_bot.ports.chat import Incoming, MessageEdited, MessageReceived, Reacted


@dataclass(frozen=True, kw_only=True, slots=True)
class Saying:
    """`at`: the platform's time; `source`: the message or reaction that says it."""

    person: PersonId
    at: datetime
    source: Source | None = None

    def moment(self, now: datetime, *, since: datetime) -> datetime:
        """When it counts as said: the platform's time, between the question and its receipt."""
        return min(max(self.at, since), now)


def saying_of(event: Incoming, person: PersonId) -> Saying:
    """What an event says, and where it stands to be edited or deleted."""
    return Saying(person=person, at=event.at, source=_source(event))


def _source(event: Incoming) -> Source | None:
    match event:
        case MessageReceived(message=message) | MessageEdited(message=message):
            return Source(room=event.room, message=message)
        case Reacted(reaction=reaction):
            return Source(room=event.room, message=reaction)
        case _:
            return None
