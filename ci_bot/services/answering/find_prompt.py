"""Finds the prompt that an event answers: by what it replies to, else the newest one."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from ci_bot.domain.answering.conversation import begin
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import PersonId, PromptId, platform_of
from ci_bot.domain.prompt import Outcome, Prompt
from ci_bot.ports.chat import ChatEvent, MessageReceived
from ci_bot.ports.store import CoalitionUnit, UnitOfWork
from ci_bot.services.answered_delivery import answered_delivery
from ci_bot.services.rounds.prompt_delivery import deliveries_of

LATE = timedelta(days=31)
"""After so long a bare line is no answer any more; a reply to the prompt still is."""

OF_PROMPT = "of prompt "
"""Marks a reply as part of a prompt's conversation; nobody takes it back with the prompt."""

_TALK = frozenset({DeliveryKind.PROMPT, DeliveryKind.REMINDER, DeliveryKind.REPLY})
_UNDER_WAY = frozenset({DeliveryState.SENDING, DeliveryState.AMBIGUOUS})


@dataclass(frozen=True, kw_only=True)
class FindPrompt:
    """Each prompt is its own conversation; there is no current question per person.

    `taps`: whether the prompt is a card on a platform, by its name.
    """

    taps: Callable[[str], bool] = lambda _platform: False

    async def __call__(
        self, uow: UnitOfWork, coalition: Coalition, person: PersonId, event: ChatEvent
    ) -> Prompt | None:
        """The prompt of this coalition, perhaps another person's: whoever answers it is checked.

        A reply, thread or reaction finds its own prompt. A bare line in a direct message goes to
        the newest prompt that is open, else to the newest that is not long over.
        """
        unit = uow.of(coalition.id)
        answered = await answered_delivery(uow, event)
        if answered is not None:
            if answered.kind not in _TALK or answered.coalition != coalition.id:
                return None
            found = await unit.prompt(PromptId(answered.subject.removeprefix(OF_PROMPT)))
            if found is not None or answered.kind is not DeliveryKind.REPLY:
                return found if found is not None and goes_on(coalition, found) else None
        if not isinstance(event, MessageReceived) or not event.direct:
            return None
        newest = await newest_prompt(unit, coalition, person, event.at)
        seen = await self._perhaps_seen(uow, coalition, person, event.at)
        return seen if seen and (newest is None or newest.due <= seen.due) else newest

    async def _perhaps_seen(
        self, uow: UnitOfWork, coalition: Coalition, person: PersonId, now: datetime
    ) -> Prompt | None:
        """The prompt that went out, although nobody has written down yet that it is there.

        People answer what they see, however long the bot takes to find out that they can see it.
        """
        for prompt in await uow.of(coalition.id).prompts_of_person(person):
            if prompt.sent is None and now - prompt.due < LATE and goes_on(coalition, prompt):
                for sending in await deliveries_of(uow, coalition.id, prompt):
                    account = sending.account
                    if account and sending.body and sending.state in _UNDER_WAY:
                        card = self.taps(platform_of(account))
                        return begin(replace(prompt, account=account, card=card))
        return None


async def newest_prompt(
    unit: CoalitionUnit, coalition: Coalition, person: PersonId, now: datetime
) -> Prompt | None:
    """The person's newest prompt that is open, else the newest that is not long over.

    What was answered in a round that goes on comes before what nobody answered in one that is over.
    """
    prompts = await unit.prompts_of_person(person)
    recent = [
        p for p in prompts if p.sent is not None and now - p.due < LATE and goes_on(coalition, p)
    ]
    waiting = next((p for p in recent if is_open(p)), None)
    if not recent or waiting is recent[0]:
        return waiting
    if waiting is not None and await _round_goes_on(unit, waiting):
        return waiting
    return recent[0] if await _round_goes_on(unit, recent[0]) else waiting or recent[0]


async def _round_goes_on(unit: CoalitionUnit, prompt: Prompt) -> bool:
    round_ = await unit.round(prompt.round)
    return round_ is not None and round_.open


def goes_on(coalition: Coalition, prompt: Prompt) -> bool:
    """Whether any of its activities is still in the coalition; else nothing is left to answer."""
    return any(item.activity in coalition.activities for item in prompt.items)


def is_open(prompt: Prompt) -> bool:
    """Whether the prompt still asks something of its person."""
    return prompt.ended is None or prompt.outcome is Outcome.CLOSED
