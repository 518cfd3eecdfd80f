"""Routes what is written in reply to a carried message, and what becomes of it, to its relay."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.commands.line import Line, number_in, read_line
from ci_bot.commands.table import Registry
from ci_bot.commands.use_cases import UseCases
from ci_bot.ports.chat import ChatEvent, MessageEdited, MessageReceived, Removed
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.relay.find_relay import find_relay
from ci_bot.services.reply import reply
from ci_bot.services.wearers import Wearer


@dataclass(frozen=True, kw_only=True)
class RelayRoute:
    """In an open unit of work; the caller commits."""

    use: UseCases
    registry: Registry

    async def message(
        self, uow: UnitOfWork, event: MessageReceived, line: Line, wearer: Wearer, now: datetime
    ) -> bool:
        """Whether it replies to a carried message, and so is carried: beyond doubt no command."""
        relay = await find_relay(uow, wearer.coalition, wearer.person, event)
        if relay is None or self._is_command(line):
            return False
        slug = wearer.coalition.id
        said = await self.use.carry_reply.in_relay(
            uow, wearer.coalition, wearer.person, event=event, relay=relay, text=event.text, now=now
        )
        if said is not None:
            await reply(uow, event, said, coalition=slug, now=now, subject=relay.id)
        return True

    async def others(
        self,
        uow: UnitOfWork,
        event: ChatEvent,
        wearers: tuple[Wearer, ...],
        now: datetime,
    ) -> tuple[Wearer, ...]:
        """Carries on what became of a carried message; those for whom the event is another one."""
        if not isinstance(event, MessageEdited | Removed):
            return wearers
        apart = []
        for wearer in wearers:
            if isinstance(event, MessageEdited):
                done = await self._edited(uow, event, wearer, now)
            else:
                done = await self.use.change_carried.removed(
                    uow, wearer.coalition, wearer.person, event, now
                )
            if not done:
                apart.append(wearer)
        return tuple(apart)

    async def _edited(
        self, uow: UnitOfWork, event: MessageEdited, wearer: Wearer, now: datetime
    ) -> bool:
        line = read_line(event.text)
        found = self.registry.find(tuple(word.text for word in line.words))
        number, text = None, event.text
        if found is not None and found[0].name == "reply" and len(line.words) > 1:
            number = number_in(line.words[1].text)
            text = line.after(2) if number is not None else text
        return await self.use.change_carried.edited(
            uow, wearer.coalition, wearer.person, event, text=text, number=number, now=now
        )

    def _is_command(self, line: Line) -> bool:
        words = tuple(word.text for word in line.words)
        found = self.registry.find(words)
        if line.prefixed or found is None:
            return line.prefixed
        command, used = found
        if len(words) == used:
            return not command.answers_prompt
        return command.takes_number(words[used:])
