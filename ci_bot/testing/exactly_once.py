"""The checker of the promise: what was meant, what a platform has, and what the store believes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ci_bot.domain.ids import DeliveryKey, MessageId, RoomId


@dataclass(frozen=True, kw_only=True, slots=True)
class Intended:
    """A committed delivery that has to arrive; in the order in which its lane has to keep."""

    key: DeliveryKey
    lane: str
    room: RoomId


@dataclass(frozen=True, kw_only=True, slots=True)
class Accepted:
    """A message a platform has, in its own order, with the key it carries."""

    key: DeliveryKey | None
    room: RoomId
    message: MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class Acknowledged:
    """A delivery that the store calls sent, and as which message."""

    key: DeliveryKey
    room: RoomId
    message: MessageId


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """The keys of what went wrong, by how; `clean` when nothing did.

    `lost`: meant, not there, or there but not known to the store. `doubled`: there twice. `ghost`:
    there and never meant, or believed sent and not there. `misrouted`: in another room than meant.
    `disorder`: there before something that its lane had first.
    """

    lost: Sequence[str] = field(default=())
    doubled: Sequence[str] = field(default=())
    ghost: Sequence[str] = field(default=())
    misrouted: Sequence[str] = field(default=())
    disorder: Sequence[str] = field(default=())

    @property
    def clean(self) -> bool:
        return self == Verdict()


def exactly_once(
    intended: Iterable[Intended],
    accepted: Iterable[Accepted],
    acknowledged: Iterable[Acknowledged],
) -> Verdict:
    """Joins the three records on the delivery key, after everything came to rest."""
    meant = {i.key: i for i in intended}
    there = list(accepted)
    believed = {a.key: a for a in acknowledged}
    times = Counter(a.key for a in there)
    places = {(a.key, a.room, a.message) for a in there}
    return Verdict(
        lost=_sorted(key for key in meant if not times[key] or key not in believed),
        doubled=_sorted(key for key in meant if times[key] > 1),
        ghost=_sorted(
            {a.key or a.message for a in there if a.key not in meant}
            | {b.key for b in believed.values() if (b.key, b.room, b.message) not in places}
        ),
        misrouted=_sorted({a.key for a in there if a.key in meant and meant[a.key].room != a.room}),
        disorder=_overtakers(meant, there),
    )


def _overtakers(meant: dict[DeliveryKey, Intended], there: Sequence[Accepted]) -> Sequence[str]:
    place = {key: number for number, key in enumerate(meant)}
    newest: dict[str, int] = defaultdict(lambda: -1)
    found = set()
    for one in there:
        if one.key not in meant:
            continue
        lane = meant[one.key].lane
        if place[one.key] < newest[lane]:
            found.add(one.key)
        newest[lane] = max(newest[lane], place[one.key])
    return _sorted(found)


def _sorted(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(keys))
