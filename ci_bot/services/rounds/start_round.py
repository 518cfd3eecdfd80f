"""Starts a round: the round, its prompts and their deliveries, all at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import CoalitionId, PromptId, new_id
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.domain.rhythm.bundling import Bundle, merged
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.round import Round
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.prompt_delivery import prompt_delivery, take_back
from ci_bot.services.rounds.read_history import LATE, History


@dataclass(frozen=True, kw_only=True)
class StartRound:
    """Shared by rounds on the rhythm and rounds opened by hand."""

    hours: GoodHours

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        round_: Round,
        bundles: Sequence[Bundle],
        *,
        history: History,
        now: datetime,
    ) -> bool:
        """False, with nothing done, when there is a round of that period already.

        On the rhythm the prompts are spread a little. What could not be sent of an earlier round
        that is still open is asked with this one: nobody gets two messages after a downtime.
        """
        unit = uow.of(coalition.id)
        if not await unit.add_round(round_):
            return False
        prompts = [
            await self._prompt(uow, coalition.id, round_, bundle, history=history, now=now)
            for bundle in bundles
        ]
        await unit.add_prompts(prompts)
        deliveries = []
        for prompt in prompts:
            spread = self.hours.delay(prompt.person) if round_.opened_by is None else timedelta()
            available = prompt.due + spread
            deliveries.append(
                prompt_delivery(coalition, prompt, due=prompt.due, available=available, now=now)
            )
        await uow.outbox.add([d for d in deliveries if d is not None])
        await look_again(uow, coalition.id, min(p.due for p in prompts) + LATE)
        return True

    async def _prompt(
        self,
        uow: UnitOfWork,
        coalition: CoalitionId,
        round_: Round,
        bundle: Bundle,
        *,
        history: History,
        now: datetime,
    ) -> Prompt:
        items, own = bundle.items, bundle.own
        for older in history.overdue(bundle.person, now):
            if await take_back(uow, coalition, older, "asked in a newer round"):
                await uow.of(coalition).put_prompt(ended(older, now))
                items, own = merged(items, older.items), own or older.own
        return Prompt(
            id=PromptId(new_id()),
            round=round_.id,
            person=bundle.person,
            due=bundle.due,
            items=items,
            own=own,
        )


async def look_again(uow: UnitOfWork, coalition: CoalitionId, due: datetime) -> None:
    """Has somebody look at that instant who could not be reached; the earliest wish counts."""
    kind = OccurrenceKind.CATCH_UP
    wishes = [s.next_due for s in await uow.calendar.of(coalition) if s.kind is kind]
    due = min([due, *(wish for wish in wishes if wish)])
    await uow.calendar.put(Schedule(coalition=coalition, kind=kind, next_due=due))


def ended(prompt: Prompt, now: datetime, outcome: Outcome = Outcome.CLOSED) -> Prompt:
    """The prompt, over without an answer."""
    return replace(prompt, ended=now, outcome=outcome, asking=Asking.NOTHING, open_item=None)
