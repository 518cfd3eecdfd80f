"""What else works toward the same as somebody's activities."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import GroupId


class Tie(StrEnum):
    """What two activities have to do with each other."""

    REINFORCES = "reinforces"
    MEASURE = "measure"
    GOAL = "goal"
    GROUP = "group"


@dataclass(frozen=True, kw_only=True, slots=True)
class Companion:
    """Another organisation's activity; `by`: what ties it, in the agreement's own words.

    By a tie of reinforcement that is the title of the activity it reinforces.
    """

    activity: Activity
    tie: Tie
    by: str


def companions(coalition: Coalition, own: Sequence[Activity]) -> tuple[Companion, ...]:
    """Each once, by its nearest tie; else in the agreement's order, so that nobody is ranked.

    Archived ones, and those led by an organisation that leads one of `own`, are left out.
    """
    organisations = {activity.lead_organisation for activity in own}
    others = [
        other
        for other in coalition.activities.values()
        if other.lead_organisation not in organisations and not other.archived
    ]
    found = (
        Companion(activity=other, tie=tie, by=by)
        for tie in Tie
        for other in others
        for by in _ties(coalition, own, other, tie)
    )
    first: dict[str, Companion] = {}
    for companion in found:
        first.setdefault(companion.activity.id, companion)
    return tuple(first.values())


def _ties(
    coalition: Coalition, own: Sequence[Activity], other: Activity, tie: Tie
) -> Iterator[str]:
    aims = {*other.measures, *other.reinforces, other.goal}
    match tie:
        case Tie.REINFORCES:
            yield from (activity.title for activity in own if activity.id in other.reinforces)
        case Tie.MEASURE:
            shared = _shared(aims, [m for a in own for m in (*a.measures, *a.reinforces)])
            known = (coalition.measures.get(key) for key in shared)
            yield from (measure.name for measure in known if measure is not None)
        case Tie.GOAL:
            goals = {str(goal.id): goal for goal in coalition.goals.values()}
            shared = _shared(aims, [g for a in own for g in (a.goal, *a.reinforces)])
            yield from (goals[key].text for key in shared if key in goals)
        case Tie.GROUP:
            groups = [a.working_group for a in own if a.working_group == other.working_group]
            known_groups = (coalition.working_groups.get(GroupId(id_ or "")) for id_ in groups)
            yield from (group.name for group in known_groups if group and not group.archived)


def _shared(aims: Collection[str | None], own: Sequence[str | None]) -> list[str]:
    return [aim for aim in own if aim is not None and aim in aims]
