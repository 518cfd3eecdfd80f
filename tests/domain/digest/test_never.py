"""What is never in a digest, whatever the week was like."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.compose import preview_keys
from ci_bot.domain.digest.content import (
    ComingLine,
    DigestContent,
    Entry,
    Excerpt,
    HelpLine,
    LessonLine,
    ProgressLine,
)
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import OrganisationId, PersonId
from ci_bot.domain.person import Person
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Status
from ci_bot.domain.visibility import as_good_as_silence, audience_named, may_see, sets_status
from ci_bot.views.digest.formats import DigestFormat
from ci_bot.views.statuses import status_name
from tests.support.digest_surfaces import (
    AUDIENCES,
    FORMATS,
    only,
    shown,
    shown_but_for_coverage,
    visible_to,
    without_hidden_asks,
)
from tests.support.digest_week import CHANNELS, READER, coalition, content
from tests.support.random_weeks import SIZE, settled, weeks

MANY = settings(max_examples=2000)
OWN = re.compile(
    r"\blate\b|\blately\b|overdue|missing|silent|answer(ed|s)?\b|no update|%|out of|rank|score"
    r"|[€$£]|\bEUR\b|\beuros?\b|sick|holiday|vacation|\bleave\b|\baway\b|translat|intake|partnership"
    r"|minutes?\b|hours?\b|fastest|first to",
    re.IGNORECASE,
)
"""Of those who didn't answer, response times, rankings, money, absence, translation, requests."""
MARKED = re.compile(r"zq\d+qz")


def grown() -> Coalition:
    """The coalition with one more organisation, whose activities are led by somebody new."""
    small, big = coalition(SIZE), coalition(SIZE + 3)
    xena = Person(id=PersonId("x"), name="Xena")
    newcomer = OrganisationId(f"o{SIZE}")
    role = Role(person=xena.id, organisation=newcomer, role=RoleName.REPRESENTATIVE)
    new = {
        a.id: replace(a, lead_person=xena.id, lead_organisation=newcomer)
        for a in big.activities.values()
        if a.id not in small.activities
    }
    return replace(
        small,
        organisations={**small.organisations, newcomer: big.organisations[newcomer]},
        people={**small.people, xena.id: xena},
        roles=(*small.roles, role),
        activities={**small.activities, **new},
    )


GROWN = grown()


def everything(found: DigestContent) -> Iterator[Entry]:
    yield from found.top.entries()
    if found.brief is not None:
        yield from found.brief.entries()


def marks_of(entry: Entry) -> set[str]:
    said: list[Excerpt | None] = []
    if isinstance(entry, HelpLine | ProgressLine | ComingLine | LessonLine):
        said.append(entry.words)
    if isinstance(entry, ProgressLine):
        said += [voice.words for voice in (*entry.contributions, *entry.told)]
    return {mark for words in said if words for mark in MARKED.findall(words.text)}


@MANY
@given(weeks(), AUDIENCES, FORMATS)
def test_nobody_can_tell_silence_from_no_change(
    material: Material, audience: str, format_: DigestFormat
) -> None:
    silent = only(material, lambda update: not as_good_as_silence(update))
    spoken = shown_but_for_coverage(material, audience, format_)
    assert spoken == shown_but_for_coverage(silent, audience, format_)


@settings(max_examples=200)
@given(weeks())
def test_nobody_can_tell_silence_from_no_change_by_the_numbers_of_the_preview(
    material: Material,
) -> None:
    silent = only(material, lambda update: not as_good_as_silence(update))
    assert preview_keys(material, CHANNELS) == preview_keys(silent, CHANNELS)


@MANY
@given(weeks(), AUDIENCES, FORMATS)
def test_what_an_audience_may_not_see_leaves_no_trace_for_it(
    material: Material, audience: str, format_: DigestFormat
) -> None:
    """Neither in words, headline, counts, order nor date; the last visible state stays."""
    without = only(without_hidden_asks(material, audience), visible_to(material, audience))
    assert shown(material, audience, format_) == shown(without, audience, format_)


@MANY
@given(weeks(), AUDIENCES)
def test_each_line_has_words_and_status_of_its_own_activity_that_its_readers_may_know(
    material: Material, audience: str
) -> None:
    """In their present form: nothing replaced, withdrawn or unconfirmed comes up in any line."""
    visible = visible_to(material, audience)
    own: dict[str, set[str]] = {}
    for update in material.selected:
        if visible(update):
            marks = MARKED.findall(update.words)
            own.setdefault(f"activity:{update.activity}", set()).update(marks)
    for ask in material.asks:
        own[f"ask:{ask.number}"] = own[f"lesson:{ask.number}"] = set(MARKED.findall(ask.text))
    found = content(material, audience)
    said = [*material.selected, *(u for u in material.earlier if u.current)]
    theirs: dict[str, set[Status | None]] = {}
    for update in said:
        activity = material.coalition.activities[update.activity]
        if sets_status(update) and may_see(update.visibility, activity, audience_named(audience)):
            theirs.setdefault(activity.title, set()).add(update.status)
    for entry in everything(found):
        assert marks_of(entry) <= own.get(entry.key, set())
        if isinstance(entry, ProgressLine):
            assert {entry.status, entry.was} - {None} <= theirs.get(entry.activity, set())
    for goal in () if found.brief is None else found.brief.at_risk:
        for one in goal.activities:
            assert one.status in theirs[one.activity]


@MANY
@given(weeks(), AUDIENCES)
def test_those_who_did_not_answer_are_neither_named_nor_counted(
    material: Material, audience: str
) -> None:
    """An organisation, a person and activities of which nothing is said change nothing.

    How many take part is said from eight organisations on, whoever answered.
    """
    silent = settled(replace(material, coalition=GROWN))
    assert content(material, audience) == content(silent, audience)


@MANY
@given(weeks(), AUDIENCES)
def test_nobody_is_ranked_by_when_how_fast_or_how_much_they_answered(
    material: Material, audience: str
) -> None:
    """In the reversed order of people, and minutes later: nothing reads differently.

    What changed comes first, then the order is the roster's.
    """
    people = sorted({update.activity for update in material.updates})
    shifts = {activity: timedelta(minutes=7 * n) for n, activity in enumerate(reversed(people))}
    moved = [
        replace(
            u,
            at=u.at + shifts[u.activity],
            recorded=u.recorded + shifts[u.activity],
        )
        for u in material.updates
    ]
    found = content(material, audience)
    assert found == content(replace(material, updates=moved), audience)
    order = [str(activity) for activity in material.coalition.activities]
    for group in found.top.progress:
        ranks = [
            (not line.worse, line.was is None and not line.ended, order.index(line.key[9:]))
            for line in group.lines
        ]
        assert ranks == sorted(ranks)


@MANY
@given(weeks(), AUDIENCES)
def test_the_bots_own_words_name_no_lateness_money_absence_or_ranking(
    material: Material, audience: str
) -> None:
    text = shown(material, audience, DigestFormat.TEXT)
    # People's own words stand as they were echoed.
    own = re.sub(r"“[^”]*”", "", text)
    assert not OWN.search(own)


def test_every_status_has_a_word_of_its_own() -> None:
    assert len({status_name(READER, status) for status in Status}) == len(Status)
