"""Plan, apply and export: the file and the database agree, and twice is as once."""

import asyncio
import json
from pathlib import Path

import pytest

from ci_bot.domain.ids import ActivityId, CoalitionId, OrganisationId, PersonId
from ci_bot.domain.status import Visibility
from ci_bot.store import open_store
from ci_bot.testing.contracts.store_samples import new_update
from tests.cli.host import COALITION, Host

CEE_HUB = Path(__file__).parents[3] / "shared/data/cee-hub/coalition.yaml"
NOTHING = "Nothing changes: the database says the same as the file.\n"


def file(host: Host) -> str:
    return str(host.folder / "coalition.yaml")


def test_a_plan_shows_every_change_and_leaves_nothing_behind(host: Host) -> None:
    before = host.left()
    ended = host.types("coalition", "plan", file(host))
    assert ended.code == 0
    assert ended.out.splitlines()[:6] == [
        "~ coalition name: nothing -> Green Harbour",
        "+ organisations office: Harbour Office",
        "+ people ines: Ines B.",
        "+ roles ines: backbone of office",
        "+ activities tests: Water tests",
        "Who is new is asked as soon as an account is linked: `ci-bot invite PERSON`.",
    ]
    assert "5 changes: 4 added, 1 changed." in ended.out
    assert host.left() == before


def test_applied_twice_the_second_time_changes_nothing(host: Host) -> None:
    first = host.types("coalition", "apply", file(host))
    assert (first.code, first.out.splitlines()[-1]) == (0, "5 changes: 4 added, 1 changed. Done.")
    second = host.types("coalition", "apply", file(host))
    assert (second.code, second.out) == (0, NOTHING)
    assert host.types("coalition", "plan", file(host)).out == NOTHING


def test_a_changed_field_is_shown_with_both_values(host: Host) -> None:
    host.types("coalition", "apply", file(host))
    host.write("coalition.yaml", COALITION.replace("Water tests", "Water reports"))
    assert host.types("coalition", "apply", file(host)).out.splitlines() == [
        "~ activities tests title: Water tests -> Water reports",
        "1 change: 1 changed. Done.",
    ]


def test_nothing_vanishes_without_prune(host: Host) -> None:
    host.types("coalition", "apply", file(host))
    without = COALITION[: COALITION.index("activities")] + "activities: []\n"
    host.write("coalition.yaml", without)
    kept = host.types("coalition", "apply", file(host))
    assert (kept.code, kept.out) == (0, NOTHING)
    assert "kept all the same (--prune removes it): activities tests" in kept.err
    pruned = host.types("coalition", "apply", file(host), "--prune")
    assert pruned.out.splitlines()[0] == "- activities tests: Water tests"
    assert host.types("coalition", "apply", file(host), "--prune").out == NOTHING


def test_pruning_what_others_need_is_refused_and_changes_nothing(host: Host) -> None:
    host.types("coalition", "apply", file(host))
    host.write(
        "coalition.yaml", "coalition: {name: Green Harbour, slug: green-harbour}\npeople: []"
    )
    ended = host.types("coalition", "apply", file(host), "--prune")
    assert ended.code == 78
    assert f"{file(host)}: lead of activity tests: `ines` isn't in the coalition" in ended.err
    assert "ines" in host.types("coalition", "export", "green-harbour").out


def test_what_cannot_fit_together_leaves_no_database_behind(host: Host) -> None:
    host.write("coalition.yaml", COALITION[: COALITION.index("people")] + COALITION[
        COALITION.index("activities"):])  # fmt: skip
    for command in ("plan", "apply"):
        ended = host.types("coalition", command, file(host))
        assert (ended.code, ended.out) == (78, "")
        assert "`ines` isn't in the coalition" in ended.err
    assert not host.database.exists()


