"""Which steps of the setup are done follows from what is there."""

from dataclasses import replace
from datetime import date

import pytest

from ci_bot.domain.coalition import Coalition, Rhythm
from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.setup import NEEDED, StepName, steps
from tests.support.lakeland import lakeland

TODAY = date(2026, 11, 16)
EMPTY = Coalition(id=CoalitionId("empty"), name="Empty")


def open_steps(coalition: Coalition, **more: object) -> list[str]:
    found = steps(coalition, TODAY, **more)  # type: ignore[arg-type]
    return [step.name.value for step in found if step.open]


def test_of_nothing_everything_is_to_be_done_but_what_follows_from_it() -> None:
    left = open_steps(EMPTY)
    assert left[:3] == ["agenda", "goals", "organisations"]
    assert left[-2:] == ["checkin", "digest"]
    assert "groups" not in left


def test_a_whole_coalition_is_asked_for_its_rhythm_and_begins() -> None:
    assert open_steps(lakeland()) == ["rhythm", "checkin", "digest"]
    assert open_steps(lakeland(), skipped=["rhythm"]) == ["checkin", "digest"]
    assert open_steps(lakeland(), asked=True) == ["digest"]
    assert open_steps(lakeland(), asked=True, posted=True) == []


def test_after_the_first_digest_only_what_a_digest_needs_is_asked_for() -> None:
    bare = replace(lakeland(), common_agenda="", goals={}, channels=())
    assert open_steps(bare, asked=True, posted=True) == ["channel"]


def test_a_rhythm_of_ones_own_is_a_decision() -> None:
    other = replace(lakeland(), rhythm=Rhythm(digest="weekly fri 10:00"))
    assert "rhythm" not in open_steps(other)


def test_who_is_missing_is_named_with_the_line_to_type() -> None:
    known = lakeland()
    roles = tuple(hat for hat in known.roles if hat.person != "petr-v")
    accounts = tuple(a for a in known.accounts if a.person not in {"aino-k", "petr-v"})
    found = {s.name: s for s in steps(replace(known, roles=roles, accounts=accounts), TODAY)}
    assert found[StepName.PEOPLE].about == "Velmark Public Libraries"
    line = "person add NAME org velmark-libraries role representative"
    assert found[StepName.PEOPLE].line == line
    assert (found[StepName.ACCOUNTS].about, found[StepName.ACCOUNTS].line) == (
        "Aino K.",
        "invite aino-k",
    )


def test_who_left_or_is_only_invited_needs_nobody() -> None:
    known = lakeland()
    roles = tuple(hat for hat in known.roles if hat.person != "petr-v")
    orgs = {
        id_: replace(o, partnership=Partnership.LEFT) if id_ == "velmark-libraries" else o
        for id_, o in known.organisations.items()
    }
    assert "people" not in open_steps(replace(known, roles=roles, organisations=orgs))


@pytest.mark.parametrize("name", list(StepName))
def test_only_what_a_digest_does_not_need_can_be_left_out(name: StepName) -> None:
    left = open_steps(EMPTY, skipped=[name.value])
    before = open_steps(EMPTY)
    assert (name in left) == (name in before and name in NEEDED)


def test_working_groups_are_for_large_coalitions() -> None:
    assert "groups" in open_steps(replace(EMPTY, preset="large"))
