"""However much there is to tell, the top stays short, and nothing is lost."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.budget import INTRO, TOP_WORDS, fit
from ci_bot.domain.digest.content import DigestContent, Page, ProgressLine
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.status import Status
from ci_bot.messages.shorten import shorten
from tests.support.digest_week import FREEZE, asked, coalition, content, milestone, said, week

STATUSES = list(Status)
LONG = "The printer cancelled and we need another one by the sixteenth of the month or so. " * 12


def fitted(found: DigestContent) -> DigestContent:
    return fit(found, shorten)


def keys(page: Page) -> list[str]:
    return [entry.key for entry in page.entries()]


def busy(size: int, words: str = LONG) -> DigestContent:
    """Everybody tells something, asks for something, learned something and has a milestone."""
    lakeland = coalition(size)
    ahead = (milestone(date(2025, 6, 20), words),)
    activities = {
        a.id: replace(a, milestones=ahead, reinforces=("a0",)) for a in lakeland.activities.values()
    }
    return content(
        week(
            *(said(n, words, STATUSES[n % len(STATUSES)]) for n in range(size)),
            asks=[
                *(asked(n, words, activity=ActivityId(f"a{n}")) for n in range(size)),
                *(asked(size + n, words, AskKind.LESSON) for n in range(size)),
                *(
                    asked(2 * size + n, "x", closed=FREEZE, thanked=PersonId(f"p{n}"))
                    for n in range(size)
                ),
            ],
            of=replace(lakeland, activities=activities),
            intro=words,
        )
    )


def test_what_fits_stands_on_top_as_it_was_said() -> None:
    found = content(week(said(0, "eight schools"), said(1, "fine", Status.ON_TRACK)))
    assert fitted(found) == found


def test_long_words_are_shortened_and_stand_in_full_in_the_details() -> None:
    found = fitted(content(week(said(0, LONG))))
    top, full = found.top.entry("activity:a0"), found.details.entry("activity:a0")
    assert isinstance(top, ProgressLine)
    assert isinstance(full, ProgressLine)
    assert top.words is not None
    assert full.words is not None
    assert top.words.shortened
    assert LONG.startswith(top.words.text)
    assert full.words.text == LONG.strip()
    assert found.moved == 0


def test_a_long_intro_is_shortened_and_stands_in_full_in_the_details() -> None:
    found = fitted(content(week(said(0, "a"), intro=LONG)))
    assert found.intro is not None
    assert found.full_intro is not None
    assert len(found.intro.text) <= INTRO
    assert found.full_intro.text == LONG.strip()


def test_further_voices_find_room_in_the_details() -> None:
    voices = (
        said(0, f"we helped {n}", contribution=True, organisation=OrganisationId("o1"))
        for n in range(5)
    )
    found = fitted(content(week(*voices)))
    top, full = found.top.entry("activity:a0"), found.details.entry("activity:a0")
    assert isinstance(top, ProgressLine)
    assert isinstance(full, ProgressLine)
    assert (len(top.contributions), len(full.contributions)) == (2, 5)


def test_with_forty_organisations_the_top_is_still_short_and_nothing_is_lost() -> None:
    whole = busy(40)
    found = fitted(whole)
    everything = set(keys(whole.top))
    assert set(keys(found.top)) | set(keys(found.details)) == everything
    assert found.moved == len(everything) - len(keys(found.top))
    assert len(keys(found.top)) < len(everything)


def test_the_top_has_something_of_each_section() -> None:
    top = fitted(busy(40, "Short words, well said.")).top
    assert all((top.help, top.progress, top.coming, top.learned, top.thanks))


def test_what_got_worse_stands_before_other_news() -> None:
    found = fitted(busy(12)).top
    told = [line for group in found.progress for line in group.lines]
    assert told
    assert all(line.worse or line.ended for line in told)


def test_what_is_done_stands_on_top_before_what_was_learned() -> None:
    lakeland, words = coalition(), "All is written up, in another way than we planned, on one page."
    ahead = (milestone(date(2025, 6, 20), words),)
    title = "Activity {} of everybody around our common lake, and of those who visit it"
    activities = {
        a.id: replace(a, title=title.format(n), milestones=ahead)
        for n, a in enumerate(lakeland.activities.values())
    }
    told = week(
        *(said(n, words, Status.DONE) for n in range(3)),
        asks=[
            asked(0, words),
            asked(9, words, AskKind.LESSON),
            asked(8, "x", closed=FREEZE, thanked=PersonId("p1")),
        ],
        of=replace(lakeland, activities=activities),
        intro=LONG,
    )
    top = fitted(content(told)).top
    assert [line.status for group in top.progress for line in group.lines] == ["done"] * 3
    assert not top.learned


def test_lines_on_top_keep_their_order() -> None:
    whole = busy(40)
    order = keys(whole.top)
    assert sorted(keys(fitted(whole).top), key=order.index) == keys(fitted(whole).top)


def test_words_without_spaces_weigh_by_their_length() -> None:
    found = fitted(content(week(*(said(n, "日本の活動" * 60) for n in range(6)))))
    assert sum(len(str(entry)) for entry in found.top.entries()) < TOP_WORDS * 20


@given(st.lists(st.text(max_size=300), min_size=1, max_size=20))
def test_every_word_is_on_top_or_in_the_details(texts: list[str]) -> None:
    found = fitted(content(week(*(said(n % 6, text) for n, text in enumerate(texts)))))
    for entry in (*found.top.entries(), *found.details.entries()):
        assert isinstance(entry, ProgressLine)
        if entry.words is not None and entry.words.shortened:
            full = found.details.entry(entry.key)
            assert isinstance(full, ProgressLine)
            assert full.words is not None
            assert full.words.text.startswith(entry.words.text)


def test_an_empty_digest_stays_empty() -> None:
    assert list(fitted(content(week())).details.entries()) == []


def test_no_day_is_left_out_between_two_that_come() -> None:
    lakeland = coalition(12)
    activities = {
        a.id: replace(
            a, milestones=(milestone(date(2025, 6, 19 + n), LONG if n % 2 else "Next evening"),)
        )
        for n, a in enumerate(lakeland.activities.values())
    }
    of = replace(lakeland, activities=activities)
    found = content(week(*(said(n, LONG) for n in range(12)), of=of))
    top = fitted(found).top.coming
    assert top
    assert [line.key for line in top] == [line.key for line in found.top.coming[: len(top)]]
