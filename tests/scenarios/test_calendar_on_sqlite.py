"""The calendar decides the same on SQLite as in memory, downtime included."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ci_bot.store import open_store, upgrade
from tests.support.calendar_house import House
from tests.support.small_coalition import (
    MARA,
    OTTO,
    PUPILS,
    TOOLKIT,
    activity,
    small_coalition,
    with_person,
)

BEGIN = datetime(2026, 11, 16, 8, tzinfo=UTC)


async def decided(bot: House) -> object:
    """Two weeks: Mara has no account, Otto is asked for her; then the bot is down for two days."""
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=MARA)}
    coalition = small_coalition(activities=activities)
    accounts = tuple(a for a in coalition.accounts if a.person != MARA)
    await bot.apply(with_person(replace(coalition, accounts=accounts), OTTO, days=(4, 5)))
    await bot.turn(BEGIN + timedelta(days=9), step=timedelta(hours=4))
    await bot.down(BEGIN + timedelta(days=11))
    await bot.turn(BEGIN + timedelta(days=14), step=timedelta(hours=4))
    rounds = {r.id: (r.checkin, r.period, r.closes, r.closed) for r in await bot.rounds()}
    prompts = [
        (rounds[p.round], p.person, p.due, p.items, p.sent, p.ended, p.outcome)
        for p in await bot.prompts()
    ]
    sent = [(d.kind, d.account, d.revision, d.sent) for d in bot.sent]
    calendar = {kind: s.next_due for kind, s in (await bot.calendar()).items()}
    return len(rounds), prompts, sent, calendar, bot.freeze.seen, bot.posting.seen


async def test_the_calendar_decides_the_same_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'ci-bot.db'}"
    await upgrade(url)
    async with open_store(url) as store:
        on_sqlite = await decided(House(BEGIN, store=store))
    in_memory = await decided(House(BEGIN))
    assert on_sqlite == in_memory
