"""The reader of a message: language, zone and present, so that words and times are theirs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import reduce
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, format_timedelta
from babel.lists import format_list
from babel.numbers import format_decimal

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import PersonId
from ci_bot.domain.rhythm.cadence import local_date
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
    def locale_tag(self) -> str:
        """The language of the sentences really spoken, as BCP 47."""
        return str(self.locale).replace("_", "-")

    def language_name(self, language: str) -> str:
        """A language by its name in the reader's own."""
        try:
            name = Locale.parse(language.replace("-", "_")).get_display_name(self.locale)
        except (UnknownLocaleError, ValueError):
            return language
        return name or language

    @property
    def today(self) -> date:
        """The reader's local date."""
        return local_date(self.now, self.zone)

    def day(self, value: date) -> str:
        """`29 May`, with the year when it isn't this one."""
        if value.year == self.today.year:
            return self._written("MMMd", "d MMM", value)
        return self._written("yMMMd", "d MMM y", value)

    def weekday(self, value: date) -> str:
        """`Thu 27 Nov`, with the year when it isn't this one."""
        if value.year == self.today.year:
            return self._written("MMMEd", "EEE d MMM", value)
        return self._written("yMMMEd", "EEE d MMM y", value)

    def day_in_full(self, value: date) -> str:
        """`Friday 27 November 2026`: beyond any doubt."""
        english = self.locale.language == "en"
        return format_date(value, "EEEE d MMMM y" if english else "full", locale=self.locale)

    def hour(self, value: datetime) -> str:
        """`16:00`, in the reader's zone."""
        return format_time(value, "HH:mm", tzinfo=ZoneInfo(self.zone), locale=self.locale)

    def moment(self, value: datetime) -> str:
        """`Fri 27 Nov, 16:00`, in the reader's zone."""
        day = self._written("MMMEd", "EEE d MMM", local_date(value, self.zone))
        together = str(self.locale.datetime_formats["medium"])
        return together.replace("'", "").format(self.hour(value), day)

    def moment_there(self, value: datetime) -> str:
        """`Fri 27 Nov, 16:00 (Europe/Berlin)`: nobody has to guess whose time it is."""
        there = self.gettext("{moment} ({zone})")
        return there.format(moment=self.moment(value), zone=self.zone)

    def moment_in_full(self, value: datetime) -> str:
        """`Fri 27 Nov, 16:00 (Europe/Berlin), in 4 days`."""
        full = self.gettext("{moment}, {distance}")
        distance = self.distance(value - self.now)
        return full.format(moment=self.moment_there(value), distance=distance)

    def distance(self, span: timedelta) -> str:
        """`in 4 days`, `2 hours ago`."""
        return format_timedelta(span, add_direction=True, locale=self.locale)

    def _written(self, skeleton: str, english: str, value: date) -> str:
        """As the language orders it; English is the same on both sides of the ocean."""
        if self.locale.language == "en":
            return format_date(value, english, locale=self.locale)
        usual = self.locale.datetime_skeletons[skeleton].pattern
        # Standing alone, short names have no full stop that would meet that of the sentence.
        pattern = usual.replace("E", "ccc").replace("MMM", "LLL")
        return format_date(value, pattern, locale=self.locale)

    def number(self, value: int) -> str:
        """`1,200`, with the language's own separators."""
        return format_decimal(value, locale=self.locale)

    def apart(self, entries: Iterable[str]) -> str:
        """`A, B; C, D`: entries with commas of their own, in the language's way."""
        _ = self.gettext
        first, *others = [*entries] or [""]
        return reduce(
            lambda one, more: _("{one}; {more}").format(one=one, more=more), others, first
        )

    def listed(self, names: Iterable[str], *, choice: bool = False) -> str:
        """`A, B and C`, as the language lists things; `choice`: `A, B or C`."""
        return format_list(list(names), "or" if choice else "standard", locale=self.locale)


def reader_of(coalition: Coalition, person: PersonId, now: datetime) -> Reader:
    """A person of a coalition as a reader: in their language and zone."""
    today = coalition.today(now)
    language = coalition.language_of(person, today)
    return Reader(language=language, zone=coalition.zone_of(person, today), now=now)
