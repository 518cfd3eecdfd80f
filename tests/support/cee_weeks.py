"""The eight weeks of a real coalition as digests see them, without the bot around them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from ci_bot.domain.activity import Activity
from ci_bot.domain.ask import Ask, AskKind
from ci_bot.domain.coalition import Coalition
from ci_bot.domain.digest.digest import Digest
from ci_bot.domain.digest.material import Material
from ci_bot.domain.ids import ActivityId, DigestId, OrganisationId, PeriodKey, PersonId, UpdateId
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from ci_bot.domain.visibility import BACKBONE, last_visible
from tests.support.cee_hub import Told, cee_hub, eight_weeks

STAYS_OPEN = timedelta(days=10)
"""After that, somebody has helped."""


def cee_weeks() -> Iterator[tuple[Sequence[Told], Material]]:
    """Each week: what was told in it, and the material of its digest; skips without the data."""
    coalition, told = cee_hub(), eight_weeks()
    replaced = {one.replaces: one.at for one in told if one.replaces}
    updates = {one.id: _update(one, replaced.get(one.id)) for one in told}
    asks = list(_asks(told, coalition.timezone))
    earlier: list[Update] = []
    for week in sorted({one.week for one in told}):
        own = [one for one in told if one.week == week]
        said = [updates[one.id] for one in own]
        yield own, _material(coalition, PeriodKey(week), said, tuple(earlier), asks)
        earlier += [update for update in said if update.replaced is None]


def _material(
    coalition: Coalition,
    period: PeriodKey,
    said: Sequence[Update],
    earlier: Sequence[Update],
    asks: Sequence[Ask],
) -> Material:
    until = _freeze(period, coalition.timezone)
    since = until - timedelta(weeks=1)
    open_ = [ask.number for ask in asks if until - STAYS_OPEN <= ask.opened < until]
    digest = Digest(
        id=DigestId(period),
        period=period,
        since=since,
        until=until,
        due=until + timedelta(hours=8),
        updates=tuple(update.id for update in said if update.replaced is None),
        asks=tuple(open_),
    )
    known = (*earlier, *(update for update in said if update.replaced is None))
    activities = {a.id: replace(a, final=_final(known, a)) for a in coalition.activities.values()}
    coalition = replace(coalition, activities=activities)
    return Material(coalition=coalition, digest=digest, updates=said, earlier=earlier, asks=asks)


def _final(known: Sequence[Update], activity: Activity) -> Status | None:
    """The end its lead told, as answers leave it."""
    last = last_visible(known, activity, BACKBONE)
    return last.status if last and last.status and last.status.final else None


def _update(told: Told, replaced: datetime | None) -> Update:
    return Update(
        id=UpdateId(told.id),
        activity=ActivityId(told.activity),
        person=PersonId(told.person),
        organisation=OrganisationId(told.hat),
        at=told.at,
        recorded=told.at,
        status=None if told.contribution else told.status,
        words=told.words,
        visibility=told.visibility,
        no_change=told.no_change,
        contribution=told.contribution,
        replaces=None if told.replaces is None else UpdateId(told.replaces),
        replaced=replaced,
    )


def _freeze(week: str, zone: str) -> datetime:
    """The end of the week, there."""
    monday = date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    end = datetime.combine(monday + timedelta(weeks=1), time(), ZoneInfo(zone))
    return end.astimezone(UTC)


def _asks(told: Sequence[Told], zone: str) -> Iterator[Ask]:
    number = 0
    for one in told:
        wishes = (
            (AskKind.ASK, one.ask),
            (AskKind.OFFER, one.offer),
            (AskKind.LESSON, one.lesson),
        )
        for kind, text in wishes:
            if text is not None:
                number += 1
                yield Ask(
                    number=number,
                    kind=kind,
                    text=text,
                    person=PersonId(one.person),
                    organisation=OrganisationId(one.hat),
                    activity=ActivityId(one.activity),
                    # What came late belongs to its week as well.
                    opened=min(one.at, _freeze(one.week, zone) - timedelta(minutes=1)),
                    visibility=one.visibility,
                )
