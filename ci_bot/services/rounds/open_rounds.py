"""Opens the rounds of one date, on the rhythm."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Checkin, Coalition
from ci_bot.domain.ids import CoalitionId, PersonId, RoundId, new_id
from ci_bot.domain.own_questions.due import own_due
from ci_bot.domain.rhythm.bundling import (
    Absence,
    Bundle,
    Past,
    asked_about,
    bundles,
    is_due,
)
from ci_bot.domain.rhythm.cadence import instant, local_date
from ci_bot.domain.rhythm.good_hours import GoodHours
from ci_bot.domain.rhythm.period import week_of
from ci_bot.domain.rhythm.prompt_time import away, prompt_time
from ci_bot.domain.rhythm.recurrence import WEEK, Recurrence, weeks_between
from ci_bot.domain.rhythm.timetable import Timetable, checkins_of, round_day
from ci_bot.domain.rhythm.working_days import Free
from ci_bot.domain.round import Round
from ci_bot.ports.holidays import Holidays
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.rounds.read_history import read_history
from ci_bot.services.rounds.start_round import StartRound


@dataclass(frozen=True, kw_only=True)
class OpenRounds:
    """Handles what is due of the kind check-in."""

    holidays: Holidays
    start: StartRound

    async def __call__(
        self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        """One round for each check-in with that date, where anybody has anything due.

        None where its freeze is over: what is new then goes into the next digest all the same.
        """
        unit = uow.of(coalition_id)
        coalition = await unit.load()
        if coalition is None:
            return
        day = round_day(due)
        timetable = Timetable.of(coalition)
        for checkin in checkins_of(coalition).values():
            if next(timetable.round_days(checkin.id, since=day)) != day:
                continue
            rule = timetable.checkins[checkin.id]
            closes = timetable.closing(_last_asked(coalition, day, rule))
            if closes <= now:
                continue
            history = await read_history(unit, coalition, day)
            past = history.past(coalition, now)
            asking = _Asking(
                coalition=coalition,
                holidays=self.holidays,
                hours=self.start.hours,
                timetable=timetable,
                rule=rule,
                day=day,
                closes=closes,
                past=past,
            )
            found = asking.bundles(checkin)
            if found:
                round_ = Round(
                    id=RoundId(new_id()),
                    checkin=checkin.id,
                    period=week_of(day),
                    day=day,
                    opened=now,
                    closes=closes,
                )
                await self.start(uow, coalition, round_, found, history=history, now=now)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asking:
    """Whom a round of that date asks, and when."""

    coalition: Coalition
    holidays: Holidays
    hours: GoodHours
    timetable: Timetable
    rule: Recurrence
    day: date
    closes: datetime
    past: Past

    def bundles(self, checkin: Checkin) -> tuple[Bundle, ...]:
        due = self._due(checkin)
        others = [c for c in checkins_of(self.coalition).values() if c.id != checkin.id]
        joined = [
            a for other in others for a in (*self._later_this_week(other), *self._missed(other))
        ]
        there = asked_about(self.coalition, checkin, self.day)
        found = bundles(
            self.coalition,
            due=due,
            joined=[a for a in dict.fromkeys(joined) if a not in due],
            also=[a for a in there if a not in due and a not in joined],
            when=self.when,
            day=self.day,
        )
        return tuple(self._with_own_questions(bundle) for bundle in found)

    def _due(self, checkin: Checkin) -> list[Activity]:
        rule = self.timetable.checkins[checkin.id]
        activities = asked_about(self.coalition, checkin, self.day)
        return [a for a in activities if is_due(a, day=self.day, rule=rule, past=self.past)]

    def _later_this_week(self, other: Checkin) -> Sequence[Activity]:
        """What another check-in asks about on a date that nobody gets a message of its own for."""
        day = next(self.timetable.round_days(other.id, since=self.day))
        return self._due(other) if weeks_between(self.day, day) == 0 else ()

    def _missed(self, other: Checkin) -> Iterator[Activity]:
        """What another check-in found nobody for lately, as it wasn't their week."""
        people = self.coalition.people.values()
        since = self.day - max((p.settings.every_weeks or 1 for p in people), default=1) * WEEK
        rule = self.timetable.checkins[other.id]
        still = asked_about(self.coalition, other, self.day)
        for day in self.timetable.round_days(other.id, since=since):
            if day >= self.day:
                return
            for activity in asked_about(self.coalition, other, day):
                if activity in still and is_due(activity, day=day, rule=rule, past=self.past):
                    yield activity

    def _with_own_questions(self, bundle: Bundle) -> Bundle:
        # Another check-in may have asked about it lately; the questions are due all the same.
        led = {a.id for a in self.coalition.activities.values() if a.lead_person == bundle.person}
        own = own_due(
            self.coalition,
            self.timetable,
            bundle.person,
            led.union(item.activity for item in bundle.items if item.due),
            day=self.day,
            past=self.past,
        )
        return replace(bundle, own=own)

    def when(self, person: PersonId) -> datetime | Absence:
        who = self.coalition.people[person]
        zone = self.coalition.zone_of(person, self.day)
        moment = prompt_time(
            who,
            zone=zone,
            day=self.day,
            at=self.rule.at,
            closes=self.closes,
            free=holidays_of(self.coalition, person, self.day, self.holidays),
            hours=self.hours,
        )
        day = self.day if moment is None else local_date(moment, zone)
        if who.settings.stopped or away(who, day):
            return Absence.UNAVAILABLE
        last = self.past.prompted.get(person)
        too_soon = last and weeks_between(last, day) < (who.settings.every_weeks or 1)
        return Absence.NOT_THIS_TIME if moment is None or too_soon else moment


def holidays_of(coalition: Coalition, person: PersonId, day: date, holidays: Holidays) -> Free:
    """Which dates are public holidays where the person is."""
    region = coalition.region_of(person, day)
    return lambda date_: region is not None and holidays.on(date_, region=region)


def _last_asked(coalition: Coalition, day: date, rule: Recurrence) -> datetime:
    """When the hour of the round has come for the last of those who may be asked."""
    people = {
        person
        for activity in coalition.activities.values()
        for person in (activity.lead_person, activity.deputy_person)
        if person in coalition.people
    }
    zones = {coalition.timezone, *(coalition.zone_of(p, day) for p in people if p)}
    return max(instant(day, rule.at, zone) for zone in zones)
