"""Six questions a reader has are answered by what stands on top of a digest.

Who needs what by when, what got worse, what it touches, what is done, what is coming, whom to ask.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.content import Contact
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import ActivityId, PeriodKey, PersonId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import worsened
from tests.support.cee_hub import Told
from tests.support.cee_weeks import cee_weeks
from tests.support.digest_week import (
    DUE,
    FREEZE,
    SINCE,
    asked,
    coalition,
    content,
    milestone,
    said,
    week,
)
from tests.support.six_questions import answers

WEEK = timedelta(weeks=1)


def lakeland() -> Coalition:
    of = coalition()
    ahead = {
        "a1": (milestone(date(2025, 6, 20), "programme printed"),),
        "a3": (milestone(date(2025, 6, 26), "second evening"),),
        "a5": (milestone(date(2025, 6, 23), "last pictures"),),
    }
    activities = {a.id: replace(a, milestones=ahead.get(a.id, ())) for a in of.activities.values()}
    return replace(of, activities=activities)


FIRST = (
    said(0, "eight schools signed", Status.ON_TRACK, at=FREEZE - WEEK - timedelta(days=2)),
    said(1, "first evening held", Status.ON_TRACK, at=FREEZE - WEEK - timedelta(days=1)),
    said(2, "until autumn", Status.AT_RISK, at=FREEZE - WEEK - timedelta(days=1)),
)
SECOND = (
    said(0, "The printer cancelled.", Status.AT_RISK),
    said(5, "412 pictures online", Status.DONE),
    said(2, "a new curator", Status.ON_TRACK),
    said(3, "we may close", Status.OFF_TRACK, visibility=Visibility.BACKBONE),
    said(4, "nothing new", Status.ON_TRACK, no_change=True),
)


def second_week() -> Material:
    leaflets = "A5 leaflets, 800 copies, by 18 June, we can pay 400 euro"
    of = lakeland()
    ended = replace(of.activities[ActivityId("a5")], final=Status.DONE)
    return week(
        *SECOND,
        earlier=FIRST,
        asks=[
            asked(1, leaflets, activity=ActivityId("a0")),
            asked(2, "a grant", visibility=Visibility.BACKBONE),
        ],
        of=replace(of, activities={**of.activities, ended.id: ended}),
    )


def test_a_week_answers_all_six() -> None:
    found = answers(content(second_week()))
    assert found.needs == {
        ("Person 0", "Organisation 0", "A5 leaflets, 800 copies, by 18 June, we can pay 400 euro")
    }
    assert found.worse == {"Activity 0": ("on_track", "at_risk")}
    assert found.touches == {"Activity 0": ("Activity 1",)}
    assert found.done == {"Activity 5"}
    # What has ended has nothing ahead of it.
    assert found.coming == (
        ("2025-06-20", "programme printed", "Activity 1"),
        ("2025-06-26", "second evening", "Activity 3"),
    )
    assert found.contacts["Activity 0"] == Contact(person="Person 0", organisation="Organisation 0")


def test_the_week_before_answers_with_what_was_then() -> None:
    material = week(*FIRST, of=lakeland())
    then = replace(
        material.digest,
        period=PeriodKey("2025-W24"),
        since=SINCE - WEEK,
        until=FREEZE - WEEK,
        due=DUE - WEEK,
    )
    found = answers(content(replace(material, digest=then)))
    assert (found.needs, found.done, found.touches) == (
        frozenset(),
        frozenset(),
        {"Activity 2": ("Activity 3",)},
    )
    assert found.worse == {"Activity 2": (None, "at_risk")}
    assert [day for day, _, _ in found.coming] == ["2025-06-20", "2025-06-23", "2025-06-26"]


def test_the_backbone_also_learns_what_only_it_may() -> None:
    found = answers(content(second_week(), "backbone"))
    assert found.worse["Activity 3"] == (None, "off_track")
    assert (None, "off_track") not in answers(content(second_week())).worse.values()
    assert len(found.needs) == 2


def test_eight_real_weeks_answer_all_six() -> None:
    weeks = list(cee_weeks())
    assert len(weeks) == 8
    for told, material in weeks:
        found = answers(content(material))
        visible = [one for one in told if one.visibility is Visibility.COALITION]
        _needs_are_there(visible, material)
        worse, done = _changes(material)
        assert found.worse == worse
        assert found.done == done
        titles = {a.title: a for a in material.coalition.activities.values()}
        assert found.touches == _touched(material, worse)
        for title, contact in found.contacts.items():
            assert contact.organisation
            assert title in titles
        _what_comes_is_there(material)
    assert any(_changes(material)[0] for _, material in weeks)
    assert any(_changes(material)[1] for _, material in weeks)
    assert any(_touched(material, _changes(material)[0]) for _, material in weeks)


def _needs_are_there(visible: Sequence[Told], material: Material) -> None:
    """Each of the week's asks: who, from where, and what by when, to the last word."""
    roster = material.coalition
    corrected = {u.id for u in material.updates if u.replaced is not None}
    asks = [one for one in visible if one.ask is not None and one.id not in corrected]
    found = answers(content(material)).needs
    for one in asks:
        who = roster.people[PersonId(one.person)].name
        where = next(o.name for o in roster.organisations.values() if o.id == one.hat)
        assert (who, where, one.ask) in found


def _changes(material: Material) -> tuple[dict[str, tuple[str | None, str]], set[str]]:
    """What got worse, and what is done, by the leads' own words of the week."""
    worse: dict[str, tuple[str | None, str]] = {}
    done: set[str] = set()
    for activity in material.coalition.activities.values():
        now = _status([u for u in material.updates if u.replaced is None], activity.id)
        was = _status(material.earlier, activity.id)
        if now is not None and worsened(now, was):
            worse[activity.title] = (was, now)
        if now is Status.DONE and was is not Status.DONE:
            done.add(activity.title)
    return worse, done


def _touched(material: Material, worse: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What each of those activities reinforces, of what still goes on."""
    activities = material.coalition.activities
    told = (*material.earlier, *(u for u in material.updates if u.replaced is None))
    on = {i: a for i, a in activities.items() if (s := _status(told, i)) is None or not s.final}
    named = {a.title: a.reinforces for a in activities.values() if a.title in worse}
    found = {
        title: tuple(on[ActivityId(id_)].title for id_ in reinforced if id_ in on)
        for title, reinforced in named.items()
    }
    return {title: others for title, others in found.items() if others}


def _status(updates: Sequence[Update], activity: ActivityId) -> Status | None:
    told = [
        update
        for update in sorted(updates, key=lambda update: update.at)
        if update.activity == activity
        and update.visibility is Visibility.COALITION
        and update.status is not None
        and not update.no_change
    ]
    return told[-1].status if told else None


def _what_comes_is_there(material: Material) -> None:
    """At least the nearest milestone of what goes on, with its day."""
    ahead = [
        (str(one.date), one.text, activity.title)
        for activity in material.coalition.activities.values()
        for one in activity.milestones
        if material.day <= one.date <= material.day + timedelta(weeks=4)
    ]
    found = answers(content(material)).coming
    assert set(found) <= set(ahead)
    assert bool(found) == bool(ahead)
    assert list(found) == sorted(found, key=lambda one: one[0])
