"""The reader of a message: language, zone and present, so that words and times are theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_time, format_timedelta
from babel.lists import format_list

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.views.translation import translation


@dataclass(frozen=True, kw_only=True, slots=True)
class Reader:
    """Who reads: `language` is BCP 47, `zone` an IANA name, `now` the present instant (aware)."""

    language: str
    zone: str
    now: datetime

    def gettext(self, message: str) -> str:
        """The sentence in the reader's language, English where there is none."""
        return translation(self.language).gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The sentence in the right number."""
        return translation(self.language).ngettext(singular, plural, number)

    def pgettext(self, context: str, message: str) -> str:
        """The sentence in a context, where one English word has several meanings."""
        return translation(self.language).pgettext(context, message)

    @property
    def locale(self) -> Locale:
        """The locale of the sentences really spoken, so that a message isn't in two languages."""
        spoken = translation(self.language).info().get("language") or "en"
        try:
            return Locale.parse(spoken.replace("-", "_"))
        except (UnknownLocaleError, ValueError):
            return Locale("en", "GB")

    @property
    def today(self) -> date:
        """The reader's local date."""
        return self.now.astimezone(ZoneInfo(self.zone)).date()

    def day(self, value: date) -> str:
        """`29 May`, with the year when it isn't this one."""
        pattern = "d MMM" if value.year == self.today.year else "d MMM y"
        return format_date(value, pattern, locale=self.locale)

    def weekday(self, value: date) -> str:
        """`Thu 27 Nov`, with the year when it isn't this one."""
        pattern = "EEE d MMM" if value.year == self.today.year else "EEE d MMM y"
        return format_date(value, pattern, locale=self.locale)

    def day_in_full(self, value: date) -> str:
        """`Friday 27 November 2026`: beyond any doubt."""
        return format_date(value, "EEEE d MMMM y", locale=self.locale)

    def hour(self, value: datetime) -> str:
        """`16:00`, in the reader's zone."""
        return format_time(value, "HH:mm", tzinfo=ZoneInfo(self.zone), locale=self.locale)

    def moment(self, value: datetime) -> str:
        """`Fri 27 Nov, 16:00`, in the reader's zone."""
        pattern = "EEE d MMM, HH:mm"
        return format_datetime(value, pattern, tzinfo=ZoneInfo(self.zone), locale=self.locale)

    def moment_in_full(self, value: datetime) -> str:
        """`Fri 27 Nov, 16:00 (Europe/Berlin), in 4 days`."""
        return f"{self.moment(value)} ({self.zone}), {self.distance(value - self.now)}"

    def distance(self, span: timedelta) -> str:
        """`in 4 days`, `2 hours ago`."""
        return format_timedelta(span, add_direction=True, locale=self.locale)

    def listed(self, names: Iterable[str]) -> str:
        """`A, B and C`, as the language lists things."""
        return format_list(list(names), locale=self.locale)


def reader_of(coalition: Coalition, person: PersonId, now: datetime) -> Reader:
    """A person of a coalition as a reader: in their language and zone."""
    today = now.date()
    language = coalition.language_of(person, today)
    return Reader(language=language, zone=coalition.zone_of(person, today), now=now)
