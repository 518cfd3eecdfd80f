"""What a digest's chart is drawn from: what digests told, in its present form, and no more."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from ci_bot.domain.digest.charted import chart_end, charted
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.status_grid import StatusGrid, status_grid
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import (
    BACKBONE,
    COALITION,
    as_good_as_silence,
    audience_named,
    may_see,
)
from tests.support.digest_week import DUE, FREEZE, coalition, said, week
from tests.support.random_months import ACTIVITIES, months

LAKELAND = coalition(ACTIVITIES)
AUDIENCES = (COALITION, audience_named("schools"), BACKBONE)
SOME = settings(max_examples=300)
"""The grid has its own, many more."""
HOUR, TRACK, RISK = timedelta(hours=1), Status.ON_TRACK, Status.AT_RISK


def drawn(digest: Digest, *updates: Update) -> list[StatusGrid]:
    kept = list(charted(digest, updates))
    end = chart_end(digest)
    return [status_grid(LAKELAND, kept, audience, until=end) for audience in AUDIENCES]


def digest_of(*updates: Update, **more: object) -> Digest:
    return replace(week(*updates).digest, **more)  # type: ignore[arg-type]


def test_it_ends_when_the_digest_was_posted_or_should_be() -> None:
    assert chart_end(digest_of()) == DUE
    assert chart_end(digest_of(posted=DUE + HOUR)) == DUE + HOUR


def test_the_last_form_of_what_was_told_counts_however_late_it_came() -> None:
    old = replace(said(0, "", TRACK), replaced=DUE + HOUR)
    new = said(0, "", RISK, at=DUE + HOUR, replaces=old.id)
    (found,) = charted(digest_of(updates=(old.id,)), [old, new])
    assert (found.id, found.status) == (new.id, RISK)
    assert FREEZE < found.at < DUE


def test_a_form_that_came_after_the_next_freeze_is_not_loaded_and_changes_nothing() -> None:
    old = replace(said(0, "", TRACK), replaced=DUE + HOUR)
    (found,) = charted(digest_of(updates=(old.id,)), [old])
    assert found.current


def test_what_nobody_was_told_yet_and_what_was_withdrawn_is_not_there() -> None:
    told = said(0, "", TRACK)
    later = said(1, "", RISK, at=FREEZE + HOUR)
    gone = replace(said(2, "", RISK), withdrawn=DUE)
    assert list(charted(digest_of(told, gone), [told, later, gone])) == [told]


def test_a_dropped_line_leaves_what_was_told_before() -> None:
    before, now = said(0, "", TRACK), said(0, "", RISK)
    digest = digest_of(now, lines=("ask:1", "activity:a0"), dropped=(2,))
    assert list(charted(digest, [before, now])) == [before]
    assert list(charted(replace(digest, dropped=(1,)), [before, now])) == [before, now]


@SOME
@given(months())
def test_silence_and_no_change_give_the_same_charts(updates: list[Update]) -> None:
    silent = [update for update in updates if not as_good_as_silence(update)]
    assert drawn(digest_of(*updates), *updates) == drawn(digest_of(*silent), *silent)


@SOME
@given(months())
def test_what_is_hidden_leaves_no_trace_in_a_chart(updates: list[Update]) -> None:
    for number, audience in enumerate(AUDIENCES):
        visible = [
            update
            for update in updates
            if may_see(update.visibility, LAKELAND.activities[update.activity], audience)
        ]
        shown = drawn(digest_of(*updates), *updates)[number]
        assert shown == drawn(digest_of(*visible), *visible)[number]
