"""Finds which answers stand in a digest that is out already."""

from collections.abc import Collection

from ci_bot.domain.digest.digest import DigestState
from ci_bot.domain.ids import UpdateId
from ci_bot.domain.update import Update
from ci_bot.ports.store import CoalitionUnit


async def told_before(unit: CoalitionUnit, answers: Collection[Update]) -> frozenset[UpdateId]:
    """Those of the answers that the last posted digest told, or one before it."""
    if not answers:
        return frozenset()
    posted = (d for d in await unit.digests(limit=3) if d.state is DigestState.POSTED)
    newest = next(posted, None)
    if newest is None:
        return frozenset()
    return frozenset(
        answer.id
        for answer in answers
        if answer.recorded < newest.until or answer.id in newest.updates
    )
