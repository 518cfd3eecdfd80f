"""What a digest tells of each activity, and to whom."""

from dataclasses import replace
from datetime import date, timedelta

from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId, UpdateId
from ci_bot.domain.status import Status, Visibility
from tests.support.digest_week import FREEZE, SINCE, coalition, content, line_of, said, week

BEFORE = SINCE - timedelta(days=12)


def test_a_change_names_the_last_status_the_audience_saw() -> None:
    earlier = [said(0, "fine", Status.ON_TRACK, at=BEFORE)]
    line = line_of(week(said(0, "printer broke", Status.AT_RISK), earlier=earlier), 0)
    assert line is not None
    assert (line.status, line.was) == (Status.AT_RISK, Status.ON_TRACK)
    assert line.words is not None
    assert line.words.text == "printer broke"


def test_change_is_computed_apart_for_each_audience() -> None:
    earlier = [
        said(0, "fine", Status.ON_TRACK, at=BEFORE),
        said(0, "hm", Status.AT_RISK, at=BEFORE + timedelta(1), visibility=Visibility.BACKBONE),
    ]
    material = week(said(0, "gone wrong", Status.OFF_TRACK), earlier=earlier)
    open_, inner = line_of(material, 0), line_of(material, 0, "backbone")
    assert open_ is not None
    assert inner is not None
    assert (open_.was, inner.was) == (Status.ON_TRACK, Status.AT_RISK)


def test_a_hidden_update_is_not_there_for_others() -> None:
    material = week(said(0, "secret", Status.AT_RISK, visibility=Visibility.BACKBONE))
    assert line_of(material, 0) is None
    assert line_of(material, 0, "schools") is None
    assert line_of(material, 0, "backbone") is not None


def test_a_group_reads_what_its_members_said_to_it() -> None:
    material = week(said(0, "for us", Status.AT_RISK, visibility=Visibility.WORKING_GROUP))
    assert line_of(material, 0) is None
    assert line_of(material, 0, "collections") is None
    assert line_of(material, 0, "schools") is not None


def test_no_change_is_no_news() -> None:
    earlier = [said(0, "fine", Status.ON_TRACK, at=BEFORE)]
    same = said(0, status=Status.ON_TRACK, no_change=True)
    assert line_of(week(same, earlier=earlier), 0) is None


def test_the_same_status_again_without_a_word_is_no_news() -> None:
    earlier = [said(0, "fine", Status.ON_TRACK, at=BEFORE)]
    assert line_of(week(said(0, status=Status.ON_TRACK), earlier=earlier), 0) is None


def test_words_alone_stand_with_the_last_status_and_its_date() -> None:
    earlier = [said(0, "fine", Status.ON_TRACK, at=BEFORE)]
    line = line_of(week(said(0, "eight schools now"), earlier=earlier), 0)
    assert line is not None
    assert (line.status, line.since) == (Status.ON_TRACK, date(2025, 5, 29))
    assert line.was is None


def test_words_of_a_no_change_do_not_tell_the_hidden_status_it_repeats() -> None:
    earlier = [said(0, "sh", Status.OFF_TRACK, at=BEFORE, visibility=Visibility.BACKBONE)]
    material = week(said(0, "as before", Status.OFF_TRACK, no_change=True), earlier=earlier)
    line = line_of(material, 0)
    assert line is not None
    assert line.status is None


def test_words_from_before_the_status_are_out_of_date() -> None:
    old = said(0, "printer broke", Status.AT_RISK, at=FREEZE - timedelta(days=4))
    new = said(0, status=Status.ON_TRACK, at=FREEZE - timedelta(days=1))
    line = line_of(week(old, new), 0)
    assert line is not None
    assert line.status is Status.ON_TRACK
    assert line.words is None


def test_what_the_backbone_was_told_is_shown_as_that_and_sets_no_status() -> None:
    told = said(0, "by phone", Status.DONE, confirmed=False, told_by=PersonId("bea"))
    line = line_of(week(told), 0)
    assert line is not None
    assert line.status is None
    assert line.words is None
    assert [voice.words.text for voice in line.told] == ["by phone"]


def test_a_bare_status_the_backbone_was_told_is_nothing_yet() -> None:
    told = said(0, "", Status.DONE, confirmed=False, told_by=PersonId("bea"))
    assert line_of(week(told), 0) is None


def test_a_contribution_stands_under_its_activity_and_leaves_the_status_alone() -> None:
    words = said(0, "we printed", contribution=True, organisation=OrganisationId("o4"))
    line = line_of(week(words, earlier=[said(0, "fine", Status.ON_TRACK, at=BEFORE)]), 0)
    assert line is not None
    assert line.status is Status.ON_TRACK
    assert [voice.organisation for voice in line.contributions] == ["Organisation 4"]


def test_worsening_names_what_it_touches() -> None:
    earlier = [said(0, "fine", Status.ON_TRACK, at=BEFORE), said(1, "ok", Status.DONE, at=BEFORE)]
    material = week(said(0, "oh", Status.AT_RISK), said(1, "yes", Status.ON_TRACK), earlier=earlier)
    line, better = line_of(material, 0), line_of(material, 1)
    assert line is not None
    assert better is not None
    assert line.touches == ("Activity 1",)
    assert better.touches == ()


