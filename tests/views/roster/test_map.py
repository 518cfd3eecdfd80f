"""Every question of the map is a question, in every language we speak, and blames nobody."""

from datetime import UTC, datetime

import pytest

from ci_bot.domain.ids import GoalId
from ci_bot.domain.matching.agenda_map import AgendaMap, Asks, GoalMap, Question, Work
from ci_bot.messages import plain
from ci_bot.views.reader import Reader
from ci_bot.views.roster.map import one_goal, whole_map

NOW = datetime(2026, 11, 16, 9, tzinfo=UTC)
NAMES = ("The first name", "The last name")


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("asks", list(Asks))
def test_a_gap_or_an_overlap_is_asked_about(asks: Asks, language: str) -> None:
    reader = Reader(language=language, zone="UTC", now=NOW)
    said = plain.render(
        whole_map(reader, AgendaMap(goals=(), questions=(Question(asks=asks, names=NAMES),)))
    )
    (asked,) = [row for row in said.split("\n") if row.startswith("- ")]
    assert asked.endswith("?")
    assert any(name in asked for name in NAMES)


def test_long_lists_of_names_are_cut_and_counted() -> None:
    work = Work(title="Fair", lead="A", supporting=tuple("BCDEFG"), reinforces=("H",))
    goal = GoalMap(id=GoalId("g"), number=1, text="Goal", work=(work,), organisations=7)
    reader = Reader(language="en", zone="UTC", now=NOW)
    said = plain.render(one_goal(reader, AgendaMap(goals=(goal,), questions=()), [GoalId("g")]))
    assert said == "1. Goal\n- Fair: A, with B, C, D, and 3 more. Reinforces H."
