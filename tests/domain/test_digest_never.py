"""What is never in a digest, whatever the week was like."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.domain.digest_compose import preview_keys
from ci_bot.domain.digest_material import Material
from ci_bot.domain.ids import ActivityId, OrganisationId, PersonId
from ci_bot.domain.person import Person
from ci_bot.domain.roles import Role, RoleName
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import (
    Audience,
    as_good_as_silence,
    audience_named,
    may_see,
    sets_status,
)
from ci_bot.views.digest_formats import DigestFormat, render_digest
from ci_bot.views.statuses import status_name
from tests.support.digest_week import CHANNELS, READER, coalition, content
from tests.support.random_weeks import SIZE, weeks

FEW = settings(max_examples=40)
COVERAGE = re.compile(r"draws on \d+ updates?|\"updates\": \d+")


def surfaces(material: Material) -> dict[tuple[str, str], str]:
    """Every digest of the week; the other formats show the same message as text does."""
    return {
        (audience, format_): render_digest(content(material, audience), READER, format_)
        for audience in CHANNELS
        for format_ in (DigestFormat.TEXT, DigestFormat.JSON)
    }


def but_for_coverage(shown: dict[tuple[str, str], str]) -> dict[tuple[str, str], str]:
    return {place: COVERAGE.sub("", text) for place, text in shown.items()}


def only(material: Material, keep: Callable[[Update], bool]) -> Material:
    """The same week, had the others never been said."""
    return replace(
        material,
        updates=[u for u in material.updates if keep(u)],
        earlier=[u for u in material.earlier if keep(u)],
    )


def numbered(material: Material) -> Material:
    lines = preview_keys(material, CHANNELS)
    return replace(material, digest=replace(material.digest, lines=lines))


@FEW
@given(weeks())
def test_nobody_can_tell_silence_from_no_change(material: Material) -> None:
    silent = only(material, lambda update: not as_good_as_silence(update))
    assert but_for_coverage(surfaces(material)) == but_for_coverage(surfaces(silent))


@FEW
@given(weeks())
def test_nobody_can_tell_silence_from_no_change_by_the_numbers_of_the_preview(
    material: Material,
) -> None:
    silent = only(material, lambda update: not as_good_as_silence(update))
    assert numbered(material).digest.lines == numbered(silent).digest.lines


@FEW
@given(weeks())
def test_what_an_audience_may_not_see_leaves_no_trace_for_it(material: Material) -> None:
    activities = material.coalition.activities
    for name in CHANNELS:
        audience: Audience = audience_named(name)

        def visible(update: Update, audience: Audience = audience) -> bool:
            return may_see(update.visibility, activities[update.activity], audience)

        without = only(material, visible)
        hidden_asks = [
            ask
            for ask in material.asks
            if not may_see(
                ask.visibility,
                activities[ask.activity] if ask.activity else None,
                audience,
            )
        ]
        without = replace(without, asks=[a for a in material.asks if a not in hidden_asks])
        for format_ in DigestFormat:
            shown = render_digest(content(material, name), READER, format_)
            assert shown == render_digest(content(without, name), READER, format_)
            for ask in hidden_asks:
                assert ask.text.split()[0] not in shown
            for update in (*material.updates, *material.earlier):
                if update.words and not visible(update):
                    assert update.words.split()[0] not in shown


@FEW
@given(weeks())
def test_a_status_nobody_confirmed_is_never_shown(material: Material) -> None:
    """Were it another one, or none, nothing would read differently."""
    told = [update for update in material.updates if not update.confirmed]
    other = replace(
        material,
        updates=[replace(u, status=Status.DROPPED) if u in told else u for u in material.updates],
    )
    assert surfaces(material) == surfaces(other)


@FEW
@given(weeks())
def test_a_status_is_one_its_lead_said_to_this_audience(material: Material) -> None:
    for name in CHANNELS:
        for group in content(material, name).top.progress:
            for line in group.lines:
                activity = material.coalition.activities[ActivityId(line.key.partition(":")[2])]
                theirs = {
                    update.status
                    for update in (*material.updates, *material.earlier)
                    if update.activity == activity.id
                    and sets_status(update)
                    and may_see(update.visibility, activity, audience_named(name))
                }
                assert {line.status, line.was} - {None} <= theirs


@FEW
@given(weeks(), st.integers(min_value=1, max_value=3))
def test_those_who_did_not_answer_are_neither_named_nor_counted(
    material: Material, silent: int
) -> None:
    """More organisations, people and activities that say nothing: nothing reads differently."""
    small = material.coalition
    big = coalition(SIZE + silent)
    # Fewer than eight either way, so that no denominator is said.
    partners = {id_: o for id_, o in big.organisations.items() if id_ not in ("o6", "o7")}
    assert len(partners) < 8
    grown = replace(
        small,
        organisations={**small.organisations, **partners},
        people={**small.people, **big.people, PersonId("x"): Person(id=PersonId("x"), name="Xena")},
        roles=(
            *small.roles,
            Role(
                person=PersonId("x"),
                organisation=OrganisationId("o1"),
                role=RoleName.REPRESENTATIVE,
            ),
        ),
        activities={
            **small.activities,
            **{
                a.id: replace(a, lead_person=PersonId("x"))
                for a in big.activities.values()
                if a.id not in small.activities
            },
        },
    )
    shown = surfaces(replace(material, coalition=grown))
    assert surfaces(material) == shown
    assert all("Xena" not in text for text in shown.values())


@FEW
@given(weeks())
def test_nobody_is_told_when_or_how_fast_somebody_answered(material: Material) -> None:
    """In the reversed order of people, and a day later: nothing reads differently."""
    people = sorted({update.activity for update in material.updates})
    shifts = {activity: timedelta(minutes=20 * n) for n, activity in enumerate(reversed(people))}
    moved = [
        replace(
            u,
            at=u.at - timedelta(minutes=59) + shifts[u.activity],
            recorded=u.recorded - timedelta(minutes=59) + shifts[u.activity],
        )
        for u in material.updates
    ]
    assert surfaces(material) == surfaces(replace(material, updates=moved))


@FEW
@given(weeks())
def test_order_is_by_what_changed_and_the_roster_never_by_how_much_somebody_says(
    material: Material,
) -> None:
    order = [str(activity) for activity in material.coalition.activities]
    for group in content(material, "backbone").top.progress:
        for worse in (True, False):
            for changed in (True, False):
                keys = [
                    line.key.partition(":")[2]
                    for line in group.lines
                    if line.worse is worse and (line.was is not None or line.ended) is changed
                ]
                assert keys == sorted(keys, key=order.index)


@FEW
@given(weeks())
def test_the_bot_calls_nobody_late_and_gives_no_percentage(material: Material) -> None:
    for text in surfaces(material).values():
        own = re.sub(r"zq.*", "", text)
        assert not re.search(r"\blate\b|overdue|missing|did not answer|no update|%", own)


def test_every_status_has_a_word_of_its_own() -> None:
    assert len({status_name(READER, status) for status in Status}) == len(Status)
