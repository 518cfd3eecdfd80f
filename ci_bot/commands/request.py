"""A request: one command as one person gave it, with all that its handler needs."""

from dataclasses import dataclass
from datetime import date, datetime

from ci_bot.commands.use_cases import UseCases
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """Who asked for what, where; the person's right to the command is already checked.

    `words`: the arguments, quoted phrases as one. `text`: the raw text of the arguments.
    `channel`: the linked room it was given in, None in a direct message.
    """

    use: UseCases
    uow: UnitOfWork
    coalition: Coalition
    person: PersonId
    event: MessageReceived
    words: tuple[str, ...]
    text: str
    channel: Channel | None
    reader: Reader
    now: datetime

    @property
    def unit(self) -> CoalitionUnit:
        """The store, bound to the coalition."""
        return self.uow.of(self.coalition.id)

    @property
    def today(self) -> date:
        """The person's local date."""
        return self.reader.today
