"""Passes what is open in a person's prompt on to somebody else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ci_bot.domain.answering.answer import Answer
from ci_bot.domain.answering.answer import PassOn as Passed
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.messages.blocks import Message
from ci_bot.ports.chat import MessageReceived
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.find_prompt import newest_prompt
from ci_bot.services.answering.ground import Ground
from ci_bot.services.answering.own_prompt import OwnPrompt
from ci_bot.services.rounds.ask_deputies import can_be_asked
from ci_bot.views.checkin.own_prompt import cannot_stand_in, nothing_asked
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class PassOn:
    """`deputy [PERSON]`: the deputies of the open activities, or that person from now on."""

    own_prompt: OwnPrompt

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        *,
        event: MessageReceived,
        to: PersonId | None = None,
        now: datetime,
    ) -> Message:
        """What the person is told; who stands in gets a prompt that says why."""
        if to is not None:
            named = await self._name(uow, coalition, person, to, now)
            if isinstance(named, Message):
                return named
            coalition = named
        return await self.own_prompt(uow, coalition, person, _all, event=event, now=now)

    async def _name(
        self, uow: UnitOfWork, coalition: Coalition, person: PersonId, to: PersonId, now: datetime
    ) -> Coalition | Message:
        """The coalition with that person as deputy of the open activities the lead leads."""
        unit = uow.of(coalition.id)
        reader = reader_of(coalition, person, now)
        prompt = await newest_prompt(unit, coalition, person, now)
        if prompt is None:
            return nothing_asked(reader)
        hats = coalition.hats(to, coalition.today(now))
        if to == person or not hats or not can_be_asked(coalition, to, now):
            return cannot_stand_in(reader, coalition.people[to].name)
        organisations = {hat.organisation for hat in hats}
        activities = dict(coalition.activities)
        for item in prompt.items:
            activity = activities.get(item.activity)
            if activity is None or activity.lead_person != person or item.settled or not item.due:
                continue
            if to != activity.deputy_person and activity.lead_organisation not in organisations:
                return cannot_stand_in(reader, coalition.people[to].name)
            activities[activity.id] = replace(activity, deputy_person=to)
        if activities == coalition.activities:
            return coalition
        return await unit.save(replace(coalition, activities=activities))


def _all(ground: Ground) -> Sequence[Answer]:
    waiting = [i.number for i in ground.prompt.items if i.due and not i.settled]
    return [Passed(number) for number in waiting] or [Passed()]
