"""Reads who was asked and what was told, as far back as it matters for the next round."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, CheckinId, PersonId, PromptId, RoundId
from ci_bot.domain.prompt import Prompt
from ci_bot.domain.rhythm.bundling import Past
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.recurrence import WEEK
from ci_bot.domain.rhythm.schedule_grammar import parse_schedule
from ci_bot.domain.round import Round
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit

LATE = timedelta(hours=24)
"""A prompt that could not be sent for so long was not asked; it is caught up."""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The last rounds and their prompts, and the latest updates of each activity."""

    rounds: Mapping[RoundId, Round]
    prompts: tuple[Prompt, ...]
    updates: tuple[Update, ...]

    def past(self, coalition: Coalition, now: datetime) -> Past:
        """What of it decides who is asked; a prompt that never went out doesn't count."""
        asked: dict[ActivityId, date] = {}
        prompted: dict[PersonId, date] = {}
        days: dict[PromptId, date] = {}
        own_asked: dict[tuple[PersonId, CheckinId, str], date] = {}
        for prompt in self.prompts:
            round_ = self.rounds[prompt.round]
            days[prompt.id] = round_.day
            if not _counts(prompt, now):
                continue
            for asked_own in prompt.own:
                asker = (prompt.person, asked_own.checkin, asked_own.question)
                own_asked[asker] = max(own_asked.get(asker, date.min), round_.day)
            for item in prompt.items:
                if item.due:
                    asked[item.activity] = max(asked.get(item.activity, date.min), round_.day)
            if round_.opened_by is None and prompt.person in coalition.people:
                zone = coalition.zone_of(prompt.person, round_.day)
                day = local_date(prompt.due, zone)
                prompted[prompt.person] = max(prompted.get(prompt.person, date.min), day)
        told: dict[ActivityId, date] = {}
        statuses: dict[ActivityId, Status | None] = {}
        for update in sorted(self.updates, key=lambda u: u.at):
            own = local_date(update.at, coalition.timezone)
            day = days.get(update.prompt, own) if update.prompt else own
            told[update.activity] = max(told.get(update.activity, date.min), day)
            statuses[update.activity] = update.status
        on_hold = frozenset(a for a, status in statuses.items() if status is Status.ON_HOLD)
        return Past(asked=asked, told=told, on_hold=on_hold, prompted=prompted, own=own_asked)

    def overdue(self, person: PersonId, now: datetime) -> tuple[Prompt, ...]:
        """The person's prompts of open rounds that should have gone out, oldest first."""
        return tuple(
            prompt
            for prompt in sorted(self.prompts, key=lambda p: p.due)
            if prompt.person == person
            and prompt.sent is None
            and prompt.ended is None
            and prompt.due <= now
            and self.rounds[prompt.round].open
        )


async def read_history(unit: CoalitionUnit, coalition: Coalition, day: date) -> History:
    """What happened in the weeks before that date that can still matter."""
    since = day - (_longest_rhythm(coalition) + 1) * WEEK
    rounds = [r for r in await unit.rounds() if r.day >= since]
    prompts = [p for r in rounds for p in await unit.prompts_of_round(r.id)]
    return History(
        rounds={r.id: r for r in rounds},
        prompts=tuple(prompts),
        updates=tuple(await unit.latest_updates()),
    )


def _counts(prompt: Prompt, now: datetime) -> bool:
    waiting = prompt.ended is None and prompt.due + LATE > now
    return prompt.sent is not None or waiting


def _longest_rhythm(coalition: Coalition) -> int:
    rhythms = (a.rhythm for a in coalition.activities.values() if a.rhythm)
    own = (p.settings.every_weeks or 1 for p in coalition.people.values())
    return max([4, *(parse_schedule(r).weeks for r in rhythms), *own])
