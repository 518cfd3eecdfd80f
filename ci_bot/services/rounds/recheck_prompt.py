"""Looks at a prompt or its reminder right before it goes: whether it is still wanted, and now."""

from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import PromptId
from ci_bot.domain.presence import first_day, presence
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.bundling import still_asked
from ci_bot.domain.rhythm.cadence import instant, local_date
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.prompt_time import away
from ci_bot.domain.rhythm.timetable import TIME_TO_ANSWER
from ci_bot.domain.round import Round
from ci_bot.ports.clock import Clock
from ci_bot.ports.outgoing import Cancel, Later
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.nudge import USEFUL, something_open
from ci_bot.services.rounds.read_history import LATE

_ON_TIME = timedelta(hours=1)
"""What is later than that, apart from the spread, waits for a good hour."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """It goes now; `prompt` has only the items that its person still answers for."""

    coalition: Coalition
    round: Round
    prompt: Prompt


@dataclass(frozen=True, kw_only=True)
class RecheckPrompt:
    """For deliveries of the kinds prompt and reminder; only reads."""

    clock: Clock
    hours: GoodHours

    async def __call__(self, uow: UnitOfWork, delivery: Delivery) -> Wanted | Cancel | Later:
        """Whether the round is open, the person is in, the role held, and the hour good."""
        now = self.clock.now()
        found = await _found(uow, delivery)
        if isinstance(found, Cancel):
            return found
        unwanted = _unwanted(found, delivery, now)
        if unwanted is not None:
            return unwanted
        today = found.coalition.today(now)
        begins = first_day(found.coalition, found.prompt.person, today)
        if begins is not None:
            # Where they live it is that day already; until then, they would be a stranger here.
            return Later(until=instant(begins, time(), found.coalition.timezone))
        items = tuple(
            i
            for i in found.prompt.items
            if still_asked(found.coalition, i, found.prompt.person, today)
        )
        found = replace(found, prompt=replace(found.prompt, items=items))
        if not something_open(found.prompt):
            return Cancel(reason="nothing is open any more")
        if delivery.kind is DeliveryKind.REMINDER:
            return self._reminder(found, delivery, now)
        return self._prompt(found, delivery, now)

    def _prompt(self, found: Wanted, delivery: Delivery, now: datetime) -> Wanted | Cancel | Later:
        late = now - delivery.due
        if late > LATE:
            return Cancel(reason="too late: it is caught up at a good hour")
        first = not found.coalition.people[found.prompt.person].introduced
        waits = late > self.hours.spread + _ON_TIME or (first and found.round.opened_by is None)
        return self._at_a_good_hour(found, now) if waits else found

    def _reminder(
        self, found: Wanted, delivery: Delivery, now: datetime
    ) -> Wanted | Cancel | Later:
        zone = _zone(found, now)
        latest = self.hours.latest_before(found.round.closes, zone, leaving=TIME_TO_ANSWER)
        if found.prompt.sent is None:
            return Cancel(reason="there was no prompt to remind of")
        if now > latest or now - delivery.due > USEFUL:
            return Cancel(reason="too late to remind")
        return self._at_a_good_hour(found, now)

    def _at_a_good_hour(self, found: Wanted, now: datetime) -> Wanted | Later:
        good = self.hours.next_good(now, _zone(found, now))
        return found if good == now else Later(until=good)


async def _found(uow: UnitOfWork, delivery: Delivery) -> Wanted | Cancel:
    if delivery.coalition is None:
        return Cancel(reason="it belongs to no coalition")
    unit = uow.of(delivery.coalition)
    coalition = await unit.load()
    prompt = await unit.prompt(PromptId(delivery.subject))
    round_ = await unit.round(prompt.round) if prompt else None
    if coalition is None or prompt is None or round_ is None:
        return Cancel(reason="its prompt is gone")
    return Wanted(coalition=coalition, round=round_, prompt=prompt)


def _unwanted(found: Wanted, delivery: Delivery, now: datetime) -> Cancel | None:
    coalition, round_, prompt = found.coalition, found.round, found.prompt
    if prompt.ended is not None:
        return Cancel(reason="the prompt is over")
    if not round_.open or now >= round_.closes:
        return Cancel(reason="the round is closed")
    if coalition.paused and round_.opened_by is None:
        return Cancel(reason="the coalition is paused")
    if presence(coalition, prompt.person, coalition.today(now)).gone:
        return Cancel(reason="the person's role has ended")
    who = coalition.people[prompt.person]
    if who.settings.stopped:
        return Cancel(reason="the person asked to stop")
    if away(who, local_date(now, _zone(found, now))):
        return Cancel(reason="the person is away")
    if delivery.account not in coalition.accounts_of(prompt.person):
        return Cancel(reason="the account is no longer linked")
    if delivery.kind is DeliveryKind.REMINDER and not who.settings.remind:
        return Cancel(reason="the person wants no reminders")
    return None


def _zone(found: Wanted, now: datetime) -> str:
    return found.coalition.zone_of(found.prompt.person, found.coalition.today(now))
