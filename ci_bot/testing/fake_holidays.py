"""Public holidays that a test decides."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class FakeHolidays:
    """The holidays port with the given (region, date) pairs and no others.

    `unknown`: regions of which nothing is known.
    """

    days: Collection[tuple[str, date]] = field(default_factory=frozenset)
    unknown: Collection[str] = ()

    def on(self, day: date, *, region: str) -> bool:
        return (region, day) in self.days

    def knows(self, region: str) -> bool:
        return region not in self.unknown
