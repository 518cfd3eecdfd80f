"""What reinforces what: activities named by others, by a shared measure, or by a goal."""

from ci_bot.domain.activity import Activity
from ci_bot.domain.coalition import Coalition


def reinforces(activity: Activity, other: Activity) -> bool:
    """Whether it names the other, a measure that the other follows, or the other's goal."""
    if other.id == activity.id or other.archived:
        return False
    return any(name in activity.reinforces for name in (other.id, other.goal, *other.measures))


def reinforced(coalition: Coalition, activity: Activity) -> tuple[Activity, ...]:
    """The other activities that it reinforces, archived ones left out.

    First those it names, then those that follow a measure it names, then those toward a goal it
    names.
    """
    named = frozenset(activity.reinforces)
    found = [other for other in coalition.activities.values() if reinforces(activity, other)]
    found.sort(key=lambda one: 0 if one.id in named else 1 + named.isdisjoint(one.measures))
    return tuple(found)


def reinforced_measures(coalition: Coalition, activity: Activity) -> tuple[str, ...]:
    """The names of the measures that it reinforces."""
    known = (coalition.measures.get(name) for name in activity.reinforces)
    return tuple(measure.name for measure in known if measure is not None)