def test_changes_are_data_for_programs(host: Host) -> None:
    planned = json.loads(host.types("coalition", "plan", file(host), "--json").out)
    applied = json.loads(host.types("coalition", "apply", file(host), "--json").out)
    assert planned == applied
    assert planned["changes"][1] == {
        "section": "organisations",
        "entry": "office",
        "field": "",
        "before": None,
        "after": planned["changes"][1]["after"],
    }
    again = host.types("coalition", "apply", file(host), "--json").out
    assert json.loads(again) == {"changes": [], "kept": [], "narrowed": []}


def test_an_export_applied_changes_nothing(host: Host) -> None:
    host.types("coalition", "apply", file(host))
    exported = host.types("coalition", "export", "green-harbour")
    assert exported.code == 0
    host.write("exported.yaml", exported.out)
    assert host.types("coalition", "plan", str(host.folder / "exported.yaml")).out == NOTHING


@pytest.mark.parametrize(
    ("slug", "advice"),
    [("green-harbor", "did you mean `green-harbour`?"), ("zzz", "there are green-harbour")],
)
def test_an_unknown_slug_is_answered_with_the_nearest(host: Host, slug: str, advice: str) -> None:
    host.types("coalition", "apply", file(host))
    ended = host.types("coalition", "export", slug)
    assert (ended.code, ended.err) == (1, f"no coalition is called `{slug}`; {advice}\n")


def test_files_with_different_slugs_make_several_coalitions(host: Host) -> None:
    host.types("coalition", "apply", file(host))
    host.write("coalition.yaml", COALITION.replace("green-harbour", "blue-lake"))
    assert host.types("coalition", "apply", file(host)).code == 0
    for slug in ("green-harbour", "blue-lake"):
        assert f"slug: {slug}" in host.types("coalition", "export", slug).out


def test_what_could_steer_a_terminal_is_not_printed(host: Host) -> None:
    host.write("coalition.yaml", COALITION.replace("Ines B.", '"\\e[2J\\u202eInes\\x07"'))
    ended = host.types("coalition", "plan", file(host))
    assert "+ people ines: [2JInes" in ended.out
    assert not {"\x1b", "\x07", "\u202e"} & set(ended.out)


def test_the_real_coalition_applies_as_it_is_and_comes_back(host: Host) -> None:
    if not CEE_HUB.exists():
        pytest.skip(f"{CEE_HUB} is not here")
    assert host.types("coalition", "apply", str(CEE_HUB)).code == 0
    assert host.types("coalition", "apply", str(CEE_HUB)).out == NOTHING
    host.write("exported.yaml", host.types("coalition", "export", "cee-hub").out)
    assert host.types("coalition", "plan", str(host.folder / "exported.yaml")).out == NOTHING


async def _told_to_the_group(host: Host) -> None:
    told = new_update(
        activity=ActivityId("tests"),
        person=PersonId("ines"),
        organisation=OrganisationId("office"),
        visibility=Visibility.WORKING_GROUP,
    )
    url = f"sqlite+aiosqlite:///{host.database}"
    async with open_store(url) as store, store.write() as uow:
        await uow.of(CoalitionId("green-harbour")).add_update(told)
        await uow.commit()


def test_another_working_group_says_who_does_not_read_what_was_told(host: Host) -> None:
    groups = "working_groups: [{id: north, name: North}, {id: south, name: South}]\n"
    north = f"{COALITION[:-2]}, working_group: north}}\n{groups}"
    host.write("coalition.yaml", north)
    host.types("coalition", "apply", file(host))
    asyncio.run(_told_to_the_group(host))
    host.write("coalition.yaml", north.replace("working_group: north", "working_group: south"))
    told = "1 thing that was told to North alone"
    plan = host.types("coalition", "plan", file(host)).out
    assert f"{told} would be read by the backbone alone.\n" in plan
    data = json.loads(host.types("coalition", "plan", file(host), "--json").out)
    assert data["narrowed"] == [{"group": "North", "count": 1}]
    done = host.types("coalition", "apply", file(host)).out
    assert f"{told} is now read by the backbone alone.\n" in done
    host.write("coalition.yaml", north)
    assert "backbone alone" not in host.types("coalition", "apply", file(host)).out