def test_what_is_archived_is_not_touched() -> None:
    lakeland = coalition()
    gone = replace(lakeland.activities[ActivityId("a1")], archived=True)
    of = replace(lakeland, activities={**lakeland.activities, gone.id: gone})
    line = line_of(week(said(0, "oh", Status.AT_RISK), of=of), 0)
    assert line is not None
    assert line.touches == ()


def test_worse_comes_first_then_changes_then_news() -> None:
    earlier = [said(n, "was", Status.AT_RISK, at=BEFORE) for n in (0, 3, 6)]
    material = week(
        said(0, "news"),
        said(3, "better", Status.ON_TRACK),
        said(6, "worse", Status.OFF_TRACK),
        earlier=earlier,
        of=coalition(9),
    )
    group = content(material).top.progress[0]
    assert [line.key for line in group.lines] == ["activity:a6", "activity:a3", "activity:a0"]


def test_groups_stand_in_their_order_and_other_activities_last() -> None:
    material = week(*(said(n, "news") for n in (2, 1, 0)))
    assert [group.name for group in content(material).top.progress] == [
        "Schools group",
        "Collections group",
        None,
    ]


def test_an_activity_of_a_group_that_is_gone_stands_under_the_others() -> None:
    of = replace(coalition(), working_groups={})
    assert [group.name for group in content(week(said(0, "news"), of=of)).top.progress] == [None]


def test_an_activity_that_is_gone_is_not_told() -> None:
    of = replace(coalition(), activities={})
    assert content(week(said(0, "news"), of=of)).top.progress == ()


def test_until_it_is_posted_a_correction_replaces_silently() -> None:
    first = said(0, "frist", Status.ON_TRACK)
    wrong = replace(first, replaced=FREEZE)
    right = said(0, "first", Status.ON_TRACK, replaces=first.id)
    line = line_of(week(wrong, right, updates=(first.id,)), 0)
    assert line is not None
    assert line.words is not None
    assert (line.words.text, line.corrected) == ("first", False)


def test_after_it_was_posted_a_correction_says_so() -> None:
    posted = FREEZE + timedelta(hours=18)
    first = said(0, "frist", Status.ON_TRACK)
    wrong = replace(first, replaced=posted)
    right = said(0, "first", replaces=first.id, at=posted + timedelta(hours=1))
    line = line_of(week(wrong, right, updates=(first.id,), posted=posted), 0)
    assert line is not None
    assert line.corrected


def test_what_corrects_an_earlier_digest_says_so() -> None:
    line = line_of(week(said(0, "rather", replaces=UpdateId("of-may"))), 0)
    assert line is not None
    assert line.corrected


def test_what_was_withdrawn_is_gone() -> None:
    taken_back = said(0, "oops", Status.AT_RISK, withdrawn=FREEZE)
    assert line_of(week(taken_back), 0) is None


def test_the_contact_is_the_lead_whoever_answered() -> None:
    line = line_of(week(said(0, "news", person=PersonId("p1"))), 0)
    assert line is not None
    assert (line.contact.person, line.contact.organisation) == ("Person 0", "Organisation 0")


def test_a_lead_who_left_is_no_contact() -> None:
    lakeland = coalition()
    roles = tuple(
        replace(role, until=date(2025, 6, 1)) if role.person == "p0" else role
        for role in lakeland.roles
    )
    line = line_of(week(said(0, "news"), of=replace(lakeland, roles=roles)), 0)
    assert line is not None
    assert line.contact.person is None


def test_a_lead_nobody_knows_and_an_organisation_nobody_knows_do_not_stop_it() -> None:
    of = replace(coalition(), people={}, organisations={})
    line = line_of(week(said(0, "news"), of=of), 0)
    assert line is not None
    assert (line.contact.person, line.contact.organisation) == (None, "o0")


def test_an_end_that_is_hidden_still_is_touched_for_others() -> None:
    lakeland = coalition()
    over = replace(lakeland.activities[ActivityId("a1")], final=Status.DROPPED)
    of = replace(lakeland, activities={**lakeland.activities, over.id: over})
    hidden = said(1, "no", Status.DROPPED, at=BEFORE, visibility=Visibility.BACKBONE)
    material = week(said(0, "oh", Status.AT_RISK), earlier=[hidden], of=of)
    open_, inner = line_of(material, 0), line_of(material, 0, "backbone")
    assert open_ is not None
    assert inner is not None
    assert (open_.touches, inner.touches) == (("Activity 1",), ())


def test_an_end_agreed_in_the_file_ends_it_for_all() -> None:
    lakeland = coalition()
    over = replace(lakeland.activities[ActivityId("a1")], final=Status.DONE)
    of = replace(lakeland, activities={**lakeland.activities, over.id: over})
    line = line_of(week(said(0, "oh", Status.AT_RISK), of=of), 0)
    assert line is not None
    assert line.touches == ()
