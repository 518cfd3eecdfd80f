"""Reminds, once and in private, those who have something open."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.ids import CoalitionId, delivery_key
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.prompt_time import reminder_time
from ci_bot.domain.rhythm.timetable import TIME_TO_ANSWER, Timetable
from ci_bot.domain.round import Round
from ci_bot.ports.holidays import Holidays
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.open_rounds import holidays_of

USEFUL = timedelta(hours=6)
"""A reminder that comes later is no help."""
_When = Callable[[Round, Prompt], datetime | None]


def something_open(prompt: Prompt) -> bool:
    """Whether the prompt still waits for word on something it asked about."""
    waiting = any(i.due and not i.settled and i.update is None for i in prompt.items)
    return prompt.ended is None and waiting


@dataclass(frozen=True, kw_only=True)
class Nudge:
    """Handles what is due of the kind reminder."""

    holidays: Holidays
    hours: GoodHours

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        """Plans the reminders before the freeze, each at a good hour of its person."""
        coalition = await uow.of(coalition_id).load()
        if coalition is None:
            return
        timetable = Timetable.of(coalition)

        def when(round_: Round, prompt: Prompt) -> datetime | None:
            day = timetable.reminder_day(round_.closes)
            moment = reminder_time(
                coalition.people[prompt.person],
                zone=coalition.zone_of(prompt.person, day),
                day=day,
                at=timetable.remind.at,
                prompted=prompt.due,
                closes=round_.closes,
                free=holidays_of(coalition, prompt.person, day, self.holidays),
                hours=self.hours,
            )
            near = timetable.reminders_due(round_.closes) <= now
            return moment if near and moment and now < moment + USEFUL else None

        await _remind(uow, coalition, when, now)


@dataclass(frozen=True, kw_only=True)
class NudgeByHand:
    """`remind`; the caller has checked that the person may."""

    hours: GoodHours

    async def __call__(self, uow: UnitOfWork, coalition: Coalition, *, now: datetime) -> int:
        """Reminds at the next good hour of each person; returns how many reminders that adds."""

        def when(round_: Round, prompt: Prompt) -> datetime | None:
            zone = coalition.zone_of(prompt.person, coalition.today(now))
            moment = self.hours.next_good(now, zone)
            latest = self.hours.latest_before(round_.closes, zone, leaving=TIME_TO_ANSWER)
            return moment if prompt.sent and moment <= latest else None

        return await _remind(uow, coalition, when, now)


async def _remind(uow: UnitOfWork, coalition: Coalition, when: _When, now: datetime) -> int:
    """One reminder a prompt, whoever asks for it."""
    unit = uow.of(coalition.id)
    deliveries = []
    for round_ in await unit.rounds(open_only=True):
        for prompt in await unit.prompts_of_round(round_.id):
            who = coalition.people.get(prompt.person)
            if who is None or not who.settings.remind or not something_open(prompt):
                continue
            moment = when(round_, prompt)
            accounts = coalition.accounts_of(prompt.person)
            if moment is not None and accounts:
                deliveries.append(
                    Delivery(
                        key=delivery_key(DeliveryKind.REMINDER, prompt.id, ""),
                        kind=DeliveryKind.REMINDER,
                        lane=accounts[0],
                        due=moment,
                        available=moment,
                        created=now,
                        coalition=coalition.id,
                        subject=prompt.id,
                        account=accounts[0],
                        expires=min(moment + USEFUL, round_.closes),
                    )
                )
    return await uow.outbox.add(deliveries)
