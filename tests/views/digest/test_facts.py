"""A digest says the same in every format, to each audience; and its JSON is as it is documented."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import ActivityId, GoalId, OrganisationId, PersonId
from ci_bot.domain.organisation import Goal
from ci_bot.domain.status import Status, Visibility
from ci_bot.views.digest.formats import DigestFormat, render_digest
from ci_bot.views.statuses import status_name
from tests.support.digest_week import (
    CHANNELS,
    FREEZE,
    READER,
    SINCE,
    asked,
    coalition,
    content,
    milestone,
    said,
    week,
)

DOCUMENTED = Path(__file__).parents[3] / "docs/digest.md"
SHOWN = {"text", "activity", "organisation", "person", "goal", "group", "intro", "coalition"}


def full() -> Material:
    """A week with something of everything, private words and long waiting included."""
    of = coalition(7)
    north = Goal(id=GoalId("north"), text="Every pupil meets open heritage")
    activities = {
        a.id: replace(
            a,
            goal=north.id if n % 2 else None,
            milestones=(milestone(date(2025, 6, 20 + n), f"milestone {n}"),),
        )
        for n, a in enumerate(of.activities.values())
    }
    gone = tuple(replace(r, until=date(2025, 6, 1)) if r.person == "p4" else r for r in of.roles)
    return week(
        said(0, "the printer cancelled " * 20, Status.AT_RISK, language="de"),
        said(0, "we can print", contribution=True, organisation=OrganisationId("o1")),
        said(1, "no money left", Status.OFF_TRACK),
        said(2, "grant in danger", Status.AT_RISK, visibility=Visibility.BACKBONE),
        said(3, "done by June", Status.DONE, confirmed=False, told_by=PersonId("bea")),
        said(5, "all is well", Status.ON_TRACK, replaces="of-may"),
        said(6, "inner words", visibility=Visibility.WORKING_GROUP),
        earlier=[
            said(0, "", Status.ON_TRACK, at=SINCE - timedelta(days=9)),
            said(6, "", Status.AT_RISK, at=SINCE - timedelta(days=30)),
        ],
        asks=[
            asked(1, "a van for one day", opened=FREEZE - timedelta(days=20)),
            asked(2, "a room in the town hall", AskKind.OFFER),
            asked(3, "short evenings work", AskKind.LESSON, activity=ActivityId("a1")),
            asked(4, "a tent", closed=FREEZE, thanked=PersonId("p1")),
            asked(5, "a lawyer", visibility=Visibility.BACKBONE),
        ],
        of=replace(of, goals={north.id: north}, activities=activities, roles=gone),
        intro="A full week.",
    )


def facts(value: Any, name: str = "") -> Iterator[str]:
    """Everything of the JSON that people read: words, names, statuses and days."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from facts(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from facts(inner, name)
    elif isinstance(value, str) and name in {*SHOWN, "touches"}:
        yield value
    elif isinstance(value, str) and name in {"status", "was"} and value in list(Status):
        yield status_name(READER, Status(value))
    elif isinstance(value, str) and name in {"date", "since"}:
        yield READER.day(date.fromisoformat(value))


@pytest.mark.parametrize("audience", CHANNELS)
@pytest.mark.parametrize("format_", [f for f in DigestFormat if f is not DigestFormat.JSON])
def test_every_format_has_the_facts_of_every_audience(format_: DigestFormat, audience: str) -> None:
    found = content(full(), audience)
    document = json.loads(render_digest(found, READER, DigestFormat.JSON))
    shown = unescape(render_digest(found, READER, format_)).replace("\\", "")
    own = set(facts({k: v for k, v in document.items() if k != "for_the_backbone"}))
    assert len(own) > 10
    assert {fact for fact in own if fact.strip() not in shown} == set()


@pytest.mark.parametrize("audience", CHANNELS)
def test_no_format_has_words_that_the_audience_may_not_read(audience: str) -> None:
    shown = "".join(render_digest(content(full(), audience), READER, f) for f in DigestFormat)
    assert ("grant in danger" in shown) is (audience == "backbone")
    assert ("a lawyer" in shown) is (audience == "backbone")
    assert ("inner words" in shown) is (audience in {"backbone", "schools"})


@pytest.mark.parametrize("format_", [DigestFormat.MARKDOWN, DigestFormat.WIKITEXT])
def test_a_heading_is_not_emphasised_once_more(format_: DigestFormat) -> None:
    shown = render_digest(content(full()), READER, format_)
    headings = [row for row in shown.splitlines() if row.startswith(("#", "="))]
    assert "Schools group" in "".join(headings)
    assert [row for row in headings if "**" in row or "'''" in row] == []


def names(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from names(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from names(inner)


@pytest.mark.parametrize("audience", CHANNELS)
def test_every_name_of_the_json_is_documented(audience: str) -> None:
    document = json.loads(render_digest(content(full(), audience), READER, DigestFormat.JSON))
    assert document["audience"] == audience
    documented = set(re.findall(r"`([a-z_]+)`", DOCUMENTED.read_text(encoding="utf-8")))
    assert set(names(document)) - documented == set()
