"""Loads everything one digest is made of: five reads, however many activities there are."""

from datetime import datetime

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.selection import OVERLAP
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.digest.own_told import own_told
from ci_bot.services.due_dates import due_dates


async def load_material(
    unit: CoalitionUnit, coalition: Coalition, digest: Digest, *, until: datetime | None = None
) -> Material:
    """What was said since the digest's beginning, what was known before, and all asks.

    `until`: when later corrections stopped to count for it; None while they still do.
    """
    begin = digest.since - OVERLAP
    asks = await unit.asks()
    return Material(
        coalition=coalition,
        digest=digest,
        updates=await unit.updates(since=begin, until=until, current_only=False),
        earlier=await unit.latest_updates(before=begin),
        asks=asks,
        due=due_dates(coalition, asks),
        own=await own_told(unit, digest, until=until),
    )


async def newest_digest(unit: CoalitionUnit, *, lock: bool = False) -> Digest | None:
    """The last digest that was frozen; `lock`: so that nobody else can change it meanwhile."""
    newest = next(iter(await unit.digests(limit=1)), None)
    return await unit.lock_digest(newest.id) if lock and newest is not None else newest
