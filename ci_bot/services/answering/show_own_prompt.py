"""Shows a person their open prompt again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import AccountId, PersonId, platform_of
from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.domain.rhythm.bundling import still_asked
from ci_bot.domain.rhythm.prompt_time import away
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.messages.blocks import Message
from ci_bot.messages.serial import to_json
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.answering.draw_card import draw_card
from ci_bot.services.answering.find_prompt import is_open, newest_prompt
from ci_bot.services.answering.own_standings import own_standings
from ci_bot.services.answering.prepare_prompt import show_prompt
from ci_bot.services.rounds.prompt_delivery import deliveries_of, prompt_delivery, take_back
from ci_bot.services.rounds.recheck_prompt import Wanted
from ci_bot.views.checkin.own_prompt import nothing_open, unasked
from ci_bot.views.reader import reader_of


@dataclass(frozen=True, kw_only=True)
class ShowOwnPrompt:
    """`checkin`; `taps`: whether a platform, by its name, shows prompts as cards."""

    taps: Callable[[str], bool] = lambda _platform: False

    async def __call__(
        self,
        uow: UnitOfWork,
        coalition: Coalition,
        person: PersonId,
        now: datetime,
        *,
        account: AccountId | None = None,
    ) -> Message | None:
        """The prompt with what is still open in it, or how to tell something unasked.

        None where it comes as a message of its own: as a new card, or earlier than planned.
        """
        unit = uow.of(coalition.id)
        prompt = await newest_prompt(unit, coalition, person, now)
        round_ = await unit.round(prompt.round) if prompt else None
        if prompt is not None and round_ is not None and round_.open:
            again = _opened_again(coalition, prompt, coalition.today(now))
            if again is not None:
                prompt = again
                await unit.put_prompt(prompt)
        if prompt is None or round_ is None or not is_open(prompt):
            early = await _planned(uow, coalition, person)
            if early is not None:
                await self._send_now(uow, early, account, now)
                return None
            reader = reader_of(coalition, person, now)
            if prompt is not None and round_ is not None:
                return nothing_open(reader)
            own = await own_standings(unit, coalition, person, coalition.today(now))
            mine = [a.activity for a in own if a.activity.lead_person == person]
            return unasked(reader, mine, _next_day(coalition, reader.today))
        if account is not None and self.taps(platform_of(account)):
            await _put_card(uow, coalition, prompt, account, now)
            return None
        wanted = Wanted(coalition=coalition, round=round_, prompt=prompt)
        return await show_prompt(uow, wanted, now)

    async def _send_now(
        self, uow: UnitOfWork, early: Wanted, account: AccountId | None, now: datetime
    ) -> None:
        """Sends a planned prompt where its person asked for it: an early answer is an answer."""
        coalition, prompt = early.coalition, early.prompt
        deliveries = await deliveries_of(uow, coalition.id, prompt)
        revision = max((d.revision + 1 for d in deliveries), default=0)
        sending = prompt_delivery(
            coalition, prompt, due=now, now=now, revision=revision, account=account
        )
        if sending is None or sending.account is None:
            return
        if self.taps(platform_of(sending.account)):
            introduce = not coalition.people[prompt.person].introduced
            message = await draw_card(uow, coalition, prompt, now, introduce=introduce)
        else:
            message = await show_prompt(uow, early, now)
        await uow.outbox.add([replace(sending, body=to_json(message))])


def _opened_again(coalition: Coalition, prompt: Prompt, today: date) -> Prompt | None:
    """The prompt of somebody who was away and is back, with what they have not answered in it."""
    who = coalition.people[prompt.person]
    left = [
        item.number
        for item in prompt.items
        if item.due and not item.settled and still_asked(coalition, item, prompt.person, today)
    ]
    gone = away(who, today) or who.settings.stopped
    if prompt.outcome is not Outcome.AWAY or gone or not left:
        return None
    return replace(
        prompt, ended=None, outcome=None, asking=Asking.STATUS, open_item=min(left), doubt=None
    )


async def _planned(uow: UnitOfWork, coalition: Coalition, person: PersonId) -> Wanted | None:
    """The person's prompt that waits for its hour, where it can still be sent before that."""
    unit = uow.of(coalition.id)
    for prompt in await unit.prompts_of_person(person):
        round_ = await unit.round(prompt.round)
        waits = prompt.sent is None and prompt.ended is None
        if waits and round_ is not None and round_.open:
            still = await take_back(uow, coalition.id, prompt, "its person asked for it before")
            return Wanted(coalition=coalition, round=round_, prompt=prompt) if still else None
    return None


def _next_day(coalition: Coalition, today: date) -> date | None:
    """When people are asked next."""
    timetable = Timetable.of(coalition)
    days = (next(iter(timetable.round_days(c, since=today)), None) for c in timetable.checkins)
    return min((day for day in days if day is not None), default=None)


async def _put_card(
    uow: UnitOfWork, coalition: Coalition, prompt: Prompt, account: AccountId, now: datetime
) -> None:
    """Shows the prompt in a new message; once it is there, the older ones point to it."""
    deliveries = await deliveries_of(uow, coalition.id, prompt)
    revision = max((d.revision + 1 for d in deliveries), default=0)
    card = prompt_delivery(coalition, prompt, due=now, now=now, revision=revision, account=account)
    if card is not None:
        body = to_json(await draw_card(uow, coalition, prompt, now))
        await uow.outbox.add([replace(card, body=body)])
