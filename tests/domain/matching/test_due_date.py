"""By when something is needed stands in its words, in English or the asker's language."""

from datetime import UTC, date, datetime

import pytest

from ci_bot.domain.matching.due_date import due_date
from ci_bot.views.checkin.answer_words import date_words
from ci_bot.views.reader import Reader

SAID = date(2026, 6, 10)
"""A Wednesday."""


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("en", "A5 leaflets, 800 copies, by 18 June, we can pay", date(2026, 6, 18)),
        ("en", "a printer by the 18th of June", date(2026, 6, 18)),
        ("en", "two cars by Thursday 18 June, afternoon", date(2026, 6, 18)),
        ("en", "texts until Friday.", date(2026, 6, 12)),
        ("en", "somebody before 2026-07-01!", date(2026, 7, 1)),
        ("en", "a hall by tomorrow", date(2026, 6, 11)),
        ("de", "800 Flugblätter bis zum 18. Juni, wir zahlen", date(2026, 6, 18)),
        ("de", "Zelte bis 18.6. bitte", date(2026, 6, 18)),
        ("uk", "Потрібна друкарня до 18 червня", date(2026, 6, 18)),
        ("en", "in January by 5 Jan", date(2027, 1, 5)),
        ("en", "a printer by the river", None),
        ("en", "stand by me, 18 people", None),
        ("en", "by 31 June", None),
        ("en", "", None),
    ],
)
def test_the_day_is_read(language: str, text: str, day: date | None) -> None:
    now = datetime(2026, 6, 10, 9, tzinfo=UTC)
    words = date_words(Reader(language=language, zone="UTC", now=now))
    assert due_date(text, words, SAID) == day
