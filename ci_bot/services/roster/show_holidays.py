"""Which public holidays come next where the coalition's people are, and what they move."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from ci_bot.domain.authority import ANSWERING
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.domain.rhythm.working_days import Free, day_to_ask
from ci_bot.ports.holidays import Holidays
from ci_bot.views.holidays import HolidayPlan, Moved

AHEAD = timedelta(days=60)
MOST = 12
"""Dates of holidays; further ones nobody plans for yet."""


@dataclass(frozen=True, kw_only=True)
class ShowHolidays:
    """`holidays`; regions with counts of people, never names."""

    holidays: Holidays

    def __call__(self, coalition: Coalition, now: datetime) -> HolidayPlan:
        """The next weeks, by the dates of the coalition's zone."""
        today = coalition.today(now)
        people = [p for p in coalition.people if coalition.hats(p, today)]
        homes = {p: coalition.region_of(p, today) for p in people}
        regions = Counter(region for region in homes.values() if region)
        days = (today + timedelta(days=n) for n in range(AHEAD.days))
        free = {
            day: {r: count for r, count in regions.items() if self.holidays.on(day, region=r)}
            for day in days
        }
        asked = {p: r for p, r in homes.items() if r and _asked(coalition, p, today)}
        found = [(day, found) for day, found in free.items() if found]
        return HolidayPlan(
            days=found[:MOST],
            moved=tuple(self._moved(coalition, asked, today)),
            nowhere=tuple(
                coalition.people[p].name for p, region in homes.items() if region is None
            ),
            unknown=tuple(sorted(r for r in regions if not self.holidays.knows(r))),
        )

    def _moved(
        self, coalition: Coalition, asked: Mapping[PersonId, str], today: date
    ) -> Iterator[Moved]:
        timetable = Timetable.of(coalition)
        for checkin in timetable.checkins if not coalition.paused else ():
            days = timetable.round_days(checkin, since=today)
            for day in takewhile(lambda d: d < today + AHEAD, days):
                moves: Counter[tuple[str, date]] = Counter()
                for person, region in asked.items():
                    own = coalition.people[person].settings.days
                    usual = day_to_ask(day, days=own, free=lambda _: False)
                    moved = day_to_ask(day, days=own, free=self._free(region))
                    moves[region, moved] += moved != usual
                for (region, to), count in sorted(moves.items()):
                    if count:
                        yield Moved(day=day, to=to, region=region, people=count)

    def _free(self, region: str) -> Free:
        return lambda day: self.holidays.on(day, region=region)


def _asked(coalition: Coalition, person: PersonId, today: date) -> bool:
    answers = any(hat.role in ANSWERING for hat in coalition.hats(person, today))
    leads = any(
        person == activity.lead_person and activity.active(today)
        for activity in coalition.activities.values()
    )
    return answers and leads and not coalition.people[person].settings.stopped
