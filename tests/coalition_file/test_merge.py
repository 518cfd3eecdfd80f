"""An absent field stays as it is stored, an empty one means none, and only --prune removes."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ci_bot.coalition_file import describe, read_coalition_file
from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.difference import differences
from ci_bot.domain.ids import AccountId, ActivityId, PersonId
from ci_bot.domain.person import Account
from ci_bot.domain.roles import RoleName
from ci_bot.domain.status import Status
from tests.coalition_file.files import SMALL, changed, written

MAREK, INES = PersonId("marek"), PersonId("ines")
TESTS = ActivityId("tests")


@pytest.fixture
def stored(tmp_path: Path) -> Coalition:
    return describe(read_coalition_file(written(tmp_path, SMALL)), None)


def applied(folder: Path, stored: Coalition, content: Any, *, prune: bool = False) -> Coalition:
    return describe(read_coalition_file(written(folder, content)), stored, prune=prune)


HEAD = {"coalition": SMALL["coalition"]}


def test_applied_again_nothing_changes(tmp_path: Path, stored: Coalition) -> None:
    assert applied(tmp_path, stored, SMALL) == stored
    assert applied(tmp_path, stored, SMALL, prune=True) == stored


def test_a_section_that_is_left_out_stays_even_when_pruning(
    tmp_path: Path, stored: Coalition
) -> None:
    assert applied(tmp_path, stored, HEAD, prune=True) == stored


def test_an_entry_that_is_left_out_goes_only_when_pruning(
    tmp_path: Path, stored: Coalition
) -> None:
    content = {**HEAD, "activities": [], "goals": [], "channels": [], "measures": []}
    assert applied(tmp_path, stored, content) == stored
    pruned = applied(tmp_path, stored, content, prune=True)
    assert (pruned.activities, pruned.goals, pruned.channels, pruned.measures) == ({}, {}, (), {})


def test_a_pruned_person_takes_roles_and_accounts_along(tmp_path: Path, stored: Coalition) -> None:
    content = changed(people=SMALL["people"][:1], working_groups=[], activities=[])
    pruned = applied(tmp_path, stored, content, prune=True)
    assert set(pruned.people) == {INES}
    assert {role.person for role in pruned.roles} == {INES}
    assert pruned.accounts == ()


def test_a_field_that_is_left_out_stays(tmp_path: Path, stored: Coalition) -> None:
    content = changed(activities__0__goal=..., activities__0__supporting=...)
    assert applied(tmp_path, stored, content) == stored


@pytest.mark.parametrize("empty", [[], None])
def test_an_empty_list_means_none(tmp_path: Path, stored: Coalition, empty: Any) -> None:
    content = changed(activities__0__supporting=empty)
    assert applied(tmp_path, stored, content).activities[TESTS].supporting == ()


def test_null_means_none(tmp_path: Path, stored: Coalition) -> None:
    activity = applied(tmp_path, stored, changed(activities__0__goal=None)).activities[TESTS]
    assert activity.goal is None


def test_what_chat_knows_of_an_entry_stays(tmp_path: Path, stored: Coalition) -> None:
    activity: Activity = replace(stored.activities[TESTS], final=Status.DONE, archived=True)
    known = replace(stored, activities={TESTS: activity}, paused=True)
    content = changed(activities__0__title="Other")
    assert applied(tmp_path, known, content) == replace(
        known, activities={TESTS: replace(activity, title="Other")}
    )


def test_roles_are_those_of_the_file_where_it_names_any(tmp_path: Path, stored: Coalition) -> None:
    roles = [{"organisation": "river", "role": "deputy"}]
    wanted = applied(tmp_path, stored, changed(people__1__roles=roles))
    assert {(r.person, r.role) for r in wanted.roles} == {
        (INES, RoleName.BACKBONE),
        (MAREK, RoleName.DEPUTY),
    }
    untouched = applied(tmp_path, stored, changed(people__1__roles=...))
    assert differences(stored, untouched) == ()
    none = applied(tmp_path, stored, changed(people__1__roles=[]))
    assert {role.person for role in none.roles} == {INES}


def test_accounts_linked_in_chat_stay_unless_the_file_names_that_platform(
    tmp_path: Path, stored: Coalition
) -> None:
    slack = Account(id=AccountId("slack:T1/U1"), person=MAREK)
    linked = replace(stored, accounts=(*stored.accounts, slack))
    assert applied(tmp_path, linked, SMALL) == linked
    assert applied(tmp_path, linked, changed(people__1__accounts=...)) == linked
    none = applied(tmp_path, linked, changed(people__1__accounts={"slack": []}))
    assert none.accounts == stored.accounts
    assert applied(tmp_path, linked, changed(people__1__accounts={})).accounts == ()


def test_an_account_may_move_to_another_person(tmp_path: Path, stored: Coalition) -> None:
    address = {"matrix": "@marek:example.org"}
    content = changed(people__1__accounts={}, people__0__accounts=address)
    assert applied(tmp_path, stored, content).accounts == (
        Account(id=AccountId("matrix:@marek:example.org"), person=INES),
    )


def test_a_rhythm_is_changed_one_time_at_a_time(tmp_path: Path, stored: Coalition) -> None:
    content = changed(coalition__rhythm={"digest": "monthly 15 09:00"})
    rhythm = applied(tmp_path, stored, content).rhythm
    assert rhythm == replace(stored.rhythm, digest="monthly 15 09:00")


def test_a_channel_keeps_its_chart_until_the_file_says_otherwise(
    tmp_path: Path, stored: Coalition
) -> None:
    room = {"matrix": "#all:example.org", "for": "coalition"}
    with_it = applied(tmp_path, stored, SMALL | {"channels": [room | {"chart": True}]})
    assert [channel.chart for channel in with_it.channels][-1] is True
    assert applied(tmp_path, with_it, SMALL | {"channels": [room]}).channels == with_it.channels
    for off in (False, None):
        without = applied(tmp_path, with_it, SMALL | {"channels": [room | {"chart": off}]})
        assert [channel.chart for channel in without.channels][-1] is False
