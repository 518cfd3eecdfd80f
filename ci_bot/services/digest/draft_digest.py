"""Drafts a digest: what it would tell if its selection were fixed now."""

from datetime import datetime, timedelta

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.material import Material
from ci_bot.domain.digest.selection import beginning
from ci_bot.domain.ids import DigestId, PeriodKey, new_id
from ci_bot.domain.rhythm.cadence import local_date
from ci_bot.domain.rhythm.period import month_of, week_of
from ci_bot.domain.rhythm.recurrence import EveryWeeks
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.ports.store import CoalitionUnit
from ci_bot.services.digest.load_digest import load_material

_TICK = timedelta(microseconds=1)
"""A freeze at midnight ends the day before."""


async def draft_digest(
    unit: CoalitionUnit, coalition: Coalition, out: datetime, now: datetime, period: PeriodKey
) -> Material:
    """The material of the period's digest, which goes out at `out`; nothing is stored."""
    start = beginning(await unit.digests(limit=2))
    updates = await unit.updates(since=start.reads, current_only=False)
    digest = Digest(
        id=DigestId(new_id()),
        period=period,
        since=start.begins(updates, now),
        until=now,
        due=out,
        updates=start.updates(updates),
        asks=start.asks(await unit.asks()),
    )
    return await load_material(unit, coalition, digest)


def period_of_digest(coalition: Coalition, freeze: datetime) -> PeriodKey:
    """The week, or the month, that ends with its freeze, where the coalition is.

    Not that of its posting: a digest of Monday tells what was said in the week before.
    """
    day = local_date(freeze - _TICK, coalition.timezone)
    weekly = isinstance(Timetable.of(coalition).digest.pattern, EveryWeeks)
    return week_of(day) if weekly else month_of(day)
