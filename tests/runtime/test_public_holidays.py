"""The holidays port, kept by the package and by the fake."""

from datetime import date

import pytest

from ci_bot.ports.holidays import Holidays
from ci_bot.runtime.public_holidays import PublicHolidays
from ci_bot.testing.fake_holidays import FakeHolidays

UNITY = date(2026, 10, 3)
EPIPHANY = date(2026, 1, 6)


@pytest.fixture(params=["package", "fake"])
def holidays(request: pytest.FixtureRequest) -> Holidays:
    if request.param == "package":
        return PublicHolidays()
    return FakeHolidays({("DE", UNITY), ("DE-BY", UNITY), ("DE-BY", EPIPHANY)})


def test_a_national_holiday_counts_in_the_country_and_in_its_regions(holidays: Holidays) -> None:
    assert holidays.on(UNITY, region="DE")
    assert holidays.on(UNITY, region="DE-BY")


def test_a_regional_holiday_counts_in_its_region_alone(holidays: Holidays) -> None:
    assert holidays.on(EPIPHANY, region="DE-BY")
    assert not holidays.on(EPIPHANY, region="DE")


def test_any_other_day_is_none(holidays: Holidays) -> None:
    assert not holidays.on(date(2026, 10, 5), region="DE")


@pytest.mark.parametrize("region", ["ZZ", "DE-ZZ", "", "germany"])
def test_an_unknown_region_has_none(holidays: Holidays, region: str) -> None:
    assert not holidays.on(UNITY, region=region)


@pytest.mark.parametrize("region", ["RS", "PL", "AM", "US", "IL", "JP"])
def test_countries_with_other_languages_have_a_new_year(region: str) -> None:
    assert PublicHolidays().on(date(2026, 1, 1), region=region) or region == "IL"


def test_what_is_known_can_be_told_from_what_is_not() -> None:
    known = PublicHolidays()
    assert known.knows("DE")
    assert known.knows("DE-BY")
    assert not known.knows("DE-ZZ")
    assert not known.knows("XX")
