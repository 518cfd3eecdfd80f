"""A day after people were asked: what could not be sent is caught up, or somebody else is asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryState
from ci_bot.domain.ids import CoalitionId, PersonId
from ci_bot.domain.prompt import Outcome, Prompt
from ci_bot.domain.rhythm.bundling import merged
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.round import Round
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.ask_deputies import AskDeputies, can_be_asked
from ci_bot.services.rounds.nudge import something_open
from ci_bot.services.rounds.prompt_delivery import (
    deliveries_of,
    prompt_delivery,
    take_back,
    takes_more,
)
from ci_bot.services.rounds.read_history import LATE
from ci_bot.services.rounds.start_round import ended, look_again
from ci_bot.services.tell_backbone import tell_backbone
from ci_bot.views.notices import Unasked, nobody_to_ask

_AGAIN = timedelta(hours=1)
_ALL_BACK = timedelta(minutes=2)
"""After a downtime, time for whatever else is due to be asked with it."""


@dataclass(slots=True)
class _Findings:
    """The unsent prompts of the open rounds, by person: those too late, and those just late."""

    overdue: dict[PersonId, list[Prompt]] = field(default_factory=dict)
    late: dict[PersonId, list[Prompt]] = field(default_factory=dict)
    again: list[datetime] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class CatchUp:
    """Handles what is due of the kind catch-up."""

    hours: GoodHours
    ask_deputies: AskDeputies

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        """One message for all that a person missed, at their next good hour.

        Who has no account, is away or asked to stop: their deputies are asked. When nothing is
        left to wait for, the backbone gets one list of what nobody can be asked about.
        """
        unit = uow.of(coalition_id)
        coalition = await unit.load()
        if coalition is None:
            return
        rounds = [r for r in await unit.rounds(open_only=True) if now < r.closes]
        findings = _Findings()
        for round_ in rounds:
            if not coalition.paused or round_.opened_by is not None:
                await self._look(uow, coalition, round_, findings, now)
        stranded = []
        for person, prompts in findings.overdue.items():
            going = await _still_going(uow, coalition_id, findings.late.get(person, ()))
            prompt = await self._one_of(uow, coalition, prompts, now, into=going)
            if going is not None:
                continue
            if can_be_asked(coalition, person, now) and not await _refused(uow, coalition, prompt):
                findings.again.append(await self._send(uow, coalition, prompt, now) + LATE)
            else:
                stranded += await self._hand_over(uow, coalition, prompt, now)
        if findings.again:
            await look_again(uow, coalition_id, max(min(findings.again), now + _AGAIN))
        else:
            for round_id in dict.fromkeys(prompt.round for prompt, _ in stranded):
                unasked = [one for prompt, one in stranded if prompt.round == round_id]
                await tell_backbone(
                    uow,
                    coalition,
                    partial(nobody_to_ask, unasked=unasked),
                    subject=f"unasked:{round_id}",
                    now=now,
                )

    async def _look(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        round_: Round,
        findings: _Findings,
        now: datetime,
    ) -> None:
        for prompt in await uow.of(coalition.id).prompts_of_round(round_.id):
            if prompt.sent is not None or not something_open(prompt):
                continue
            deliveries = await deliveries_of(uow, coalition.id, prompt)
            asked = max((d.due for d in deliveries), default=prompt.due)
            if asked + LATE > now:
                findings.again.append(asked + LATE)
                if asked <= now:
                    findings.late.setdefault(prompt.person, []).append(prompt)
            elif await take_back(uow, coalition.id, prompt, "caught up"):
                findings.overdue.setdefault(prompt.person, []).append(prompt)
            else:
                findings.again.append(now + _AGAIN)

    async def _one_of(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        prompts: Iterable[Prompt],
        now: datetime,
        *,
        into: Prompt | None,
    ) -> Prompt:
        """One prompt, else the newest, with all that the others asked; those end."""
        ordered = sorted(prompts, key=lambda p: p.due)
        newest = into or ordered.pop()
        unit = uow.of(coalition.id)
        for prompt in ordered:
            await unit.put_prompt(ended(prompt, now))
            items = merged(newest.items, prompt.items)
            newest = replace(newest, items=items, own=newest.own or prompt.own)
        await unit.put_prompt(newest)
        return newest

    async def _send(
        self, uow: UnitOfWork, coalition: Coalition, prompt: Prompt, now: datetime
    ) -> datetime:
        zone = coalition.zone_of(prompt.person, coalition.today(now))
        due = self.hours.next_good(now + _ALL_BACK, zone)
        before = await deliveries_of(uow, coalition.id, prompt)
        revision = max((d.revision + 1 for d in before), default=0)
        delivery = prompt_delivery(coalition, prompt, due=due, now=now, revision=revision)
        await uow.outbox.add([delivery] if delivery else [])
        return due

    async def _hand_over(
        self, uow: UnitOfWork, coalition: Coalition, prompt: Prompt, now: datetime
    ) -> list[tuple[Prompt, Unasked]]:
        open_ones = {i.number for i in prompt.items if i.due and not i.settled}
        asked = await self.ask_deputies(uow, coalition, prompt, open_ones, now)
        items = tuple(replace(i, settled=True) if i.number in asked else i for i in prompt.items)
        rest = replace(prompt, items=items)
        if asked:
            over = not something_open(rest)
            kept = ended(rest, now, Outcome.PASSED_ON) if over else rest
            await uow.of(coalition.id).put_prompt(kept)
        if prompt.person not in coalition.people or coalition.accounts_of(prompt.person):
            return []
        lead = coalition.people[prompt.person].name
        return [
            (prompt, Unasked(activity=coalition.activities[i.activity].title, lead=lead))
            for i in items
            if i.number in open_ones - asked and i.activity in coalition.activities
        ]


async def _still_going(
    uow: UnitOfWork, coalition: CoalitionId, prompts: Iterable[Prompt]
) -> Prompt | None:
    """One of the prompts that goes by itself, and can take more along."""
    for prompt in prompts:
        if await takes_more(uow, coalition, prompt):
            return prompt
    return None


async def _refused(uow: UnitOfWork, coalition: Coalition, prompt: Prompt) -> bool:
    """Whether the platform won't take it, on any account."""
    deliveries = await deliveries_of(uow, coalition.id, prompt)
    return any(d.state is DeliveryState.FAILED for d in deliveries)
