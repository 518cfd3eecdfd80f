"""What goes into a digest: each thing once, and what was not released once more."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.digest import DigestState
from ci_bot.domain.digest.selection import Beginning, beginning
from ci_bot.domain.ids import PersonId, UpdateId
from tests.support.digest_week import DUE, FREEZE, SINCE, asked, said, week

POSTED = replace(week().digest, state=DigestState.POSTED, posted=DUE)
NOT_RELEASED = replace(POSTED, state=DigestState.NOT_RELEASED, posted=None)
OLDER = replace(POSTED, since=SINCE - timedelta(weeks=1), until=SINCE, posted=SINCE)


def told(*ids: str) -> tuple[UpdateId, ...]:
    return tuple(map(UpdateId, ids))


def test_the_first_digest_takes_everything() -> None:
    old = said(0, "long ago", at=FREEZE - timedelta(days=90))
    start = beginning([])
    assert start.updates([old]) == (old.id,)
    assert start.begins([old], FREEZE) == old.recorded


def test_the_first_digest_looks_back_a_week_at_least() -> None:
    assert beginning([]).begins([], FREEZE) == FREEZE - timedelta(weeks=1)


def test_a_digest_begins_where_the_last_one_ended() -> None:
    assert beginning([POSTED, OLDER]) == Beginning(since=FREEZE, last=POSTED)
    assert beginning([POSTED]).begins([], FREEZE) == FREEZE


def test_what_was_not_released_rolls_over() -> None:
    assert beginning([NOT_RELEASED]) == Beginning(since=SINCE)
    assert beginning([NOT_RELEASED, OLDER]) == Beginning(since=SINCE, last=OLDER)


def test_what_was_not_released_rolls_over_only_once() -> None:
    both = replace(NOT_RELEASED, updates=told("rolled", "new"))
    first = replace(OLDER, state=DigestState.NOT_RELEASED, updates=told("rolled"))
    start = beginning([both, first])
    rolled, new = said(0, id=UpdateId("rolled")), said(1, id=UpdateId("new"))
    assert start.updates([rolled, new]) == told("new")


def test_a_late_answer_the_last_digest_told_is_not_told_again() -> None:
    late, new = said(0, "late", at=FREEZE), said(1, "new", at=DUE)
    start = beginning([replace(POSTED, updates=(late.id,))])
    assert start.updates([late, new]) == (new.id,)


def test_a_correction_the_last_digest_shows_is_not_told_again() -> None:
    first = said(0, "frist", at=FREEZE, replaced=DUE)
    second = said(0, "first!", at=DUE, replaces=first.id, replaced=DUE + timedelta(hours=1))
    third = said(0, "first", at=DUE + timedelta(hours=1), replaces=second.id)
    start = beginning([replace(POSTED, updates=(first.id,))])
    assert start.updates([first, second, third]) == ()


def test_open_asks_stay_until_somebody_helps() -> None:
    old = asked(1, "a van", opened=SINCE - timedelta(weeks=20))
    assert beginning([replace(POSTED, asks=(1,))]).asks([old]) == (1,)
    assert beginning([POSTED]).asks([replace(old, withdrawn=DUE)]) == ()


def test_a_lesson_is_told_once() -> None:
    lesson = asked(1, "short is good", AskKind.LESSON, opened=FREEZE)
    assert beginning([POSTED]).asks([lesson]) == (1,)
    assert beginning([replace(POSTED, asks=(1,))]).asks([lesson]) == ()
    assert beginning([POSTED]).asks([replace(lesson, opened=SINCE)]) == ()


def test_thanks_are_said_once() -> None:
    closed = asked(1, "a van", closed=FREEZE + timedelta(hours=1), thanked=PersonId("p1"))
    assert beginning([POSTED]).asks([closed]) == (1,)
    # Open at the freeze, closed before the posting: the last digest thanked for it.
    shown = replace(POSTED, asks=(1,))
    assert beginning([shown]).asks([closed]) == ()
    later = replace(closed, closed=DUE + timedelta(hours=1))
    assert beginning([shown]).asks([later]) == (1,)
    assert beginning([shown]).asks([replace(later, thanked=None)]) == ()


def test_an_old_closing_is_over() -> None:
    closed = asked(1, "a van", closed=SINCE, thanked=PersonId("p1"))
    assert beginning([POSTED]).asks([closed]) == ()
