"""Days are typed in English and in one's own language, in any way that the bot writes them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.person import PersonalSettings
from ci_bot.domain.rhythm.date_grammar import read_date
from ci_bot.domain.rhythm.personal import change
from ci_bot.views.checkin.answer_words import answer_words, date_words
from ci_bot.views.reader import Reader
from ci_bot.views.translation import languages

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
TODAY, FRIDAY = NOW.date(), date(2026, 11, 27)
ISO = "2026-11-27"


def reader(language: str) -> Reader:
    return Reader(language=language, zone="Europe/Berlin", now=NOW)


def read(text: str, language: str) -> object:
    return read_date(text, words=answer_words(reader(language)).dates, today=TODAY)


@given(st.sampled_from(languages()), st.dates(TODAY, TODAY + timedelta(days=800)))
def test_every_day_as_the_bot_writes_it_can_be_typed_back(language: str, day: date) -> None:
    who = reader(language)
    for written in (who.day(day), who.weekday(day), who.day_in_full(day)):
        assert read(written, language) == day, written


@pytest.mark.parametrize("language", ["en", "de", "de-AT", "fa"])
@pytest.mark.parametrize(
    "text", [ISO, "Friday", "until Fri", "on Friday", "27 Nov", "27th November", "Fri 27 Nov."]
)
def test_english_is_understood_from_everybody(text: str, language: str) -> None:
    assert read(text, language) == FRIDAY


@pytest.mark.parametrize(
    "text",
    [
        "Freitag", "bis Freitag", "am Fr.", "nächsten Freitag", "kommenden Freitag",
        "diesen Freitag", "27.11.", "27. Nov", "bis zum 27. November",
        "Freitag, den 27. November", "Fr, 27. Nov",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["de", "de-AT"])
def test_german_is_understood_from_those_who_read_it(text: str, language: str) -> None:
    assert read(text, language) == FRIDAY


def test_tomorrow_is_a_day_in_both() -> None:
    assert read("tomorrow", "de") == read("morgen", "de") == TODAY + timedelta(days=1)


@pytest.mark.parametrize("typed", ["do,sa", "Donnerstag,Samstag", "thu,sat", "Do,sat"])
def test_days_of_ones_settings_are_typed_in_both(typed: str) -> None:
    changed = change(
        PersonalSettings(),
        ("days", typed),
        languages=languages(),
        platforms=(),
        weekdays=date_words(reader("de")).weekdays,
    )
    assert changed.days == (4, 6)
