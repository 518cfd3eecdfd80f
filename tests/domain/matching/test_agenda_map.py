"""The map says who does what, and asks about gaps and overlaps; it never says who failed."""

from dataclasses import replace
from datetime import date
from typing import Any

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, GoalId, GroupId, OrganisationId
from ci_bot.domain.matching.agenda_map import AgendaMap, Asks, agenda_map
from ci_bot.domain.organisation import Goal
from tests.support.lakeland import lakeland

TODAY = date(2026, 11, 16)
EVENINGS = "teacher-evenings"


def mapped(coalition: Coalition) -> AgendaMap:
    going = tuple(a for a in coalition.activities.values() if not a.archived)
    return agenda_map(coalition, going, TODAY)


def changed(coalition: Coalition, **changes: dict[str, Any]) -> Coalition:
    """Each activity (`heritage_days=...`) with some fields changed."""
    activities = dict(coalition.activities)
    for name, facts in changes.items():
        id_ = ActivityId(name.replace("_", "-"))
        activities[id_] = replace(activities[id_], **facts)
    return replace(coalition, activities=activities)


def asked(coalition: Coalition, about: Asks) -> list[tuple[str, ...]]:
    return [q.names for q in mapped(coalition).questions if q.asks is about]


def test_each_goal_has_its_work_with_who_does_it_and_what_it_reinforces() -> None:
    first, second = mapped(lakeland()).goals
    assert (first.number, first.id, first.organisations) == (1, "in-class", 4)
    assert [work.title for work in second.work] == [
        "Open licences toolkit", "Harbour photographs", "Label translation",
    ]  # fmt: skip
    days = first.work[0]
    assert days.lead == "Museum of Little Things"
    assert days.supporting == ("Velmark Public Libraries", "Teachers' Guild Velmark")
    assert days.reinforces == ("Teacher evenings",)


def test_a_goal_that_nobody_works_on_and_one_of_a_single_partner_are_asked_about() -> None:
    coalition = lakeland()
    spare, small = (Goal(id=GoalId(id_), text=f"The {id_} goal") for id_ in ("spare", "small"))
    coalition = replace(coalition, goals={**coalition.goals, spare.id: spare, small.id: small})
    coalition = changed(coalition, label_translation={"goal": small.id})
    assert asked(coalition, Asks.WHO_WORKS) == [("The spare goal",)]
    assert asked(coalition, Asks.WHO_JOINS) == [("Municipality of Eastwater", "The small goal")]


def test_work_that_stands_alone_or_has_no_goal_is_asked_about() -> None:
    coalition = changed(lakeland(), lesson_plans={"goal": None, "reinforces": ()})
    assert asked(coalition, Asks.WHICH_GOAL) == [("Lesson plans",)]
    assert asked(coalition, Asks.WHAT_REINFORCES) == [("Label translation",), ("Lesson plans",)]
    assert mapped(coalition).goals[-1].id is None


def test_a_lead_or_a_co_chair_is_looked_for_where_those_named_wear_no_hat() -> None:
    coalition = lakeland()
    gone = replace(
        coalition, roles=tuple(r for r in coalition.roles if r.person not in ("aino-k", "jonas-r"))
    )
    assert asked(gone, Asks.WHO_LEADS) == [("Harbour photographs",)]
    assert asked(gone, Asks.WHO_CHAIRS) == [("Collections working group",)]
    assert asked(coalition, Asks.WHO_LEADS) == asked(coalition, Asks.WHO_CHAIRS) == []


def test_alike_work_of_several_organisations_is_an_overlap_unless_it_is_connected() -> None:
    alike = {"measures": ("pupils",), "working_group": GroupId("schools"), "reinforces": ()}
    coalition = changed(lakeland(), teacher_evenings=alike, lesson_plans=alike)
    apart = changed(coalition, lesson_plans={"supporting": ()})
    assert asked(apart, Asks.WHAT_TO_SHARE) == [("Teacher evenings", "Lesson plans")]
    # The guild supports the lesson plans, so that the two know of each other.
    assert asked(coalition, Asks.WHAT_TO_SHARE) == []
    linked = changed(apart, lesson_plans={"reinforces": (EVENINGS,)})
    assert asked(linked, Asks.WHAT_TO_SHARE) == []
    one = changed(apart, lesson_plans={"lead_organisation": OrganisationId("teachers-guild")})
    assert asked(one, Asks.WHAT_TO_SHARE) == []
    elsewhere = changed(apart, lesson_plans={"goal": GoalId("open-collections")})
    assert asked(elsewhere, Asks.WHAT_TO_SHARE) == []


def test_work_that_begins_later_is_on_the_map_with_its_day() -> None:
    coalition = changed(lakeland(), lesson_plans={"start": date(2027, 1, 4)})
    begins = {work.title: work.begins for goal in mapped(coalition).goals for work in goal.work}
    assert begins["Lesson plans"] == date(2027, 1, 4)
    assert begins["Teacher evenings"] is None
