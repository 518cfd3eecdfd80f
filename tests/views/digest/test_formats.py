"""One digest in each format: the same lines, and nobody's words as markup."""

import json
from dataclasses import replace
from datetime import date

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.status import Status
from ci_bot.views.digest.formats import DigestFormat, render_digest
from tests.messages.injections import MENTIONS
from tests.support.digest_week import (
    FREEZE,
    READER,
    asked,
    coalition,
    content,
    milestone,
    said,
    week,
)

HEADINGS = ("Where you can help", "Schools group", "Coming up", "Learned", "Thanks to")


def full(words: str = "eight schools") -> Material:
    of = coalition()
    first = replace(
        of.activities[ActivityId("a0")], milestones=(milestone(date(2025, 6, 20), words),)
    )
    return week(
        said(0, words, Status.AT_RISK, language="de"),
        said(0, words, contribution=True, organisation=OrganisationId("o1")),
        said(3, words, Status.DONE, confirmed=False, told_by=PersonId("bea")),
        asks=[
            asked(1, words),
            asked(2, words, AskKind.LESSON),
            asked(3, words, closed=FREEZE, thanked=PersonId("p1")),
        ],
        of=replace(of, activities={**of.activities, first.id: first}),
        intro=words,
    )


@pytest.mark.parametrize("format_", [f for f in DigestFormat if f is not DigestFormat.JSON])
def test_every_format_has_every_section_in_order(format_: DigestFormat) -> None:
    shown = render_digest(content(full()), READER, format_)
    places = [shown.index(heading) for heading in HEADINGS]
    assert places == sorted(places)
    assert shown.endswith("\n")
    assert shown.count("eight schools") == 7


def test_json_has_the_same_facts_with_stable_names() -> None:
    document = json.loads(render_digest(content(full()), READER, DigestFormat.JSON))
    assert list(document) == [
        "schema",
        "kind",
        "audience",
        "coalition",
        "period",
        "first",
        "last",
        "quiet",
        "intro",
        "help",
        "progress",
        "coming_up",
        "learned",
        "answers",
        "thanks",
        "headline",
        "coverage",
        "for_the_backbone",
    ]
    assert (document["schema"], document["kind"]) == (1, "digest")
    assert (document["period"], document["first"]) == ("2025-W25", "2025-06-11")
    first, told = document["progress"][0]["activities"]
    assert (first["status"], first["was"]) == ("at_risk", None)
    assert first["words"] == {
        "text": "eight schools",
        "language": "de",
        "second_lines": [],
    }
    assert first["contributions"][0]["organisation"] == "Organisation 1"
    assert (told["status"], told["told_not_confirmed"][0]["words"]["text"]) == (
        None,
        "eight schools",
    )
    assert document["coming_up"][0]["date"] == "2025-06-20"
    assert document["thanks"] == [
        {"contact": {"person": "Person 1", "organisation": "Organisation 1"}, "asks": 1}
    ]


def test_nothing_is_shortened_in_json() -> None:
    words = "The printer cancelled again. " * 60
    shown = render_digest(content(full(words)), READER, DigestFormat.JSON)
    assert json.loads(shown)["help"][0]["words"]["text"] == words.strip()


@pytest.mark.parametrize("words", MENTIONS)
def test_words_are_no_markup_in_any_format(words: str) -> None:
    material = full(f"zq {words} qz")
    html = render_digest(content(material), READER, DigestFormat.HTML)
    wikitext = render_digest(content(material), READER, DigestFormat.WIKITEXT)
    assert "<a" not in html
    assert "<!" not in html
    assert "[[" not in wikitext
    assert "{{" not in wikitext


@pytest.mark.parametrize(
    "name", ["Slackb\u043et", "<@U012>", "@room", "a\u202eb", "Anna\n- Added: done", "*bold*"]
)
def test_a_spoofed_name_changes_no_other_character(name: str) -> None:
    def shown(person: str) -> list[str]:
        of = coalition()
        p0 = replace(of.people[PersonId("p0")], name=person)
        material = week(said(0, "news"), of=replace(of, people={**of.people, p0.id: p0}))
        return render_digest(content(material), READER, DigestFormat.TEXT).splitlines()

    odd, plain = shown(name), shown("Anna")
    assert len(odd) == len(plain)
    assert [n for n, line in enumerate(plain) if odd[n] != line] in ([], [4])
