"""Public holidays from the `holidays` package."""

from datetime import date
from functools import lru_cache

_SOME_YEAR = 2026


class PublicHolidays:
    """The holidays port; a country or region the package doesn't know has none."""

    def on(self, day: date, *, region: str) -> bool:
        """Whether that day is a public holiday in `DE`, or in `DE-BY`."""
        return day in (_of_year(region, day.year) or ())

    def knows(self, region: str) -> bool:
        """Whether the package has that country, and in it that region."""
        return _of_year(region, _SOME_YEAR) is not None


@lru_cache(maxsize=1024)
def _of_year(region: str, year: int) -> frozenset[date] | None:
    # Loaded when first asked: the package is large, and many coalitions never need it.
    import holidays  # noqa: PLC0415

    country, _, subdivision = region.partition("-")
    try:
        # The language only names the days; without one, some countries take the machine's.
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=year, language="en_US"
        )
    except RuntimeError:
        # Of that kind is what the package raises for a place it doesn't know.
        return None
    return frozenset(found)
