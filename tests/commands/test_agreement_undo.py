"""What was set up or agreed in chat is taken back by `undo`, like the roster."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import GoalId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.domain.organisation import Goal
from tests.support.chat_house import ChatHouse

INES = "ines-b"
BACK = "undo takes it back within 10 minutes."


def agreed(coalition: Coalition) -> Coalition:
    return replace(coalition, revision=0)


async def calendar(house: ChatHouse) -> list[Schedule]:
    async with house.store.read() as uow:
        return list(await uow.calendar.of((await house.coalition()).id))


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("setup agenda Every pupil swims",
         ["common agenda: Every pupil in Velmark", "(it was Every pupil swims)"]),
        ("setup goal Every pupil swims", ["Every pupil swims is gone again."]),
        ("setup goal edit 1 Every pupil swims", ["Goal: ", "(it was Every pupil swims)"]),
        ("setup preset office hours",
         ["rhythm preset: standard (it was office_hours)",
          "rhythm checkin: every 2 weeks thu 09:30 (it was every 2 weeks mon 10:00)"]),
        ("rhythm preset volunteers", ["rhythm preset: standard (it was volunteers)"]),
        ("rhythm checkin weekly fri 10:00",
         ["rhythm checkin: every 2 weeks thu 09:30 (it was weekly fri 10:00)"]),
        ("rhythm release manual", ["rhythm release: after_preview (it was manual)"]),
        ("pause", ["Check-ins, reminders and digests go out by themselves again."]),
    ],
)  # fmt: skip
async def test_what_was_agreed_is_taken_back_with_its_dates(
    house: ChatHouse, line: str, parts: list[str]
) -> None:
    before, dates = await house.coalition(), await calendar(house)
    assert BACK in await house.says(INES, line)
    changed = agreed(await house.coalition())
    assert changed != agreed(before)
    dry = await house.says(INES, "undo --dry-run")
    assert "nothing is changed yet" in dry
    assert agreed(await house.coalition()) == changed
    said = await house.says(INES, "undo")
    assert said.startswith("Undone:")
    for part in parts:
        assert part in said
        assert part in dry
    assert agreed(await house.coalition()) == agreed(before)
    assert await calendar(house) == dates
    assert "nobody changed the roster, the setup, the rhythm" in await house.says(INES, "undo")


async def test_a_goal_that_was_dropped_comes_back_to_its_place(house: ChatHouse) -> None:
    coalition = await house.coalition()
    new = Goal(id=GoalId("swim"), text="Every pupil swims")
    first = await house.apply(replace(coalition, goals={new.id: new, **coalition.goals}))
    await house.write(INES, "setup goal drop 1")
    assert "Goal: Every pupil swims" in await house.says(INES, "undo")
    assert list((await house.coalition()).goals.items()) == list(first.goals.items())


async def test_resuming_is_taken_back_and_nothing_goes_out(house: ChatHouse) -> None:
    assert BACK in await house.says(INES, "pause")
    assert BACK not in await house.says(INES, "pause")
    assert BACK in await house.says(INES, "resume")
    assert BACK not in await house.says(INES, "resume")
    assert "Paused: nothing goes out by itself." in await house.says(INES, "undo")
    kinds = {OccurrenceKind.CHECKIN, OccurrenceKind.REMIND, OccurrenceKind.DIGEST}
    assert all(s.next_due is None for s in await calendar(house) if s.kind in kinds)


async def test_changes_of_roster_and_agreement_are_taken_back_from_the_last_on(
    house: ChatHouse,
) -> None:
    before = await house.coalition()
    await house.write(INES, "setup goal Every pupil swims")
    await house.write(INES, "org add Pool")
    await house.write(INES, "rhythm digest weekly fri 10:00")
    assert "rhythm digest: " in await house.says(INES, "undo")
    assert "Pool is gone again." in await house.says(INES, "undo")
    assert "Every pupil swims is gone again." in await house.says(INES, "undo")
    assert agreed(await house.coalition()) == agreed(before)


async def test_after_ten_minutes_it_stays(house: ChatHouse) -> None:
    await house.write(INES, "rhythm preset volunteers")
    house.clock.advance(timedelta(minutes=11))
    assert "nothing to take back" in await house.says(INES, "undo")
    assert (await house.coalition()).preset == "volunteers"


@pytest.mark.parametrize(
    ("line", "part", "since"),
    [
        ("setup agenda Swim", "common agenda", {"common_agenda": "Dive"}),
        ("setup goal Swim", "goals", {"goals": {}}),
        ("rhythm preset volunteers", "rhythm", {"preset": "large"}),
    ],
)
async def test_what_the_file_changed_since_is_not_overwritten(
    house: ChatHouse, line: str, part: str, since: dict[str, object]
) -> None:
    await house.write(INES, line)
    changed = replace(await house.coalition(), **since)  # type: ignore[arg-type]
    if "goals" in since:
        free = {i: replace(a, goal=None, reinforces=()) for i, a in changed.activities.items()}
        changed = replace(changed, activities=free)
    later = await house.apply(changed)
    assert f"I can't take it back: {part} was changed since." in await house.says(INES, "undo")
    assert agreed(await house.coalition()) == agreed(later)


async def test_a_goal_that_an_activity_serves_by_now_stays(house: ChatHouse) -> None:
    await house.write(INES, "setup goal Every pupil swims")
    coalition = await house.coalition()
    goal = list(coalition.goals)[-1]
    activities = {i: replace(a, goal=goal) for i, a in coalition.activities.items()}
    later = await house.apply(replace(coalition, activities=activities))
    assert "Undone" not in await house.says(INES, "undo")
    assert agreed(await house.coalition()) == agreed(later)


async def test_what_changes_nothing_is_no_change_to_take_back(house: ChatHouse) -> None:
    for line in ("rhythm preset standard", "setup preset standard", "setup skip goals", "rhythm"):
        assert BACK not in await house.says(INES, line)
    assert "nothing to take back" in await house.says(INES, "undo")


@pytest.mark.parametrize("typed", ["office hours", "Office-Hours", "office_hours"])
@pytest.mark.parametrize("command", ["setup", "rhythm"])
async def test_a_preset_is_named_as_people_write_it(
    house: ChatHouse, command: str, typed: str
) -> None:
    await house.write(INES, f"{command} preset {typed}")
    assert (await house.coalition()).preset == "office_hours"


@pytest.mark.parametrize("command", ["setup", "rhythm"])
async def test_a_preset_that_is_none_gets_their_names(house: ChatHouse, command: str) -> None:
    said = await house.says(INES, f"{command} preset siesta")
    assert f"Write: {command}" in said
    assert "preset pocket|standard|large|office_hours|volunteers" in said
