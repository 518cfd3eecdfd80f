"""The selection of a digest in its present form."""

from dataclasses import replace

from ci_bot.domain.digest.material import present_forms, told_in
from ci_bot.domain.ids import ActivityId, UpdateId
from tests.support.digest_week import DUE, FREEZE, content, said, week


def test_each_chosen_update_stands_in_its_last_form() -> None:
    first = said(0, "frist", replaced=FREEZE)
    second = said(0, "firts", replaces=first.id, replaced=FREEZE)
    third = said(0, "first", replaces=second.id)
    assert present_forms([third, first, second], [first.id]) == [third]


def test_an_update_and_its_correction_both_chosen_count_once() -> None:
    first = said(0, "frist", replaced=FREEZE)
    second = said(0, "first", replaces=first.id)
    assert present_forms([first, second], [first.id, second.id]) == [second]


def test_a_chosen_update_that_is_not_there_any_more_is_left_out() -> None:
    assert present_forms([], [UpdateId("erased")]) == []


def test_what_was_told_stays_told_in_every_form() -> None:
    first = said(0, "frist", replaced=FREEZE)
    second = said(0, "first", replaces=first.id, at=DUE)
    assert told_in([second, first], [first.id]) == {first.id, second.id}


def test_an_old_digest_shows_what_was_replaced_too_late_for_it() -> None:
    told = said(0, "as it was posted", replaced=DUE)
    entry = content(week(told, updates=(told.id,))).top.entry("activity:a0")
    assert entry is not None


def test_what_was_withdrawn_is_gone_from_old_digests_too() -> None:
    told = said(0, "never mind", withdrawn=DUE)
    assert content(week(told, updates=(told.id,))).top.entry("activity:a0") is None


def test_one_activity_that_is_gone_takes_no_other_along() -> None:
    material = week(said(0, "a"), replace(said(1, "b"), activity=ActivityId("gone")))
    assert [entry.key for entry in content(material).top.entries()] == ["activity:a0"]
