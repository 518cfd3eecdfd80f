"""Dates are read strictly: the day that is meant, or a refusal, never a guess."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.rhythm.date_grammar import NoDay, read_date
from tests.domain.answering.conversing import WORDS

TODAY = date(2025, 6, 12)  # a Thursday


def read(text: str, today: date = TODAY) -> date | NoDay | None:
    return read_date(text, words=WORDS.dates, today=today)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-11-27", date(2025, 11, 27)),
        ("٢٠٢٥-١١-٢٧", date(2025, 11, 27)),
        ("27 Nov", date(2025, 11, 27)),
        ("27. November", date(2025, 11, 27)),
        ("27th november 2026", date(2026, 11, 27)),
        ("Nov 27, 2026", date(2026, 11, 27)),
        ("3 März", date(2026, 3, 3)),
        ("27.11.", date(2025, 11, 27)),
        ("27.11.2026", date(2026, 11, 27)),
        ("12 June", date(2025, 6, 12)),
        ("tomorrow", date(2025, 6, 13)),
        ("morgen", date(2025, 6, 13)),
        ("Monday", date(2025, 6, 16)),
        ("thu", date(2025, 6, 19)),
        ("bis Freitag", date(2025, 6, 13)),
        ("until 27 Nov.", date(2025, 11, 27)),
        ("29 Feb", date(2028, 2, 29)),
        ("Freitag 27 Nov 2026", date(2026, 11, 27)),
        ("bis Freitag, 27. November 2026", date(2026, 11, 27)),
    ],
)
def test_the_usual_ways_to_write_a_day(text: str, day: date) -> None:
    assert read(text) == day


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("2025-06-11", date(2025, 6, 11)),
        ("1 May 2020", date(2020, 5, 1)),
        ("30 Feb", None),
        ("2025-13-01", None),
        ("0001-01-01", None),
        ("Monday, 27 Nov 2026", None),
        ("9999-12-31", None),
    ],
)
def test_a_day_that_is_over_or_never_was_is_refused(text: str, past: date | None) -> None:
    assert read(text) == NoDay(text, past=past)


@pytest.mark.parametrize("text", ["", "soon", "27", "11/27", "27 Foo", "in 3 days", "until"])
def test_what_reads_like_no_date_is_none(text: str) -> None:
    assert read(text) is None


@given(st.dates(date(2025, 6, 12), date(2199, 12, 31)))
def test_every_iso_day_to_come_is_read(day: date) -> None:
    assert read(day.isoformat()) == day


@given(st.text(max_size=30))
def test_no_text_is_too_strange(text: str) -> None:
    assert read(text) is None or read(text)
