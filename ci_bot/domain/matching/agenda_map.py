"""The map of a coalition's agenda: who does what toward which goal, and what that leaves to ask."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import GoalId, OrganisationId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.presence import answered_for, chaired


class Asks(StrEnum):
    """What a question to the co-chairs is about; it never says that anybody failed."""

    WHO_WORKS = "who_works"
    WHO_JOINS = "who_joins"
    WHICH_GOAL = "which_goal"
    WHAT_REINFORCES = "what_reinforces"
    WHO_LEADS = "who_leads"
    WHO_CHAIRS = "who_chairs"
    WHAT_TO_SHARE = "what_to_share"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """A gap or an overlap; `names`: of what it is about, `goal`: the one it belongs to, if any."""

    asks: Asks
    names: tuple[str, ...]
    goal: GoalId | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """One activity on the map; `begins`: where it hasn't begun yet."""

    title: str
    lead: str
    supporting: tuple[str, ...] = ()
    reinforces: tuple[str, ...] = ()
    begins: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class GoalMap:
    """The work toward one goal; `id` None: that of no goal. `number`: its place in the agenda."""

    id: GoalId | None
    number: int
    text: str
    work: tuple[Work, ...]
    organisations: int


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaMap:
    """All goals in the agenda's order, then the work of no goal, and the questions."""

    goals: tuple[GoalMap, ...]
    questions: tuple[Question, ...]


def agenda_map(coalition: Coalition, going: Sequence[Activity], today: date) -> AgendaMap:
    """The map of the activities that go on or are still to begin."""
    own: dict[GoalId | None, list[Activity]] = defaultdict(list)
    for activity in going:
        own[activity.goal if activity.goal in coalition.goals else None].append(activity)
    goals: list[tuple[GoalId | None, str]] = [(g.id, g.text) for g in coalition.goals.values()]
    if own[None]:
        goals.append((None, ""))
    return AgendaMap(
        goals=tuple(
            GoalMap(
                id=id_,
                number=number,
                text=text,
                work=tuple(_work(coalition, activity, today) for activity in own[id_]),
                organisations=len(_partners(own[id_])),
            )
            for number, (id_, text) in enumerate(goals, start=1)
        ),
        questions=(
            *_about_goals(coalition, own),
            *_overlaps(going),
            *_about_activities(coalition, going, today),
            *_about_groups(coalition, today),
        ),
    )


def _work(coalition: Coalition, activity: Activity, today: date) -> Work:
    organisations = coalition.organisations
    return Work(
        title=activity.title,
        lead=organisations[activity.lead_organisation].name,
        supporting=tuple(organisations[o].name for o in activity.supporting),
        reinforces=tuple(_reinforced_names(coalition, activity)),
        begins=None if activity.started(today) else activity.start,
    )


def _reinforced_names(coalition: Coalition, activity: Activity) -> Iterator[str]:
    """Activities, measures and further goals, by name."""
    for name in activity.reinforces:
        for other in coalition.activities.values():
            if other.id == name and not other.archived:
                yield other.title
        if name in coalition.measures:
            yield coalition.measures[name].name
        for goal in coalition.goals.values():
            if goal.id == name and name != activity.goal:
                yield goal.text


def _partners(activities: Sequence[Activity]) -> set[OrganisationId]:
    return {o for a in activities for o in (a.lead_organisation, *a.supporting)}


def _about_goals(
    coalition: Coalition, own: dict[GoalId | None, list[Activity]]
) -> Iterator[Question]:
    active = [o for o in coalition.organisations.values() if o.partnership is Partnership.ACTIVE]
    for goal in coalition.goals.values():
        partners = _partners(own[goal.id])
        if not partners:
            yield Question(asks=Asks.WHO_WORKS, names=(goal.text,), goal=goal.id)
        elif len(partners) == 1 and len(active) > 1:
            (only,) = partners
            names = (coalition.organisations[only].name, goal.text)
            yield Question(asks=Asks.WHO_JOINS, names=names, goal=goal.id)


def _overlaps(going: Sequence[Activity]) -> Iterator[Question]:
    """Work of several organisations in one group, toward one goal, by one measure, unconnected."""
    found: dict[object, list[Activity]] = defaultdict(list)
    for activity in going:
        if activity.goal is not None and activity.working_group is not None:
            for measure in activity.measures:
                found[activity.working_group, activity.goal, measure].append(activity)
    asked = set()
    for alike in found.values():
        apart = [a for a in alike if any(_unconnected(a, b) for b in alike)]
        names = tuple(a.title for a in apart)
        if names and names not in asked:
            asked.add(names)
            yield Question(asks=Asks.WHAT_TO_SHARE, names=names, goal=apart[0].goal)


def _unconnected(one: Activity, other: Activity) -> bool:
    connected = (
        one.lead_organisation == other.lead_organisation
        or one.id in other.reinforces
        or other.id in one.reinforces
        or one.lead_organisation in other.supporting
        or other.lead_organisation in one.supporting
    )
    return not connected


def _about_activities(
    coalition: Coalition, going: Sequence[Activity], today: date
) -> Iterator[Question]:
    named = {name for activity in going for name in activity.reinforces}
    for activity in going:
        title, goal = (activity.title,), activity.goal
        if not answered_for(coalition, activity, today):
            yield Question(asks=Asks.WHO_LEADS, names=title, goal=goal)
        if coalition.goals and goal is None:
            yield Question(asks=Asks.WHICH_GOAL, names=title)
        if not activity.reinforces and activity.id not in named and len(going) > 1:
            yield Question(asks=Asks.WHAT_REINFORCES, names=title, goal=goal)


def _about_groups(coalition: Coalition, today: date) -> Iterator[Question]:
    for group in coalition.working_groups.values():
        if not group.archived and not chaired(coalition, group, today):
            yield Question(asks=Asks.WHO_CHAIRS, names=(group.name,))
