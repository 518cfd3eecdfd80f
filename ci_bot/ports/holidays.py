"""The holidays port: the public holidays of a country or region, as dates."""

from datetime import date
from typing import Protocol


class Holidays(Protocol):
    """Knows public holidays."""

    def on(self, day: date, *, region: str) -> bool:
        """Whether the day is a public holiday in `DE`, or in `DE-BY`; unknown regions have none."""
        ...

    def knows(self, region: str) -> bool:
        """Whether there is anything to know of that country or region."""
        ...
