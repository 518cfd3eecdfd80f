"""What reinforces what: activities named by others, by a shared measure, or by a goal."""

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition


def reinforced(coalition: Coalition, activity: Activity) -> tuple[Activity, ...]:
    """The other activities that it reinforces, archived ones left out.

    First those it names, then those that follow a measure it names, then those toward a goal it
    names.
    """
    named = frozenset(activity.reinforces)
    others = [
        other
        for other in coalition.activities.values()
        if other.id != activity.id and not other.archived
    ]
    by_name = [other for other in others if other.id in named]
    by_measure = [other for other in others if named & set(other.measures)]
    by_goal = [other for other in others if other.goal in named]
    found = {other.id: other for other in (*by_name, *by_measure, *by_goal)}
    return tuple(found.values())


def reinforced_measures(coalition: Coalition, activity: Activity) -> tuple[str, ...]:
    """The names of the measures that it reinforces."""
    known = (coalition.measures.get(name) for name in activity.reinforces)
    return tuple(measure.name for measure in known if measure is not None)
