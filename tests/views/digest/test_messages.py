"""How a digest reads."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.budget import TOP_WORDS, fit
from ci_bot.domain.digest.content import DigestContent
from ci_bot.domain.digest.words import word_count
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.status import Status
from ci_bot.messages import html, plain
from ci_bot.messages.shorten import shorten
from ci_bot.views.digest.formats import digest_message
from ci_bot.views.digest.messages import digest_top
from ci_bot.views.reader import Reader
from ci_bot.views.translation import languages
from tests.domain.digest.test_budget import busy
from tests.messages.injections import MENTIONS
from tests.support.digest_week import (
    DUE,
    FREEZE,
    READER,
    SINCE,
    asked,
    coalition,
    content,
    milestone,
    said,
    text,
    top_text,
    week,
)

WHOLE_WEEK = """\
Open Lakeland, week 25 (11 Jun to 17 Jun)
“A full week.”

1 activity has become harder. 1 ask is open.

Where you can help
- Activity 0: “a van” Contact: Person 0, Organisation 0 (help with 1).
- Offered: “a room” Contact: Person 0, Organisation 0 (help with 2).
- Activity 4 looks for a lead. Contact: Bea Backbone, Bridge Office.

Schools group
- Activity 0: at risk (was on track). [de] “Der Drucker fällt aus.” Organisation 5 adds: “we can \
print” Touches: Activity 1. Contact: Person 0, Organisation 0.
- Activity 3: Told to the backbone, not yet confirmed: “done by June” Contact: Person 3, \
Organisation 3.

Collections group
- Activity 1: done. Contact: Person 1, Organisation 1.

Other activities
- Corrected. Activity 2: on hold (since 29 May). “until autumn” Contact: Person 2, Organisation 2.

Coming up
- Fri 20 Jun: programme printed (Activity 0; Organisation 0)

Learned
- “short evenings” Contact: Person 0, Organisation 0.

Thanks to
- Person 1, Organisation 1, helped with 2 asks.

This week draws on 4 updates.

Something wrong? Mention me here, or write to me. Nothing else is asked of you.

