"""One turn of talk: what somebody said in one hat, and how it is answered."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.reply import reply
from ci_bot.services.wearers import Wearer
from ci_bot.views.reader import Reader


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """An event in an open unit of work, with the person it came from."""

    uow: UnitOfWork
    event: MessageReceived
    wearer: Wearer
    now: datetime

    @property
    def reader(self) -> Reader:
        """The person as a reader."""
        return self.wearer.reader(self.now)

    async def say(self, message: Message, *, private: bool = False) -> None:
        """Answers where it was said, or to the person alone; without blocks not at all."""
        if not message.blocks:
            return
        slug = self.wearer.coalition.id
        await reply(self.uow, self.event, message, coalition=slug, now=self.now, private=private)
