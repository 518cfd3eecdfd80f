"""Whoever types what `setup` says, line by line, gets from nothing to the first digest."""

import re
from datetime import timedelta

from tests.support.chat_house import ChatHouse
from tests.support.empty_coalition import empty
from tests.support.lakeland import lakeland

FILLED = {
    "TEXT": "Every pupil swims",
    "TITLE": "Swimming lessons",
    "ORGANISATION": "pool",
    "PERSON": "ada",
    "NAME": "",
}
NAMES = {
    "org add NAME": "org add Pool",
    "person add NAME": "person add Ada",
    "preset NAME": "preset standard",
}


def next_line(said: str) -> str | None:
    """The line that stands below what is next."""
    found = re.search(r"^Next step: .*\n\n(.+)$", said, re.MULTILINE)
    return found[1] if found else None


def filled(line: str) -> str:
    for short, typed in NAMES.items():
        line = line.replace(short, typed)
    return re.sub(r"\b[A-Z]{4,}\b", lambda word: FILLED[word[0]], line)


async def test_every_line_of_the_setup_leads_on_until_the_first_digest_is_posted() -> None:
    house = ChatHouse()
    await house.apply(empty())
    hall = house.channel("hall", "ines", "ada")
    typed: list[str] = []
    while line := next_line(await house.says("ines", "setup")):
        assert line not in typed, f"{line} did not lead on"
        typed.append(line)
        if line.startswith("link here"):
            room = hall if "coalition" in line else house.channel("office", "ines", "other")
            await house.write("ines", line, room=room, addressed=True)
        elif line.startswith("invite"):
            code = (await house.says("ines", line)).partition("join ")[2].split()[0].rstrip(".")
            await house.write("ada", f"join {code}")
        else:
            await house.write("ines", filled(line))
        if line == "checkin open":
            house.clock.advance(timedelta(minutes=5))
            await house.settle()
            assert "Swimming lessons" in await house.heard_by("ada")
            await house.write("ada", "1 The first lesson was full")
    assert [line.partition(" ")[0] for line in typed] == [
        "setup", "setup", "org", "person", "invite", "activity", "link", "link", "setup",
        "checkin", "digest",
    ]  # fmt: skip
    digest = await house.heard(hall)
    assert "Swimming lessons" in digest
    assert "The first lesson was full" in digest
    assert "All is set up. doctor says what is wrong" in await house.says("ines", "setup")


async def test_the_way_is_taken_up_where_it_was_left() -> None:
    house = ChatHouse()
    await house.apply(empty())
    await house.write("ines", "setup agenda Every pupil swims")
    house.begin()
    house.clock.advance(timedelta(days=30))
    said = await house.says("ines", "setup")
    assert "Done: common agenda" in said
    assert next_line(said) == "setup goal TEXT"
    assert "setup skip goals leaves it out." in said
    assert "Noted: goals." in await house.says("ines", "setup skip goals")
    assert next_line(await house.says("ines", "setup")) == "org add NAME"
    assert "Every pupil swims" in await house.says("ines", "agenda")
    assert "Version 2026-11-16" in await house.says("ines", "agenda")


async def test_what_a_digest_needs_is_not_left_out() -> None:
    house = ChatHouse()
    await house.apply(empty())
    assert "can't be left out" in await house.says("ines", "setup skip channel")
    for line in ("setup skip lunch", "setup agenda", "setup preset huge", "setup up", "setup goal"):
        assert "Write: setup [agenda TEXT" in await house.says("ines", line)
    assert "Noted: rhythm." in await house.says("ines", "setup preset volunteers")
    known = await house.coalition("swim")
    assert (known.preset, known.rhythm.checkin) == ("volunteers", "every 2 weeks thu 18:30")


async def test_goals_with_the_same_words_are_two() -> None:
    house = ChatHouse()
    await house.apply(empty())
    for _ in range(2):
        await house.write("ines", "setup goal 東京で泳ぐ")
    goals = (await house.coalition("swim")).goals
    assert {goal.text for goal in goals.values()} == {"東京で泳ぐ"}
    assert len(goals) == 2


async def test_a_goal_can_be_put_right_and_taken_out_while_nothing_hangs_on_it() -> None:
    house = ChatHouse()
    await house.apply(lakeland())
    assert "    Every pupil swims" in await house.says("ines-b", "setup goal Every pupil swims")
    await house.write("ines-b", "setup goal edit 3 Every pupil dives")
    assert "3. Every pupil dives" in await house.says("ines-b", "agenda")
    said = await house.says("ines-b", "setup goal drop 1")
    assert "Activities serve that goal: Pupils' Heritage Days" in said
    assert "I can't change goal 9" in await house.says("ines-b", "setup goal drop 9")
    # Words that were forgotten, or that nobody sees, take nothing away.
    for line in ("setup goal edit 3", "setup agenda \u202e\u2063"):
        before = await house.coalition()
        assert "Write: setup" in await house.says("ines-b", line)
        assert await house.coalition() == before
    await house.write("ines-b", "setup goal drop 3")
    assert len((await house.coalition()).goals) == 2


async def test_a_dry_run_changes_nothing() -> None:
    house = ChatHouse()
    before = await house.apply(empty())
    for line in ("agenda Swim", "goal Swim", "preset pocket", "skip goals"):
        said = await house.says("ines", f"setup {line} --dry-run")
        assert "Nothing is changed." in said
        assert "dry" not in said
    after = await house.coalition("swim")
    assert (after.goals, after.preset) == (before.goals, before.preset)
    assert next_line(await house.says("ines", "setup")) == "setup agenda TEXT"
