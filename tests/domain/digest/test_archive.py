"""Posted digests are found by week, month, quarter or day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from ci_bot.domain.digest.archive import Search, Wanted, parse_wanted, search
from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.ids import DigestId
from ci_bot.domain.rhythm.period import PeriodError, week_of
from tests.support.digest_week import DUE, FREEZE

WEEK = timedelta(weeks=1)


def digest(number: int, state: DigestState = DigestState.POSTED) -> Digest:
    """The digest so many weeks after that of 17 June 2025, week 25."""
    until = FREEZE + number * WEEK
    return Digest(
        id=DigestId(f"d{number}"),
        period=week_of(until.date()),
        since=until - WEEK,
        until=until,
        due=DUE + number * WEEK,
        state=state,
    )


ARCHIVE = [digest(number) for number in (4, 1, 0)]


def found(text: str) -> list[str]:
    return [d.period for d in search(ARCHIVE, parse_wanted(text)).found]


@pytest.mark.parametrize(
    ("typed", "first", "end"),
    [
        ("2025-w25", date(2025, 6, 16), date(2025, 6, 23)),
        ("2025-06", date(2025, 6, 1), date(2025, 7, 1)),
        ("2025-Q2", date(2025, 4, 1), date(2025, 7, 1)),
        (" 2025-06-18 ", date(2025, 6, 18), date(2025, 6, 19)),
    ],
)
def test_days_are_asked_for_by_week_month_quarter_or_date(
    typed: str, first: date, end: date
) -> None:
    assert parse_wanted(typed) == Wanted(first=first, end=end)


@pytest.mark.parametrize("typed", ["", "last week", "2025-W60", "2025-06-31", "June", "2025-13"])
def test_what_names_no_days_is_refused(typed: str) -> None:
    with pytest.raises(PeriodError):
        parse_wanted(typed)


def test_a_week_or_a_day_of_it_finds_its_digest() -> None:
    assert found("2025-W26") == found("2025-06-29") == ["2025-W26"]


def test_a_month_finds_all_of_its_digests_the_oldest_first() -> None:
    assert found("2025-06") == ["2025-W25", "2025-W26"]


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [
        ("2025-W28", ["2025-W26", "2025-W29"]),
        ("2024-W01", ["2025-W25"]),
        ("2026-01-01", ["2025-W29"]),
    ],
)
def test_where_none_is_the_nearest_before_and_after_are_named(
    typed: str, nearest: list[str]
) -> None:
    result = search(ARCHIVE, parse_wanted(typed))
    assert (result.found, list(result.nearest)) == ((), nearest)


def test_before_the_first_digest_there_is_nothing_near() -> None:
    assert search([], parse_wanted("2025-W28")) == Search()


def test_a_month_is_found_by_a_day_of_it() -> None:
    monthly = replace(digest(0), period="2025-06")  # type: ignore[arg-type]
    assert search([monthly], parse_wanted("2025-06-02")).found == (monthly,)


@pytest.mark.parametrize("state", [s for s in DigestState if s is not DigestState.POSTED])
def test_only_what_was_posted_is_found(state: DigestState) -> None:
    assert search([digest(0, state)], parse_wanted("2025-W25")) == Search()
