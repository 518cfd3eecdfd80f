"""Says that nothing changed: about all that is open, or about one activity."""

from dataclasses import dataclass
from datetime import datetime

from ci_bot.domain.answering.answer import Same
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.own_prompt import OwnPrompt
from ci_bot.services.updates.record_update import RecordUpdate


@dataclass(frozen=True, kw_only=True)
class SaySame:
    """`same [ACTIVITY]`."""

    own_prompt: OwnPrompt
    record: RecordUpdate

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        activity: ActivityId | None = None,
        now: datetime,
    ) -> Message:
        """What the person is told."""
        if activity is None:
            return await self.own_prompt(
                uow, coalition, person, lambda _ground: (Same(),), event=event, now=now
            )
        return await self.record(
            uow, coalition, person, event=event, activity=activity, no_change=True, now=now
        )
