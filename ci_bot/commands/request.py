"""A request: one command as one person gave it, with all that its handler needs."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from ci_bot.commands.line import Line
from ci_bot.commands.use_cases import UseCases
from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.visibility import Audience, audience_named, audience_of
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Request:
    """Who asked for what, where; the person's right to the command is already checked.

    `arguments`: what stands behind the command's own words.
    `channel`: the linked room it was given in, None in a direct message.
    """

    use: UseCases
    uow: UnitOfWork
    coalition: Coalition
    person: PersonId
    event: MessageReceived
    arguments: Line
    channel: Channel | None
    reader: Reader
    now: datetime

    @property
    def words(self) -> tuple[str, ...]:
        """The arguments, quoted phrases as one."""
        return tuple(word.text for word in self.arguments.words)

    @property
    def text(self) -> str:
        """The raw text of the arguments."""
        return self.arguments.text.strip()

    def behind(self, used: int) -> str:
        """The raw text behind the first arguments."""
        return self.arguments.after(used)

    def about(self, text: str) -> "Request":
        """The same request with other arguments."""
        return replace(self, arguments=Line(text, prefixed=True))

    @property
    def unit(self) -> CoalitionUnit:
        """The store, bound to the coalition."""
        return self.uow.of(self.coalition.id)

    @property
    def audience(self) -> Audience:
        """Those who will read the answer: the channel's, or the person alone."""
        if self.channel is not None:
            return audience_named(self.channel.audience)
        return audience_of(self.coalition, self.person, self.day)

    @property
    def day(self) -> date:
        """The date where the coalition is, by which hats and activities are judged."""
        return self.coalition.today(self.now)

    @property
    def today(self) -> date:
        """The person's local date."""
        return self.reader.today