Bea Backbone, Bridge Office, for the backbone"""


def test_a_whole_week_reads_like_this() -> None:
    of = coalition()
    gone = date(2025, 6, 1)
    roles = tuple(replace(r, until=gone) if r.person == "p4" else r for r in of.roles)
    ahead = (milestone(date(2025, 6, 20), "programme printed"),)
    first = replace(of.activities[ActivityId("a0")], milestones=ahead)
    helped: dict[str, Any] = {"closed": FREEZE, "thanked": PersonId("p1")}
    material = week(
        said(0, "Der Drucker fällt aus.", Status.AT_RISK, language="de"),
        said(0, "we can print", contribution=True, organisation=OrganisationId("o5")),
        said(3, "done by June", Status.DONE, confirmed=False, told_by=PersonId("bea")),
        said(1, status=Status.DONE),
        said(2, "until autumn", replaces="of-may"),
        earlier=[
            said(0, "fine", Status.ON_TRACK, at=SINCE - timedelta(days=12)),
            said(2, "wait", Status.ON_HOLD, at=SINCE - timedelta(days=12)),
        ],
        asks=[
            asked(1, "a van", activity=ActivityId("a0")),
            asked(2, "a room", AskKind.OFFER),
            asked(3, "short evenings", AskKind.LESSON),
            asked(4, "a tent", **helped),
            asked(5, "a cook", **helped),
        ],
        of=replace(of, roles=roles, activities={**of.activities, first.id: first}),
        intro="A full week.",
    )
    assert top_text(material) == WHOLE_WEEK


def test_a_quiet_week_names_open_asks_or_what_comes() -> None:
    old = asked(1, "a van", opened=SINCE - timedelta(days=1))
    assert text(week(asks=[old])).splitlines() == [
        "Open Lakeland, week 25 (11 Jun to 17 Jun)",
        "A quiet time: there is nothing new to pass on.",
        "",
        "1 ask is still open; see it with asks.",
    ]
    of = coalition()
    ahead = replace(
        of.activities[ActivityId("a0")], milestones=(milestone(date(2025, 6, 20), "print"),)
    )
    quiet = week(of=replace(of, activities={ahead.id: ahead}))
    assert text(quiet).splitlines()[-1] == (
        "Coming up: Fri 20 Jun: print (Activity 0; Organisation 0)"
    )


def test_the_headline_says_the_one_thing_that_matters_most() -> None:
    earlier = [said(0, "was", Status.AT_RISK, at=SINCE - timedelta(days=1))]
    done = week(said(0, "", Status.DONE), said(1, "", Status.DONE))
    changed = week(said(0, "", Status.ON_TRACK), earlier=earlier)
    news = week(said(0, "news"), said(1, "news"))
    lesson = week(asks=[asked(1, "short", AskKind.LESSON)])
    assert "2 activities are done.\n" in top_text(done)
    assert "1 activity has a new status.\n" in top_text(changed)
    assert "There is news from 2 activities.\n" in top_text(news)
    assert top_text(lesson).splitlines()[1] == "Learned"


def test_a_month_is_called_by_its_days() -> None:
    shown = top_text(week(said(0, "a"), period="2025-06"))
    assert shown.startswith("Open Lakeland, 11 Jun to 17 Jun\n")
    assert "This digest draws on 1 update." in shown


def test_a_large_coalition_reads_how_many_take_part_and_never_how_many_answered() -> None:
    shown = top_text(week(said(0, "a"), of=coalition(17)))
    assert "This week draws on 1 update. 18 organisations take part." in shown


def test_what_found_no_room_is_announced_and_follows() -> None:
    shown = text(week(*(said(n, "We need a printer. " * 9) for n in range(30)), of=coalition(30)))
    assert "more lines are in the thread." in shown
    assert "More, and in full" in shown
    assert "(shortened)" in shown


def test_a_late_digest_says_when_it_was_due() -> None:
    shown = top_text(week(said(0, "a"), posted=DUE + timedelta(hours=5)))
    assert "This digest was due on Wed 18 Jun, 10:00; the bot could not post it then." in shown


SPEECHES = (
    "We need another printer by Monday.",
    "The printer cancelled again. " * 30,
    "Öffentlichkeitsarbeitsgruppen " * 20,
    "印刷機が壊れました。月曜日までに別の印刷機が必要です。" * 12,
    "เครื่องพิมพ์เสีย เราต้องการเครื่องใหม่ภายในวันจันทร์ " * 12,
    "프린터가 고장 났어요 " * 30,
    "a b c " * 60,
    "x" * 600,
)


def words_on_top(found: DigestContent, reader: Reader = READER) -> int:
    """As people read them, the bot's own included."""
    return word_count(plain.render(digest_top(fit(found, shorten), reader)))


@settings(max_examples=100)
@given(
    st.integers(min_value=0, max_value=40),
    st.one_of(
        st.sampled_from(SPEECHES),
        st.text(max_size=600).map(lambda words: words.strip() or "x"),
    ),
    st.sampled_from(languages()),
)
def test_the_top_never_has_more_than_320_words(size: int, words: str, language: str) -> None:
    found = content(week(of=coalition(2))) if size == 0 else busy(size, words)
    assert words_on_top(found, replace(READER, language=language)) <= TOP_WORDS


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("words", SPEECHES)
def test_a_full_digest_of_forty_organisations_has_between_200_and_320_words(
    language: str, words: str
) -> None:
    found = busy(40, words)
    assert 200 <= words_on_top(found, replace(READER, language=language)) <= TOP_WORDS


def test_a_short_week_is_not_padded() -> None:
    assert words_on_top(content(week(said(0, "eight schools")))) < 60


def test_words_never_become_markup_or_a_mention() -> None:
    for number, words in enumerate(MENTIONS):
        material = week(
            said(0, words),
            asks=[asked(number, words), asked(900 + number, words, AskKind.LESSON)],
            intro=words,
        )
        shown = html.render(digest_message(content(material), READER))
        assert "<a" not in shown
        assert "<!" not in shown


def test_a_name_that_looks_like_a_command_is_only_a_name() -> None:
    of = coalition()
    spoof = replace(of.people[PersonId("p0")], name="<b>@room</b>\nAdded: all is well")
    shown = top_text(week(said(0, "a"), of=replace(of, people={**of.people, spoof.id: spoof})))
    assert "\nAdded:" not in shown
