"""Measures: what all partners follow, with one written definition."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ci_bot.domain.ids import PersonId


@dataclass(frozen=True, kw_only=True, slots=True)
class Baseline:
    """The agreed start value, with its date."""

    value: Decimal
    date: date
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Target:
    """The agreed value, by a date."""

    value: Decimal
    by: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """One shared measure; the word fields take the coalition file's values.

    `outcome`: what came out in the end, once it is known.
    """

    key: str
    name: str
    definition: str
    unit: str
    level: str = ""
    direction: str = "neither"
    combine: str = "none"
    value_kind: str = ""
    period: str = ""
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    outcome: Baseline | None = None
    report_only: bool = False
    steward: PersonId | None = None
    decimals: int = 0
    plausible_range: tuple[Decimal, Decimal] | None = None
    limits: str = ""
