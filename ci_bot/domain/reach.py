"""How many read something: the channels and organisations of an audience."""

from collections.abc import Iterable
from dataclasses import dataclass

from ci_bot.domain.coalition import Channel, Coalition
from ci_bot.domain.ids import GroupId
from ci_bot.domain.organisation import Partnership
from ci_bot.domain.status import Visibility


@dataclass(frozen=True, kw_only=True, slots=True)
class Reach:
    """How many channels of how many organisations read something."""

    channels: int
    organisations: int


def reach_of(coalition: Coalition, group: GroupId | None, visibility: Visibility) -> Reach | None:
    """Who reads at that visibility what is about that working group; None: the backbone alone."""
    match visibility:
        case Visibility.COALITION:
            return reach_of_all(coalition)
        case Visibility.WORKING_GROUP:
            return reach_of_group(coalition, group)
        case Visibility.BACKBONE:
            return None


def reach_of_all(coalition: Coalition) -> Reach:
    """Who reads what the whole coalition may."""
    return Reach(
        channels=_rooms(coalition.channels),
        organisations=sum(
            o.partnership is Partnership.ACTIVE for o in coalition.organisations.values()
        ),
    )


def reach_of_group(coalition: Coalition, group: GroupId | None) -> Reach | None:
    """Who reads what one working group may; None where there is no such group."""
    known = None if group is None else coalition.working_groups.get(group)
    if known is None:
        return None
    channels = (c for c in coalition.channels if c.audience == known.id)
    return Reach(channels=_rooms(channels), organisations=len(known.organisations))


def _rooms(channels: Iterable[Channel]) -> int:
    """Each room once, however often it is linked."""
    return len({channel.room or channel.address for channel in channels})
