"""Activities that go to another working group: what their old one was told isn't the new one's."""

from collections.abc import Mapping
from dataclasses import dataclass

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, GroupId


@dataclass(frozen=True, kw_only=True, slots=True)
class Narrowed:
    """How many things that a working group alone was told, the backbone alone reads now."""

    group: str
    count: int


def regrouped(before: Coalition | None, after: Coalition) -> Mapping[ActivityId, GroupId | None]:
    """The activities with another working group than before, or gone, and the one they had.

    One that is new counts as well: words may be left of an earlier one with its id.
    """
    if before is None:
        return {}
    old, new = _groups(before), _groups(after)
    return {id_: old.get(id_) for id_ in {**old, **new} if old.get(id_) != new.get(id_)}


def group_named(before: Coalition, group: GroupId) -> str:
    """What a working group was called."""
    known = before.working_groups.get(group)
    return str(group) if known is None else known.name


def _groups(coalition: Coalition) -> dict[ActivityId, GroupId | None]:
    return {id_: activity.working_group for id_, activity in coalition.activities.items()}
