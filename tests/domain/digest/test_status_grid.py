"""Activities by weeks: the last state an audience could see, carried forward."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.domain.digest.status_grid import StatusGrid, status_grid
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import (
    BACKBONE,
    COALITION,
    Audience,
    as_good_as_silence,
    audience_named,
    may_see,
    sets_status,
)
from tests.support.digest_week import FREEZE, coalition, said
from tests.support.random_months import ACTIVITIES, months

LAKELAND = coalition(ACTIVITIES)
MANY = settings(max_examples=2000)
AUDIENCES = (COALITION, audience_named("schools"), BACKBONE)
DAY = timedelta(days=1)


def grid(*updates: Update, audience: Audience = COALITION, weeks: int = 4) -> StatusGrid:
    return status_grid(LAKELAND, updates, audience, until=FREEZE, weeks=weeks)


def cells(*updates: Update, audience: Audience = COALITION) -> tuple[Status | None, ...]:
    (row,) = grid(*updates, audience=audience).rows
    return row.cells


def everywhere(updates: list[Update]) -> list[StatusGrid]:
    return [grid(*updates, audience=audience) for audience in AUDIENCES]


def test_a_state_is_carried_forward_until_another_one_is_seen() -> None:
    first = said(0, "", Status.ON_TRACK, at=FREEZE - 14 * DAY)
    then = said(0, "", Status.AT_RISK, at=FREEZE - DAY)
    assert cells(first, then) == (None, Status.ON_TRACK, Status.ON_TRACK, Status.AT_RISK)


def test_a_state_from_long_before_is_there_from_the_first_week() -> None:
    assert cells(said(0, "", Status.ON_TRACK, at=FREEZE - 300 * DAY)) == 4 * (Status.ON_TRACK,)


def test_the_weeks_are_the_last_ones_and_begin_on_mondays() -> None:
    assert grid().weeks == tuple(date(2025, 5, 26) + 7 * n * DAY for n in range(4))


def test_a_week_ends_on_sunday_midnight_where_the_coalition_is() -> None:
    sunday = said(0, "", Status.ON_TRACK, at=datetime(2025, 6, 15, 21, 59, tzinfo=UTC))
    monday = replace(sunday, at=datetime(2025, 6, 15, 22, 0, tzinfo=UTC))
    assert cells(sunday)[-2:] == (Status.ON_TRACK, Status.ON_TRACK)
    assert cells(monday)[-2:] == (None, Status.ON_TRACK)


def test_a_chart_up_to_a_midnight_ends_with_the_week_that_is_over() -> None:
    midnight = datetime(2025, 6, 15, 22, 0, tzinfo=UTC)
    shown = status_grid(LAKELAND, [], COALITION, until=midnight, weeks=1)
    assert shown.weeks == (date(2025, 6, 9),)


def test_what_was_said_after_the_end_does_not_count() -> None:
    assert grid(said(0, "", Status.ON_TRACK, at=FREEZE)).rows == ()


def test_what_an_audience_may_not_see_leaves_the_last_visible_state() -> None:
    open_ = said(0, "", Status.ON_TRACK, at=FREEZE - 14 * DAY)
    hidden = said(0, "", Status.OFF_TRACK, at=FREEZE - DAY, visibility=Visibility.BACKBONE)
    assert cells(open_, hidden)[-1] is Status.ON_TRACK
    assert cells(open_, hidden, audience=BACKBONE)[-1] is Status.OFF_TRACK


def test_an_activity_of_which_nothing_can_be_seen_has_no_row() -> None:
    hidden = said(0, "", Status.OFF_TRACK, visibility=Visibility.BACKBONE)
    same = said(1, "", Status.ON_TRACK, no_change=True)
    assert grid(hidden, same, said(2, "only words")).rows == ()


def test_what_ended_before_these_weeks_is_left_out_and_later_ends_are_shown() -> None:
    long_ago = said(0, "", Status.DONE, at=FREEZE - 60 * DAY)
    lately = said(1, "", Status.DONE, at=FREEZE - 9 * DAY)
    assert [row.activity for row in grid(long_ago, lately).rows] == ["a1"]
    again = said(0, "", Status.ON_TRACK, at=FREEZE - DAY)
    assert grid(long_ago, again).rows[0].cells == (*3 * (Status.DONE,), Status.ON_TRACK)


def test_an_archived_activity_has_no_row() -> None:
    first = ActivityId("a0")
    archived = replace(LAKELAND.activities[first], archived=True)
    of = replace(LAKELAND, activities={**LAKELAND.activities, first: archived})
    assert status_grid(of, [said(0, "", Status.DONE)], COALITION, until=FREEZE).rows == ()


def test_rows_stand_in_the_order_of_the_roster() -> None:
    shown = grid(*(said(n, "", Status.ON_TRACK, at=FREEZE - (n + 1) * DAY) for n in (2, 0, 1)))
    assert [row.activity for row in shown.rows] == ["a0", "a1", "a2"]


def test_a_row_knows_how_it_stands() -> None:
    (row,) = grid(
        said(0, "", Status.DONE, at=FREEZE - 40 * DAY),
        said(0, "", Status.ON_TRACK, at=FREEZE - 14 * DAY),
        said(0, "", Status.AT_RISK, at=FREEZE - 7 * DAY),
    ).rows
    assert row.now is Status.AT_RISK


@pytest.mark.parametrize("weeks", [0, -1, 13])
def test_a_chart_has_one_to_twelve_weeks(weeks: int) -> None:
    with pytest.raises(ValueError, match="1 to 12"):
        grid(weeks=weeks)


@MANY
@given(months())
def test_silence_and_no_change_give_the_same_grid(updates: list[Update]) -> None:
    silent = [update for update in updates if not as_good_as_silence(update)]
    assert everywhere(updates) == everywhere(silent)


@MANY
@given(months())
def test_what_is_hidden_leaves_no_trace(updates: list[Update]) -> None:
    for audience, shown in zip(AUDIENCES, everywhere(updates), strict=True):
        visible = [u for u in updates if _seen(u, audience)]
        assert shown == grid(*visible, audience=audience)


@MANY
@given(months(), st.integers(0, ACTIVITIES - 1))
def test_what_is_said_of_one_activity_moves_no_other(updates: list[Update], one: int) -> None:
    others = [update for update in updates if update.activity != f"a{one}"]
    for shown, without in zip(everywhere(updates), everywhere(others), strict=True):
        rows = tuple(row for row in shown.rows if row.activity != f"a{one}")
        assert rows == without.rows
        own = {u.status for u in updates if u.activity == f"a{one}" and sets_status(u)}
        for row in shown.rows:
            if row.activity == f"a{one}":
                assert set(row.cells) - {None} <= own


def _seen(update: Update, audience: Audience) -> bool:
    return may_see(update.visibility, LAKELAND.activities[update.activity], audience)
