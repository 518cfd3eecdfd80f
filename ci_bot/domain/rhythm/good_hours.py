"""Good hours: when nobody minds a message, in each person's own time."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from ci_bot.domain.ids import PersonId
from ci_bot.domain.rhythm.cadence import instant, local_date

_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class GoodHours:
    """Quiet hours begin and end at these own wall times; equal ones mean that there are none.

    `spread`: prompts of one moment are spread over so long.
    """

    quiet_from: time = time(20)
    quiet_until: time = time(8)
    spread: timedelta = timedelta(minutes=10)

    def next_good(self, moment: datetime, zone: str) -> datetime:
        """That instant, or the end of the quiet hours it lies in."""
        day = local_date(moment, zone) - _DAY
        while self._window(day, zone)[1] <= moment:
            day += _DAY
        return max(moment, self._window(day, zone)[0])

    def good(self, moment: datetime, zone: str) -> bool:
        """Whether the instant is outside the quiet hours."""
        return self.next_good(moment, zone) == moment

    def latest_before(self, end: datetime, zone: str, *, leaving: timedelta) -> datetime:
        """The last instant that leaves so much time before `end`, quiet hours not counted."""
        day = local_date(end, zone)
        while True:
            begin, close = self._window(day, zone)
            close = min(close, end)
            if close - begin >= leaving:
                return close - leaving
            leaving -= max(close - begin, timedelta())
            day -= _DAY

    def delay(self, person: PersonId) -> timedelta:
        """A person's own place in the spread, always the same."""
        number = int.from_bytes(hashlib.sha256(person.encode()).digest()[:8])
        return self.spread * (number % 3600) / 3600

    def _window(self, day: date, zone: str) -> tuple[datetime, datetime]:
        """The good hours that begin on a date."""
        over_midnight = self.quiet_from <= self.quiet_until
        last = day + _DAY if over_midnight else day
        return instant(day, self.quiet_until, zone), instant(last, self.quiet_from, zone)
