"""The short form: what the backbone and the steering committee get instead of the whole."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ci_bot.domain.ask import LONG
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.brief_budget import SCREEN_WORDS
from ci_bot.domain.digest.budget import fit
from ci_bot.domain.digest.content import Brief, DigestContent, Entry
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.words import word_count
from ci_bot.domain.ids import ActivityId, GoalId, PersonId
from ci_bot.domain.organisation import Goal
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages import plain
from ci_bot.messages.shorten import shorten
from ci_bot.views.digest.messages import digest_details, digest_top
from ci_bot.views.reader import Reader
from ci_bot.views.translation import languages
from tests.support.digest_week import (
    DUE,
    FREEZE,
    READER,
    SINCE,
    asked,
    coalition,
    content,
    said,
    text,
    week,
)

PRIVATE = Visibility.BACKBONE
ENDANGERED = (Status.AT_RISK, Status.OFF_TRACK)


def lakeland(size: int = 6) -> Coalition:
    """Its activities serve two goals in turn, the third has none."""
    goals = {GoalId(g): Goal(id=GoalId(g), text=f"Goal {g}") for g in ("north", "south")}
    of = coalition(size)
    names = (*goals, None)
    activities = {a.id: replace(a, goal=names[n % 3]) for n, a in enumerate(of.activities.values())}
    return replace(of, goals=goals, activities=activities)


def brief(material: Material, name: str) -> Brief:
    found = content(material, name).brief
    assert found is not None
    return found


def keys(entries: tuple[Entry, ...]) -> list[str]:
    return [entry.key for entry in entries]


def at_risk(material: Material) -> list[tuple[str | None, list[str]]]:
    return [
        (goal.goal, [f"{one.activity}: {one.status} {one.since}" for one in goal.activities])
        for goal in brief(material, "steering").at_risk
    ]


@pytest.mark.parametrize("name", ["coalition", "schools", "collections"])
def test_the_coalition_and_its_groups_get_the_whole(name: str) -> None:
    assert content(week(said(0, "a")), name).brief is None


def test_the_backbone_follows_up_what_got_worse_what_nobody_confirmed_and_what_has_no_lead() -> (
    None
):
    of = lakeland()
    roles = tuple(replace(r, until=SINCE.date()) if r.person == "p4" else r for r in of.roles)
    material = week(
        said(0, "printer", Status.AT_RISK),
        said(1, "fine", Status.ON_TRACK),
        said(2, "done", Status.DONE, confirmed=False, told_by=PersonId("bea")),
        of=replace(of, roles=roles),
    )
    assert keys(brief(material, "backbone").decide) == ["lead:a4", "activity:a0", "activity:a2"]


def test_what_only_the_backbone_may_read_stands_apart_and_nowhere_else() -> None:
    material = week(
        said(0, "grant", Status.OFF_TRACK, visibility=PRIVATE),
        asks=[asked(1, "money", visibility=PRIVATE), asked(2, "a van")],
    )
    assert keys(brief(material, "backbone").private) == ["ask:1", "activity:a0"]
    assert brief(material, "backbone").decide == ()
    assert "grant" not in text(material, "steering")
    assert "money" not in text(material, "steering")


def test_of_a_line_that_all_read_the_backbone_gets_what_only_it_may_read() -> None:
    material = week(
        said(0, "Only for you: the grant is late", Status.OFF_TRACK, visibility=PRIVATE),
        said(0, "Editing goes on", Status.ON_TRACK, at=DUE - timedelta(days=1)),
    )
    (line,) = brief(material, "backbone").private
    shown = text(material, "backbone")
    assert line.key == "activity:a0"
    assert "the grant is late" in shown
    assert "Editing goes on" not in shown


def test_asks_open_for_more_than_14_days_stand_in_both_the_oldest_first() -> None:
    times: list[dict[str, Any]] = [
        {"opened": DUE - LONG + timedelta(seconds=1)},
        {"opened": DUE - LONG},
        {"opened": DUE - 3 * LONG},
        {"opened": DUE - LONG, "closed": FREEZE, "thanked": PersonId("p1")},
    ]
    material = week(asks=[asked(5 - n, f"ask {n}", **when) for n, when in enumerate(times)])
    for name in ("backbone", "steering"):
        waiting = brief(material, name).waiting
        assert [(line.ask, line.since) for line in waiting] == [
            (3, date(2025, 5, 7)),
            (4, date(2025, 6, 4)),
        ]


def test_the_steering_decides_what_cannot_go_on_as_it_is() -> None:
    statuses = (Status.AT_RISK, Status.OFF_TRACK, Status.ON_HOLD, Status.DONE)
    material = week(*(said(n, "x", status) for n, status in enumerate(statuses)))
    assert keys(brief(material, "steering").decide) == ["activity:a1", "activity:a2"]


def test_what_is_at_risk_stands_by_goal_with_the_date_of_its_words() -> None:
    material = week(
        said(1, "printer", Status.AT_RISK),
        said(2, "x", Status.OFF_TRACK),
        said(4, "", Status.AT_RISK, no_change=True),
        earlier=[
            said(0, "", Status.AT_RISK, at=SINCE - timedelta(days=20)),
            said(4, "", Status.ON_TRACK, at=SINCE - timedelta(days=20)),
            said(3, "", Status.DONE, at=SINCE - timedelta(days=20)),
        ],
        of=lakeland(),
    )
    assert at_risk(material) == [
        ("Goal north", ["Activity 0: at_risk 2025-05-21"]),
        ("Goal south", ["Activity 1: at_risk 2025-06-15"]),
        (None, ["Activity 2: off_track 2025-06-15"]),
    ]


def test_a_hidden_status_leaves_the_steering_with_the_last_one_it_saw() -> None:
    material = week(
        said(0, "better", Status.ON_TRACK, visibility=PRIVATE),
        said(1, "worse", Status.OFF_TRACK, visibility=PRIVATE),
        earlier=[said(0, "", Status.AT_RISK, at=SINCE - timedelta(days=6))],
    )
    assert at_risk(material) == [(None, ["Activity 0: at_risk 2025-06-04"])]


def test_what_the_backbone_left_out_is_in_no_brief_either() -> None:
    material = week(said(0, "x", Status.OFF_TRACK), lines=("activity:a0",), dropped=(1,))
    assert at_risk(material) == []
    assert brief(material, "steering").decide == brief(material, "backbone").decide == ()


def test_what_is_archived_is_not_at_risk() -> None:
    of = coalition()
    gone = replace(of.activities[ActivityId("a0")], archived=True)
    of = replace(of, activities={**of.activities, gone.id: gone})
    assert at_risk(week(said(0, "x", Status.OFF_TRACK), said(1, "news"), of=of)) == []


def troubled(size: int, words: str, name: str) -> DigestContent:
    """Everything is at risk or off track, and everybody has waited for help for long."""
    of = lakeland(size)
    material = week(
        *(
            said(n, words, ENDANGERED[n % 2], visibility=PRIVATE if n % 5 == 0 else of.visibility)
            for n in range(size)
        ),
        asks=[asked(n + 1, words, opened=DUE - (2 + n % 2) * LONG) for n in range(size)],
        of=of,
        intro=words,
        posted=DUE + timedelta(hours=5),
    )
    return content(material, name)


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("name", ["backbone", "steering"])
@pytest.mark.parametrize(
    "words", ["We need a printer.", "The printer cancelled. " * 30, "印刷機が壊れました。" * 40]
)
def test_a_brief_of_forty_organisations_fits_one_screen_and_loses_nothing(
    language: str, name: str, words: str
) -> None:
    reader = Reader(language=language, zone=READER.zone, now=DUE)
    unfitted = troubled(40, words, name)
    found, whole = fit(unfitted, shorten), unfitted.brief
    assert word_count(plain.render(digest_top(found, reader))) <= SCREEN_WORDS
    assert found.brief is not None
    assert found.brief_details is not None
    assert whole is not None
    shown = {entry.key for entry in found.brief.entries()}
    details = {entry.key: entry for entry in found.brief_details.entries()}
    for entry in whole.entries():
        assert entry.key in shown or details[entry.key] == entry
    activities = [
        one.activity
        for part in (found.brief, found.brief_details)
        for goal in part.at_risk
        for one in goal.activities
    ]
    assert sorted(activities) == sorted(
        one.activity for goal in whole.at_risk for one in goal.activities
    )
    assert all(plain.render(part) for part in digest_details(found, reader))


def test_a_brief_has_something_of_each_section() -> None:
    found = fit(troubled(12, "We need a printer.", "steering"), shorten).brief
    assert found is not None
    assert all((found.decide, found.waiting, found.at_risk))


def test_what_is_at_risk_in_the_thread_is_not_denied_on_top() -> None:
    of = lakeland()
    goals = {id_: replace(goal, text="Skills travel. " * 60) for id_, goal in of.goals.items()}
    material = week(said(0, "we may close", Status.OFF_TRACK), of=replace(of, goals=goals))
    found = fit(content(material, "steering"), shorten)
    assert found.brief is not None
    assert not found.brief.at_risk
    assert "Nothing is at risk" not in plain.render(digest_top(found, READER))
    calm = week(said(0, "all is well", Status.ON_TRACK), of=of)
    assert "Nothing is at risk" in text(calm, "steering")


def test_what_only_the_backbone_reads_has_its_place_before_what_all_read() -> None:
    words = "The printer cancelled, and we need another one by the sixteenth of the month or so."
    material = week(
        said(0, words, Status.OFF_TRACK),
        said(0, words, contribution=True),
        said(0, words, contribution=True),
        said(2, words, Status.OFF_TRACK, visibility=PRIVATE),
    )
    found = fit(content(material, "backbone"), shorten)
    assert found.moved
    assert found.brief is not None
    assert found.brief.private


def test_a_quiet_time_is_quiet_for_those_who_decide_too() -> None:
    old = asked(1, "a van", opened=SINCE - timedelta(days=30))
    for name in ("backbone", "steering"):
        assert len([row for row in text(week(asks=[old]), name).splitlines() if row]) == 3
