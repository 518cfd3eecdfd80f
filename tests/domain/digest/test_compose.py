"""The frame of a digest: numbers, coverage, headline, quiet times, lateness."""

from datetime import date, timedelta

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.compose import preview_keys
from ci_bot.domain.digest.content import Headline
from ci_bot.domain.ids import PersonId
from ci_bot.domain.status import Status, Visibility
from tests.support.digest_week import DUE, FREEZE, SINCE, asked, coalition, content, said, week

BEFORE = SINCE - timedelta(days=3)


def test_it_covers_the_days_since_the_last_freeze() -> None:
    found = content(week())
    assert (found.first, found.last) == (date(2025, 6, 11), date(2025, 6, 17))


def test_one_frozen_at_midnight_ends_with_the_day_before() -> None:
    midnight = FREEZE + timedelta(hours=8)
    found = content(week(since=midnight - timedelta(weeks=1), until=midnight))
    assert (found.first, found.last) == (date(2025, 6, 11), date(2025, 6, 17))


def test_one_frozen_twice_on_a_day_covers_that_day() -> None:
    found = content(week(since=FREEZE - timedelta(hours=1)))
    assert found.first == found.last == date(2025, 6, 17)


def test_lines_have_the_numbers_of_the_preview() -> None:
    material = week(said(0, "a"), said(1, "b"), lines=("activity:a1", "activity:a0"))
    numbers = {entry.key: entry.number for entry in content(material).top.entries()}
    assert numbers == {"activity:a0": 2, "activity:a1": 1}


def test_what_came_after_the_preview_has_no_number() -> None:
    entry = content(week(said(0, "a"))).top.entry("activity:a0")
    assert entry is not None
    assert entry.number is None


def test_a_dropped_line_is_left_out_for_everybody() -> None:
    material = week(said(0, "a"), said(1, "b"), lines=("activity:a1", "activity:a0"), dropped=(2,))
    for audience in ("coalition", "schools", "backbone"):
        assert [e.key for e in content(material, audience).top.entries()] == ["activity:a1"]


def test_dropping_a_line_renumbers_nothing() -> None:
    lines = ("activity:a0", "activity:a1")
    material = week(said(0, "a"), said(1, "b"), lines=lines, dropped=(1,))
    assert preview_keys(material, ["coalition"]) == lines


def test_the_preview_numbers_also_what_only_narrower_audiences_see() -> None:
    material = week(said(1, "all"), said(0, "inner", visibility=Visibility.WORKING_GROUP))
    names = ["coalition", "schools", "backbone"]
    assert preview_keys(material, names) == ("activity:a1", "activity:a0")


def test_coverage_counts_what_the_audience_may_see_no_change_included() -> None:
    material = week(
        said(0, "a"),
        said(1, status=Status.DONE, no_change=True),
        said(2, "sh", visibility=Visibility.BACKBONE),
        said(3, "told", confirmed=False, told_by=PersonId("bea")),
    )
    assert content(material).coverage.updates == 2
    assert content(material, "backbone").coverage.updates == 3


def test_coverage_is_not_changed_by_later_edits() -> None:
    material = week(said(0, "a"), coverage={"coalition": 7})
    assert content(material).coverage.updates == 7
    assert content(material, "backbone").coverage.updates == 1


def test_how_many_take_part_is_said_only_where_there_are_many() -> None:
    assert content(week(of=coalition(6))).coverage.organisations is None
    assert content(week(of=coalition(7))).coverage.organisations == 8


def test_the_headline_counts_what_is_in_it() -> None:
    earlier = [said(n, "was", Status.ON_TRACK, at=BEFORE) for n in (0, 1)]
    material = week(
        said(0, "oh", Status.AT_RISK),
        said(1, "yes", Status.DONE),
        said(2, "hm"),
        earlier=earlier,
        asks=[asked(1, "a van"), asked(2, "a room", AskKind.OFFER)],
    )
    assert content(material).headline == Headline(worse=1, done=1, changed=2, news=3, asks=1)


def test_a_week_without_news_is_quiet() -> None:
    no_change = said(0, status=Status.DONE, no_change=True)
    assert content(week(no_change)).quiet
    old = asked(1, "a van", opened=SINCE - timedelta(days=1))
    assert content(week(asks=[old])).quiet


def test_any_news_ends_the_quiet() -> None:
    assert not content(week(said(0, "a"))).quiet
    assert not content(week(asks=[asked(1, "a van")])).quiet
    assert not content(week(asks=[asked(1, "well", AskKind.LESSON)])).quiet
    thanked = asked(1, "a van", opened=BEFORE, closed=FREEZE, thanked=PersonId("p1"))
    assert not content(week(asks=[thanked])).quiet


def test_quiet_is_a_matter_of_each_audience() -> None:
    material = week(said(0, "sh", visibility=Visibility.BACKBONE))
    assert content(material).quiet
    assert not content(material, "backbone").quiet


def test_the_backbone_signs() -> None:
    signed = content(week()).signed
    assert signed is not None
    assert (signed.person, signed.organisation) == ("Bea Backbone", "Bridge Office")
    posted = content(week(posted_by=PersonId("p1"), intro_by=PersonId("gone"))).signed
    assert posted is not None
    assert posted.person == "Person 1"


def test_nobody_signs_where_nobody_is_left() -> None:
    assert content(week(of=coalition(roles=()))).signed is None


def test_a_digest_the_bot_posted_late_says_when_it_was_due() -> None:
    late = DUE + timedelta(hours=2)
    assert content(week(posted=late)).overdue == DUE
    assert content(week(posted=DUE + timedelta(minutes=5))).overdue is None
    assert content(week(posted=late, posted_by=PersonId("bea"))).overdue is None
    assert content(week()).overdue is None


def test_the_words_of_the_backbone_stand_on_top() -> None:
    intro = content(week(intro="  Good week! ")).intro
    assert intro is not None
    assert intro.text == "Good week!"
    assert content(week(intro=" ")).intro is None


def test_what_was_done_weeks_ago_is_not_done_again_in_the_headline() -> None:
    before = said(0, "", Status.DONE, at=SINCE - timedelta(days=9))
    found = content(week(said(0, "and cleaned up", Status.DONE), earlier=[before]))
    assert (found.headline.done, found.headline.news) == (0, 1)


@pytest.mark.parametrize("status", [Status.ON_HOLD, Status.DROPPED])
def test_a_decision_is_not_called_harder(status: Status) -> None:
    assert content(week(said(0, "as agreed", status))).headline.worse == 0
