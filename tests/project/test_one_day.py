"""Which day it is depends on where: the day of an instant is asked for with its zone."""

import ast
from collections.abc import Iterator

import pytest

from tests.project.sources import programs

CADENCE = "ci_bot/domain/rhythm/cadence.py"
JUDGES = {
    "active", "acts", "audience_of", "chaired", "contributing_hats", "deputy_acts", "first_day",
    "hats", "hats_of", "held", "holders", "language_of", "may", "next_milestone", "orphaned",
    "presence", "presence_of_lead", "reachable", "region_of", "standing", "started", "still_asked",
    "zone_from", "zone_of",
}  # fmt: skip
"""They take a day of the coalition, never that of whoever reads."""


def bare_days(tree: ast.Module) -> Iterator[int]:
    """The lines where an instant becomes a date without anybody saying where."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr="date"), args=[], keywords=[]):
                yield node.lineno


def days_of_readers(tree: ast.Module) -> Iterator[int]:
    """The lines where hats, activities or milestones are judged by a reader's own day."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in JUDGES:
                days = [ast.unparse(given).rpartition(".") for given in node.args]
                if any(
                    last == "today" and of.endswith(("reader", "request")) for of, _, last in days
                ):
                    yield node.lineno


def test_only_the_cadence_makes_a_date_of_an_instant() -> None:
    found = [
        (name, number)
        for name, tree in programs("ci_bot/", "adapters/").items()
        if name != CADENCE
        for number in bare_days(tree)
    ]
    assert found == []


def test_what_is_the_coalitions_is_judged_by_its_day() -> None:
    found = [
        (name, number)
        for name, tree in programs("ci_bot/").items()
        for number in days_of_readers(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("code", "bare", "readers"),
    [
        ("now.date()", 1, 0),
        ("self.clock.now().date()", 1, 0),
        ("date(2026, 1, 1)", 0, 0),
        ("words.date(text)", 0, 0),
        ("coalition.hats(person, reader.today)", 0, 1),
        ("may(coalition, person, right, self.request.today)", 0, 1),
        ("may(coalition, person, right, coalition.today(now))", 0, 0),
        ("read_date(text, words=words, today=reader.today)", 0, 0),
    ],
)
def test_the_search_finds_such_days_and_nothing_else(code: str, bare: int, readers: int) -> None:
    tree = ast.parse(code)
    assert (len([*bare_days(tree)]), len([*days_of_readers(tree)])) == (bare, readers)
