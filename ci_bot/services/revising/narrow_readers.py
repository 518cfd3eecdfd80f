"""Keeps what a working group alone was told from the one that its activity goes to."""

from collections import Counter

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.roster.effects import Effect, Follows
from ci_bot.domain.roster.regrouped import Narrowed, group_named, regrouped
from ci_bot.domain.status import Visibility
from ci_bot.ports.store import CoalitionUnit


async def narrow_readers(
    unit: CoalitionUnit, before: Coalition | None, after: Coalition, *, dry: bool
) -> tuple[Narrowed, ...]:
    """What was told to the old working groups, the backbone alone reads; `dry`: only counts it.

    Whoever said it may show it to others again.
    """
    moved = regrouped(before, after)
    if before is None or not moved:
        return ()
    told = await unit.told_to(Visibility.WORKING_GROUP, tuple(moved))
    if not dry:
        await unit.keep_for_backbone(tuple(moved))
    counts: Counter[str] = Counter()
    for activity, group in moved.items():
        if group is not None and told.get(activity):
            counts[group_named(before, group)] += told[activity]
    return tuple(Narrowed(group=group, count=count) for group, count in counts.items())


async def narrowing(
    unit: CoalitionUnit, before: Coalition, after: Coalition, *, dry: bool
) -> tuple[Effect, ...]:
    """The same, as what follows from a change of the roster."""
    follows = Follows.WOULD_NARROW if dry else Follows.NARROWED
    return tuple(
        Effect(follows=follows, names=(narrowed.group,), number=narrowed.count)
        for narrowed in await narrow_readers(unit, before, after, dry=dry)
    )


async def staying_narrow(
    unit: CoalitionUnit, before: Coalition, after: Coalition
) -> tuple[Effect, ...]:
    """That an activity's old working group does not read again what the backbone alone reads."""
    back = tuple(id_ for id_ in regrouped(before, after) if id_ in after.activities)
    told = await unit.told_to(Visibility.BACKBONE, back) if back else {}
    names = tuple(after.activities[id_].title for id_ in back if told.get(id_))
    return (Effect(follows=Follows.STAYS_NARROW, names=names),) if names else ()
