"""Who may see what, and what each audience last saw."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from ci_bot.domain.activity import Activity
from ci_bot.domain.ids import ActivityId, GroupId, OrganisationId, PersonId
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.visibility import (
    BACKBONE,
    COALITION,
    Audience,
    as_good_as_silence,
    audience_named,
    audience_of,
    last_visible,
    may_see,
    over,
    worsened,
)
from tests.support.digest_week import FREEZE, coalition, said

TODAY = date(2025, 6, 17)
SCHOOLS = audience_named("schools")
LAKELAND = coalition()
ACTIVITY = LAKELAND.activities[ActivityId("a0")]
HOMELESS = replace(ACTIVITY, working_group=None)
B, W, C = Visibility.BACKBONE, Visibility.WORKING_GROUP, Visibility.COALITION


@pytest.mark.parametrize(
    ("visibility", "activity", "audience", "allowed"),
    [
        (C, ACTIVITY, COALITION, True),
        (C, None, COALITION, True),
        (W, ACTIVITY, COALITION, False),
        (W, ACTIVITY, SCHOOLS, True),
        (W, ACTIVITY, audience_named("collections"), False),
        (W, ACTIVITY, BACKBONE, True),
        (W, HOMELESS, SCHOOLS, False),
        (W, HOMELESS, BACKBONE, True),
        (W, None, SCHOOLS, False),
        (W, None, BACKBONE, True),
        (B, ACTIVITY, COALITION, False),
        (B, ACTIVITY, SCHOOLS, False),
        (B, ACTIVITY, audience_named("steering"), False),
        (B, ACTIVITY, BACKBONE, True),
        (B, None, BACKBONE, True),
    ],
)
def test_only_those_it_was_said_to_may_see_it(
    visibility: Visibility, activity: Activity | None, audience: Audience, allowed: bool
) -> None:
    assert may_see(visibility, activity, audience) is allowed


def test_a_channel_of_the_backbone_reads_what_the_backbone_reads() -> None:
    assert audience_named("backbone") == BACKBONE
    assert audience_named("coalition") == COALITION


def test_a_group_named_like_nothing_sees_only_what_all_see() -> None:
    assert not may_see(W, ACTIVITY, audience_named("schools-2"))


def test_the_backbone_reads_everything_by_its_hat() -> None:
    assert audience_of(LAKELAND, PersonId("bea"), TODAY).backbone
    assert not audience_of(LAKELAND, PersonId("p0"), TODAY).backbone


def test_a_hat_that_was_taken_off_shows_nothing_more() -> None:
    roles = tuple(replace(role, until=TODAY) for role in LAKELAND.roles)
    gone = replace(LAKELAND, roles=roles)
    assert audience_of(gone, PersonId("bea"), TODAY) == COALITION
    assert audience_of(gone, PersonId("p0"), TODAY) == COALITION


def test_people_read_in_the_groups_of_their_organisations_and_those_they_chair() -> None:
    assert audience_of(LAKELAND, PersonId("p0"), TODAY).groups == {GroupId("schools")}
    assert audience_of(LAKELAND, PersonId("p1"), TODAY).groups == {GroupId("collections")}
    assert audience_of(LAKELAND, PersonId("p2"), TODAY).groups == set()


def test_a_hat_narrowed_to_another_group_does_not_read_in_this_one() -> None:
    narrow = Role(
        person=PersonId("p2"),
        organisation=OrganisationId("o0"),
        role=RoleName.REPRESENTATIVE,
        scope=GroupId("collections"),
    )
    scoped = replace(LAKELAND, roles=(narrow,))
    assert audience_of(scoped, PersonId("p2"), TODAY).groups == set()
    own = replace(scoped, roles=(replace(narrow, scope=GroupId("schools")),))
    assert audience_of(own, PersonId("p2"), TODAY).groups == {GroupId("schools")}


def test_a_hidden_update_leaves_the_last_visible_state_with_its_date() -> None:
    open_ = said(0, "all well", Status.ON_TRACK, at=FREEZE - timedelta(days=9))
    hidden = said(0, "trouble", Status.AT_RISK, visibility=B)
    assert last_visible([open_, hidden], ACTIVITY, COALITION) == open_
    assert last_visible([open_, hidden], ACTIVITY, BACKBONE) == hidden


def test_no_change_moves_neither_status_nor_date() -> None:
    open_ = said(0, "all well", Status.ON_TRACK, at=FREEZE - timedelta(days=9))
    same = said(0, status=Status.ON_TRACK, no_change=True)
    assert last_visible([open_, same], ACTIVITY, COALITION) == open_


def test_no_change_does_not_give_away_the_hidden_status_it_repeats() -> None:
    hidden = said(0, "trouble", Status.OFF_TRACK, visibility=B, at=FREEZE - timedelta(days=9))
    same = said(0, "as before", Status.OFF_TRACK, no_change=True)
    assert last_visible([hidden, same], ACTIVITY, COALITION) is None


@pytest.mark.parametrize(
    "facts",
    [
        {"replaced": FREEZE},
        {"withdrawn": FREEZE},
        {"confirmed": False, "told_by": PersonId("bea")},
        {"contribution": True},
        {"status": None},
        {"activity": ActivityId("a1")},
    ],
)
def test_only_what_the_lead_confirmed_and_still_says_sets_the_status(
    facts: dict[str, Any],
) -> None:
    update = replace(said(0, "words", Status.DONE), **facts)
    assert last_visible([update], ACTIVITY, BACKBONE) is None


def test_of_two_the_one_said_later_counts_whatever_came_first() -> None:
    early = said(0, status=Status.DONE, at=FREEZE - timedelta(days=3))
    late = said(0, status=Status.ON_HOLD, at=FREEZE - timedelta(days=1))
    assert last_visible([late, early], ACTIVITY, COALITION) == late


def test_words_make_a_no_change_more_than_silence() -> None:
    assert as_good_as_silence(said(0, " ", Status.DONE, no_change=True))
    assert not as_good_as_silence(said(0, "still", Status.DONE, no_change=True))
    assert not as_good_as_silence(said(0, "", Status.DONE))


@pytest.mark.parametrize(
    ("was", "status", "worse"),
    [
        (Status.ON_TRACK, Status.AT_RISK, True),
        (None, Status.AT_RISK, True),
        (Status.AT_RISK, Status.OFF_TRACK, True),
        (Status.ON_TRACK, Status.ON_HOLD, True),
        (Status.ON_HOLD, Status.DROPPED, True),
        (Status.AT_RISK, Status.AT_RISK, False),
        (Status.OFF_TRACK, Status.AT_RISK, False),
        (Status.AT_RISK, Status.DONE, False),
        (Status.ON_TRACK, None, False),
        (None, None, False),
    ],
)
def test_worse_is_worse_than_what_was_seen(
    was: Status | None, status: Status | None, worse: bool
) -> None:
    assert worsened(status, was) is worse


def test_an_end_counts_for_those_who_know_it_whatever_others_hear_later() -> None:
    done = said(0, "", Status.DONE, at=FREEZE - timedelta(days=9))
    again = said(0, "", Status.ON_TRACK, visibility=B)
    dropped = said(0, "", Status.DROPPED, visibility=B)
    ended = replace(ACTIVITY, final=Status.DROPPED)
    assert over([done, again], ACTIVITY, COALITION)
    assert not over([done, again], ACTIVITY, BACKBONE)
    assert over([done, dropped], ended, COALITION)
    assert not over([dropped], ended, COALITION)


def test_an_activity_that_the_roster_takes_up_again_goes_on_for_all() -> None:
    done = said(0, "", Status.DONE)
    assert not over([done], ACTIVITY, COALITION)
    assert over([], replace(ACTIVITY, final=Status.DONE), COALITION)
