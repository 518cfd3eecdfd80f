"""Skips what is still open in a person's prompt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Answer, Skip
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.ground import Ground
from ci_bot.services.answering.own_prompt import OwnPrompt


@dataclass(frozen=True, kw_only=True)
class SkipPrompt:
    """`skip`: the open activities of this round; `s` skips one."""

    own_prompt: OwnPrompt

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        now: datetime,
    ) -> Message:
        """What the person is told; answers given before stay."""
        return await self.own_prompt(uow, coalition, person, _all, event=event, now=now)


def _all(ground: Ground) -> Sequence[Answer]:
    waiting = [i.number for i in ground.prompt.items if i.due and not i.settled]
    return [Skip(number) for number in waiting] or [Skip()]
