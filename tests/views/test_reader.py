"""Days and times are written as their reader writes them."""

from datetime import UTC, date, datetime

import pytest

from ci_bot.views.reader import Reader

NOW = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
THEN = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)


def reader(language: str) -> Reader:
    return Reader(language=language, zone="Europe/Berlin", now=NOW)


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", ["27 Nov", "Fri 27 Nov", "Tue 5 Jan 2027", "Friday 27 November 2026"]),
        ("en-US", ["27 Nov", "Fri 27 Nov", "Tue 5 Jan 2027", "Friday 27 November 2026"]),
        ("de", ["27. Nov", "Fr, 27. Nov", "Di, 5. Jan 2027", "Freitag, 27. November 2026"]),
    ],
)
def test_a_day_is_written_as_in_the_readers_language(language: str, expected: list[str]) -> None:
    who = reader(language)
    day, later = THEN.date(), date(2027, 1, 5)
    assert [
        who.day(day), who.weekday(day), who.weekday(later), who.day_in_full(day)
    ] == expected  # fmt: skip


def test_a_time_names_its_zone_and_how_far_it_is() -> None:
    assert reader("en").moment_in_full(THEN) == "Fri 27 Nov, 16:00 (Europe/Berlin), in 4 days"
    assert reader("de").moment_in_full(THEN) == "Fr, 27. Nov, 16:00 (Europe/Berlin), in 4 Tagen"


def test_a_language_without_a_translation_has_english_days() -> None:
    assert reader("tlh").weekday(THEN.date()) == "Fri 27 Nov"
    assert reader("de").language_name("en") == "Englisch"
    assert reader("de").language_name("no language") == "no language"


def test_numbers_and_lists_are_those_of_the_language() -> None:
    assert (reader("en").number(1200), reader("de").number(1200)) == ("1,200", "1.200")
    assert reader("de").listed(["A", "B", "C"]) == "A, B und C"
    assert reader("en").apart(["Mon, 9:00", "Tue, 9:00"]) == "Mon, 9:00; Tue, 9:00"
    assert reader("en").apart([]) == ""
