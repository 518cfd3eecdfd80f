"""Asks the deputies about what a lead passed on, or can't be asked about."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, PersonId, PromptId, new_id
from ci_bot.domain.own_question import OwnItem
from ci_bot.domain.presence import acts
from ci_bot.domain.prompt import Asking, Item, Prompt
from ci_bot.domain.rhythm.bundling import item_of, numbered
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.prompt_time import away
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.prompt_delivery import deliveries_of, prompt_delivery, takes_more
from ci_bot.services.rounds.read_history import LATE
from ci_bot.services.rounds.start_round import look_again


@dataclass(frozen=True, kw_only=True)
class AskDeputies:
    """In the same round, at the deputy's next good hour."""

    hours: GoodHours

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        prompt: Prompt,
        numbers: Collection[int],
        now: datetime,
    ) -> frozenset[int]:
        """Asks about the items of a lead's prompt with these numbers.

        Returns the numbers of those whose deputy is asked; the others have no deputy, or one who
        can't be asked either. The lead's prompt is the caller's. What the check-in itself asks goes
        to the first of them, if nothing is left with the lead.
        """
        passed: dict[PersonId, list[Item]] = {}
        asked: set[int] = set()
        for item in prompt.items:
            deputy = _instead_of(coalition, item.activity, prompt.person, now)
            if item.number in numbers and not item.stands_in and deputy is not None:
                activity = coalition.activities[item.activity]
                passed.setdefault(deputy, []).append(item_of(activity, deputy))
                asked.add(item.number)
        others = await uow.of(coalition.id).prompts_of_round(prompt.round)
        questions = _open_questions(prompt, asked)
        for deputy, items in passed.items():
            own = next((p for p in others if p.person == deputy), None)
            if own is None:
                own = Prompt(
                    id=PromptId(new_id()),
                    round=prompt.round,
                    person=deputy,
                    due=self._when(coalition, deputy, now),
                    items=numbered(items),
                    own=questions,
                )
                await uow.of(coalition.id).add_prompts([own])
                await self._send(uow, coalition, own, now)
            else:
                await self._extend(uow, coalition, own, items, questions, now)
            questions = ()
        return frozenset(asked)

    async def _extend(  # noqa: PLR0917 - what is asked of whom
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        own: Prompt,
        items: list[Item],
        questions: tuple[OwnItem, ...],
        now: datetime,
    ) -> None:
        """The deputy has a prompt already: it gets more items, and is shown again if need be."""
        known = {item.activity for item in own.items}
        last = max(item.number for item in own.items)
        new = [item for item in items if item.activity not in known]
        more = tuple(replace(item, number=last + n) for n, item in enumerate(new, start=1))
        if not more:
            return
        asked = own.own or questions
        longer = replace(own, items=(*own.items, *more), own=asked, ended=None, outcome=None)
        if own.asking in {Asking.WRAP_UP, Asking.NOTHING}:
            longer = replace(longer, asking=Asking.STATUS, open_item=more[0].number)
        await uow.of(coalition.id).put_prompt(longer)
        waiting = own.sent is None and own.ended is None
        if not (waiting and await takes_more(uow, coalition.id, own)):
            await self._send(uow, coalition, longer, now)

    async def _send(
        self, uow: UnitOfWork, coalition: Coalition, prompt: Prompt, now: datetime
    ) -> None:
        deliveries = await deliveries_of(uow, coalition.id, prompt)
        revision = max((d.revision + 1 for d in deliveries), default=0)
        due = self._when(coalition, prompt.person, now)
        delivery = prompt_delivery(coalition, prompt, due=due, now=now, revision=revision)
        if delivery is not None:
            await uow.outbox.add([delivery])
            await look_again(uow, coalition.id, due + LATE)

    def _when(self, coalition: Coalition, person: PersonId, now: datetime) -> datetime:
        return self.hours.next_good(now, coalition.zone_of(person, coalition.today(now)))


def _open_questions(prompt: Prompt, passed: Collection[int]) -> tuple[OwnItem, ...]:
    """The own questions still open in a prompt of which nothing is left, numbered from 1."""
    left = (i.update or (i.due and not i.settled and i.number not in passed) for i in prompt.items)
    if any(left):
        return ()
    waiting = (item for item in prompt.own if not item.settled)
    return tuple(replace(item, number=n) for n, item in enumerate(waiting, start=1))


def _instead_of(
    coalition: Coalition, activity: ActivityId, lead: PersonId, now: datetime
) -> PersonId | None:
    """Who leads the activity by now, else its deputy, if they can be asked."""
    known = coalition.activities.get(activity)
    if known is None:
        return None
    deputy = known.deputy_person if known.lead_person == lead else known.lead_person
    if deputy is None or not can_be_asked(coalition, deputy, now):
        return None
    return deputy


def can_be_asked(coalition: Coalition, person: PersonId, now: datetime) -> bool:
    """Whether the person is in, reachable, not away, and hasn't asked to stop."""
    if not acts(coalition, person, coalition.today(now)) or not coalition.accounts_of(person):
        return False
    who = coalition.people[person]
    today = local_date(now, coalition.zone_of(person, coalition.today(now)))
    return not (who.settings.stopped or away(who, today))
