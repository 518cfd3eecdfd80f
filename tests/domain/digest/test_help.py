"""Where readers can help, what was learned, who is thanked, what comes."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.budget import fit
from ci_bot.domain.digest.content import HelpKind
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.shorten import shorten
from tests.support.digest_week import DUE, FREEZE, asked, coalition, content, milestone, said, week

LEFT = date(2025, 6, 1)


def without(lakeland: Coalition, *people: str) -> Coalition:
    """These people have taken their hats off."""
    roles = (
        replace(role, until=LEFT) if role.person in people else role for role in lakeland.roles
    )
    return replace(lakeland, roles=tuple(roles))


def with_activity(lakeland: Coalition, **facts: Any) -> Coalition:
    """The first activity, changed."""
    changed = replace(lakeland.activities[ActivityId("a0")], **facts)
    return replace(lakeland, activities={**lakeland.activities, changed.id: changed})


def test_asks_come_before_offers_and_the_newest_first() -> None:
    asks = [asked(1, "one"), asked(2, "two", AskKind.OFFER), asked(3, "three")]
    page = content(week(asks=asks)).top
    assert [line.ask for line in page.help] == [3, 1, 2]
    assert [line.kind for line in page.help] == [HelpKind.ASK, HelpKind.ASK, HelpKind.OFFER]


def test_an_ask_whose_day_has_passed_stands_in_the_details_until_it_is_closed() -> None:
    asks = [asked(1, "a van by 17 June"), asked(2, "a tent by 18 June"), asked(3, "a cook")]
    due = {1: date(2025, 6, 17), 2: date(2025, 6, 18)}
    found = fit(content(replace(week(asks=asks), due=due)), shorten)
    assert [line.ask for line in found.top.help] == [2, 3]
    assert [line.ask for line in found.details.help] == [1]
    assert (found.headline.asks, found.moved) == (3, 1)
    closed = [replace(ask, closed=FREEZE) if ask.number == 1 else ask for ask in asks]
    assert fit(content(replace(week(asks=closed), due=due)), shorten).details.help == ()


def test_an_ask_names_its_activity_and_whom_to_ask() -> None:
    line = content(week(asks=[asked(1, "a van", activity=ActivityId("a2"))])).top.help[0]
    assert line.activity == "Activity 2"
    assert (line.contact.person, line.contact.organisation) == ("Person 0", "Organisation 0")


def test_an_ask_of_somebody_gone_names_the_organisation() -> None:
    line = content(week(asks=[asked(1, "a van", person=PersonId("nobody"))])).top.help[0]
    assert line.contact.person is None


def test_who_may_not_see_an_ask_does_not_see_it() -> None:
    asks = [
        asked(1, "inner", visibility=Visibility.BACKBONE),
        asked(2, "group", visibility=Visibility.WORKING_GROUP, activity=ActivityId("a0")),
    ]
    material = week(asks=asks)
    assert content(material).top.help == ()
    assert [line.ask for line in content(material, "schools").top.help] == [2]
    assert [line.ask for line in content(material, "backbone").top.help] == [2, 1]


def test_what_was_taken_back_is_gone() -> None:
    assert content(week(asks=[asked(1, "a van", withdrawn=FREEZE)])).top.help == ()


def test_until_the_posting_a_closed_ask_disappears_and_after_it_stays() -> None:
    closed = asked(1, "a van", closed=FREEZE + timedelta(hours=1))
    assert content(week(asks=[closed])).top.help == ()
    later = asked(1, "a van", closed=DUE + timedelta(days=1), thanked=PersonId("p1"))
    posted = content(week(asks=[later], posted=DUE)).top
    assert [line.ask for line in posted.help] == [1]
    assert posted.thanks == ()


def test_an_activity_whose_lead_has_gone_looks_for_one() -> None:
    line = content(week(of=without(coalition(), "p0"))).top.help[0]
    assert (line.kind, line.activity) == (HelpKind.LEAD_WANTED, "Activity 0")
    assert line.contact.person == "Bea Backbone"


def test_without_a_backbone_the_organisation_is_the_contact() -> None:
    line = content(week(of=without(coalition(), "p0", "bea"))).top.help[0]
    assert (line.contact.person, line.contact.organisation) == (None, "Organisation 0")


def test_a_deputy_who_stays_is_lead_enough() -> None:
    lakeland = with_activity(without(coalition(), "p0"), deputy_person=PersonId("p1"))
    assert content(week(of=lakeland)).top.help == ()
    alone = content(week(of=without(lakeland, "p1"))).top.help
    # The first two led an activity each; nobody stands in for either.
    assert [line.activity for line in alone] == ["Activity 0", "Activity 1"]


@pytest.mark.parametrize("since", [None, date(2030, 1, 1)])
def test_a_lead_who_never_had_a_role_or_is_still_to_come_is_not_looked_for(
    since: date | None,
) -> None:
    known = coalition()
    others = tuple(role for role in known.roles if role.person != "p0")
    coming = (replace(r, since=since) for r in known.roles if since and r.person == "p0")
    assert content(week(of=replace(known, roles=(*others, *coming)))).top.help == ()


def test_an_activity_that_is_over_looks_for_nobody() -> None:
    lakeland = with_activity(without(coalition(), "p0"), final=Status.DONE)
    assert content(week(of=lakeland)).top.help == ()


def test_lessons_are_told_with_who_learned_them() -> None:
    lesson = asked(1, "shorter is better", AskKind.LESSON, activity=ActivityId("a1"))
    page = content(week(asks=[lesson])).top
    assert page.help == ()
    line = page.learned[0]
    assert (line.words.text, line.activity) == ("shorter is better", "Activity 1")
    assert line.contact.organisation == "Organisation 0"


def test_who_helped_is_thanked_once_with_a_number() -> None:
    thanked: dict[str, Any] = {"thanked": PersonId("p1"), "closed": FREEZE - timedelta(hours=1)}
    asks = [
        asked(1, "a van", **thanked),
        asked(2, "a tent", **thanked),
        asked(3, "a cook", thanked=PersonId("p2"), closed=FREEZE - timedelta(hours=3)),
        asked(4, "a song", thanked=PersonId("gone"), closed=FREEZE),
    ]
    lines = content(week(asks=asks)).top.thanks
    assert [(line.contact.person, line.asks) for line in lines] == [
        ("Person 2", 1),
        ("Person 1", 2),
    ]


def test_somebody_thanked_who_wears_no_hat_has_no_organisation() -> None:
    thanked = asked(1, "a van", thanked=PersonId("p1"), closed=FREEZE)
    lines = content(week(asks=[thanked], of=without(coalition(), "p1"))).top.thanks
    assert lines[0].contact.organisation == ""


def test_milestones_of_the_next_four_weeks_come_up_the_nearest_first() -> None:
    day = date(2025, 6, 18)
    ahead = (
        milestone(day - timedelta(1), "over"),
        milestone(day + timedelta(9), "print"),
        milestone(day, "today"),
        milestone(day + timedelta(28), "in four weeks"),
        milestone(day + timedelta(29), "too far"),
    )
    page = content(week(of=with_activity(coalition(), milestones=ahead))).top
    assert [line.words.text for line in page.coming] == ["today", "print", "in four weeks"]


def test_nothing_comes_up_in_what_is_over() -> None:
    ahead = (milestone(date(2025, 6, 20), "print"),)
    lakeland = with_activity(coalition(), milestones=ahead, final=Status.DROPPED)
    assert content(week(of=lakeland)).top.coming == ()
    hidden = said(0, "no", Status.DROPPED, visibility=Visibility.BACKBONE)
    assert len(content(week(hidden, of=lakeland)).top.coming) == 1
    assert content(week(hidden, of=lakeland), "backbone").top.coming == ()
