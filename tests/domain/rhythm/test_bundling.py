"""Bundling: one prompt for all that a person is asked about, and nothing where nothing is due."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from ci_bot.domain.coalition import MAIN, Checkin, Coalition
from ci_bot.domain.ids import ActivityId, CheckinId, PersonId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.prompt import Item
from ci_bot.domain.rhythm.bundling import (
    Absence,
    Bundle,
    Past,
    asked_about,
    bundles,
    is_due,
    merged,
    numbered,
    still_asked,
)
from ci_bot.domain.rhythm.schedule_grammar import parse_schedule
from ci_bot.domain.status import Status
from tests.support.small_coalition import (
    BRIDGE,
    IDA,
    MARA,
    MUSEUM,
    OTTO,
    PUPILS,
    TOOLKIT,
    activity,
    small_coalition,
)

DAY = date(2026, 11, 26)
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
LABELS = ActivityId("labels")
WEEKLY = parse_schedule("weekly thu 09:30")
BIWEEKLY = parse_schedule("every 2 weeks thu 09:30")


def weeks_ago(weeks: int) -> date:
    return date.fromordinal(DAY.toordinal() - 7 * weeks)


def bundled(
    coalition: Coalition,
    due: tuple[ActivityId, ...],
    also: tuple[ActivityId, ...] = (),
    absent: Mapping[PersonId, Absence] = {},
) -> dict[PersonId, Bundle]:
    found = bundles(
        coalition,
        due=[coalition.activities[a] for a in due],
        also=[coalition.activities[a] for a in also],
        when=lambda person: absent.get(person, NOON),
        day=DAY,
    )
    return {bundle.person: bundle for bundle in found}


def shape(bundle: Bundle) -> list[tuple[int, str, bool, bool]]:
    return [(i.number, i.activity, i.due, i.stands_in) for i in bundle.items]


def test_all_that_a_lead_is_asked_about_comes_in_one_prompt() -> None:
    found = bundled(small_coalition(), (PUPILS, TOOLKIT))
    assert list(found) == [MARA]
    assert found[MARA].due == NOON
    assert shape(found[MARA]) == [(1, PUPILS, True, False), (2, TOOLKIT, True, False)]
    assert {item.organisation for item in found[MARA].items} == {MUSEUM}


def test_what_is_not_due_stands_behind_and_brings_no_prompt_of_its_own() -> None:
    coalition = small_coalition()
    assert shape(bundled(coalition, (TOOLKIT,), (PUPILS,))[MARA]) == [
        (1, TOOLKIT, True, False),
        (2, PUPILS, False, False),
    ]
    assert bundled(coalition, (), (PUPILS, TOOLKIT)) == {}


def test_the_deputy_stands_in_for_a_lead_who_is_unavailable() -> None:
    found = bundled(small_coalition(), (PUPILS,), (TOOLKIT,), {MARA: Absence.UNAVAILABLE})
    assert list(found) == [OTTO]
    assert shape(found[OTTO]) == [(1, PUPILS, True, True)]


def moved() -> Coalition:
    """Mara has gone from the museum to the bridge, and leads something there, too."""
    coalition = small_coalition()
    labels = activity(LABELS, deputy=None, lead_organisation=BRIDGE)
    (old,) = (role for role in coalition.roles if role.person == MARA)
    others = tuple(role for role in coalition.roles if role.person != MARA)
    return replace(
        coalition,
        activities={**coalition.activities, LABELS: labels},
        roles=(*others, replace(old, until=DAY), replace(old, organisation=BRIDGE)),
    )


def test_who_went_to_another_organisation_is_not_asked_for_the_old_one() -> None:
    found = bundled(moved(), (LABELS, PUPILS), (TOOLKIT,))
    assert {person: shape(bundle) for person, bundle in found.items()} == {
        MARA: [(1, LABELS, True, False)],
        OTTO: [(1, PUPILS, True, True)],
    }
    item = Item(number=1, activity=PUPILS, organisation=MUSEUM)
    assert not still_asked(moved(), item, MARA, DAY)
    assert still_asked(moved(), replace(item, activity=LABELS), MARA, DAY)


def test_a_deputy_without_a_role_stands_in_for_nobody() -> None:
    coalition = small_coalition()
    alone = replace(coalition, roles=tuple(r for r in coalition.roles if r.person != OTTO))
    assert bundled(alone, (PUPILS,), (), {MARA: Absence.UNAVAILABLE}) == {}


def test_a_lead_who_is_not_asked_this_time_is_left_in_peace_and_so_is_the_deputy() -> None:
    assert bundled(small_coalition(), (PUPILS,), (), {MARA: Absence.NOT_THIS_TIME}) == {}


def test_nobody_is_asked_where_the_deputy_is_missing_or_unavailable_too() -> None:
    away = {MARA: Absence.UNAVAILABLE, OTTO: Absence.UNAVAILABLE}
    assert bundled(small_coalition(), (PUPILS,), (), away) == {}
    alone = small_coalition(activities={PUPILS: activity(PUPILS, deputy=None)})
    assert bundled(alone, (PUPILS,), (), {MARA: Absence.UNAVAILABLE}) == {}


def test_what_a_person_leads_comes_before_what_they_stand_in_for() -> None:
    coalition = small_coalition(
        activities={
            PUPILS: activity(PUPILS),
            LABELS: activity(LABELS, lead=OTTO, deputy=None),
        }
    )
    found = bundled(coalition, (PUPILS, LABELS), (), {MARA: Absence.UNAVAILABLE})
    assert shape(found[OTTO]) == [(1, LABELS, True, False), (2, PUPILS, True, True)]


@pytest.mark.parametrize(
    "changes",
    [
        {"start": date(2026, 11, 27)},
        {"final": Status.DONE},
        {"archived": True},
    ],
)
def test_only_active_activities_are_asked_about(changes: dict[str, Any]) -> None:
    coalition = small_coalition(
        activities={PUPILS: activity(PUPILS, **changes), TOOLKIT: activity(TOOLKIT)}
    )
    assert [a.id for a in asked_about(coalition, MAIN, DAY)] == [TOOLKIT]


def test_an_activity_past_its_end_is_still_asked_about() -> None:
    coalition = small_coalition(activities={PUPILS: activity(PUPILS, end=date(2026, 1, 1))})
    assert [a.id for a in asked_about(coalition, MAIN, DAY)] == [PUPILS]


def test_a_partner_that_paused_is_not_asked() -> None:
    plain = small_coalition()
    paused = replace(plain.organisations[MUSEUM], partnership=Partnership.PAUSED)
    coalition = replace(plain, organisations={**plain.organisations, MUSEUM: paused})
    assert asked_about(coalition, MAIN, DAY) == ()


def test_a_check_in_may_be_about_some_activities_alone() -> None:
    checkin = Checkin(id=CheckinId("schools"), activities=(TOOLKIT,))
    assert [a.id for a in asked_about(small_coalition(), checkin, DAY)] == [TOOLKIT]


@pytest.mark.parametrize(
    ("rhythm", "weeks", "due"),
    [
        (None, 1, False),
        (None, 2, True),
        ("weekly", 0, False),
        ("weekly", 1, True),
        ("biweekly", 1, False),
        ("biweekly", 2, True),
        ("monthly", 3, False),
        ("monthly", 4, True),
        ("every 6 weeks", 5, False),
        ("every 6 weeks", 6, True),
    ],
)
@pytest.mark.parametrize("heard", ["asked", "told"])
def test_an_activity_is_due_in_its_own_rhythm(
    rhythm: str | None, weeks: int, due: bool, heard: str
) -> None:
    past = Past(**{heard: {PUPILS: weeks_ago(weeks)}})  # type: ignore[arg-type]
    assert is_due(activity(PUPILS, rhythm=rhythm), day=DAY, rule=BIWEEKLY, past=past) is due


def test_what_was_never_heard_of_is_due() -> None:
    assert is_due(activity(PUPILS, rhythm="monthly"), day=DAY, rule=WEEKLY, past=Past())


def test_the_last_word_counts_whether_asked_or_told() -> None:
    past = Past(asked={PUPILS: weeks_ago(4)}, told={PUPILS: weeks_ago(1)})
    assert not is_due(activity(PUPILS, rhythm="biweekly"), day=DAY, rule=WEEKLY, past=past)


@pytest.mark.parametrize(("weeks", "due"), [(1, False), (3, False), (4, True)])
def test_an_activity_on_hold_is_due_once_a_month(weeks: int, due: bool) -> None:
    past = Past(asked={PUPILS: weeks_ago(weeks)}, on_hold={PUPILS})
    assert is_due(activity(PUPILS, rhythm="weekly"), day=DAY, rule=WEEKLY, past=past) is due


def test_a_longer_rhythm_than_a_month_is_kept_on_hold() -> None:
    past = Past(asked={PUPILS: weeks_ago(5)}, on_hold={PUPILS})
    assert not is_due(activity(PUPILS, rhythm="every 8 weeks"), day=DAY, rule=WEEKLY, past=past)


def test_a_merged_prompt_asks_about_each_activity_once() -> None:
    def item(id_: ActivityId, **more: object) -> Item:
        return replace(Item(number=0, activity=id_, organisation=MUSEUM), **more)  # type: ignore[arg-type]

    newer = numbered([item(PUPILS), item(TOOLKIT, due=False)])
    older = numbered([item(PUPILS), item(TOOLKIT), item(LABELS, settled=True)])
    found = merged(newer, older)
    assert [(i.number, i.activity, i.due) for i in found] == [
        (1, PUPILS, True),
        (2, TOOLKIT, True),
    ]


def test_a_person_is_asked_about_what_is_still_theirs() -> None:
    coalition = small_coalition()
    lead = Item(number=1, activity=PUPILS, organisation=MUSEUM)
    deputy = replace(lead, stands_in=True)
    assert still_asked(coalition, lead, MARA, DAY)
    assert still_asked(coalition, deputy, OTTO, DAY)
    assert not still_asked(coalition, lead, OTTO, DAY)
    assert not still_asked(coalition, deputy, IDA, DAY)
    assert not still_asked(coalition, replace(lead, activity=LABELS), MARA, DAY)
    done = replace(coalition, activities={PUPILS: activity(PUPILS, final=Status.DONE)})
    assert not still_asked(done, lead, MARA, DAY)
