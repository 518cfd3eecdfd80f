"""The calendar follows the coalition, and forgets nothing that is due."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ci_bot.domain.coalition import Checkin, Coalition, Rhythm
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.domain.rhythm.cadence import instant
from tests.support.calendar_house import House
from tests.support.small_coalition import BERLIN, small_coalition

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)
CHECKIN, REMIND, FREEZE, DIGEST = (
    OccurrenceKind.CHECKIN,
    OccurrenceKind.REMIND,
    OccurrenceKind.FREEZE,
    OccurrenceKind.DIGEST,
)


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


async def planned(coalition: Coalition, now: datetime = MONDAY) -> dict[str, datetime | None]:
    bot = House(now)
    await bot.apply(coalition)
    return {kind.value: schedule.next_due for kind, schedule in (await bot.calendar()).items()}


async def test_each_kind_has_its_next_hour() -> None:
    assert await planned(small_coalition()) == {
        "checkin": datetime(2026, 11, 18, 10, tzinfo=UTC),
        "remind": datetime(2026, 11, 15, 10, tzinfo=UTC),
        "freeze": berlin("2026-11-17 16:00"),
        "digest": berlin("2026-11-18 10:00"),
    }


async def test_a_coalition_that_begins_after_the_date_began_somewhere_is_asked_all_the_same() -> (
    None
):
    now = berlin("2026-11-19 09:00")
    assert (await planned(small_coalition(), now))["checkin"] == datetime(
        2026, 11, 18, 10, tzinfo=UTC
    )
    now = berlin("2026-11-19 09:30")
    assert (await planned(small_coalition(), now))["checkin"] == datetime(
        2026, 11, 25, 10, tzinfo=UTC
    )


async def test_planning_twice_is_planning_once() -> None:
    bot = House(MONDAY)
    await bot.apply(small_coalition())
    before = await bot.calendar()
    await bot.apply(small_coalition())
    assert await bot.calendar() == before


async def test_what_is_due_stays_due() -> None:
    bot = House(MONDAY)
    await bot.apply(small_coalition())
    bot.clock.turn_to(MONDAY + timedelta(days=3))
    await bot.apply(replace(await bot.coalition(), rhythm=Rhythm(digest="weekly fri 10:00")))
    calendar = await bot.calendar()
    assert calendar[DIGEST].next_due == berlin("2026-11-18 10:00")
    await bot.tick(bot.clock.now())
    assert (await bot.calendar())[DIGEST].next_due == berlin("2026-11-20 10:00")


async def test_a_pause_empties_the_calendar_and_its_end_fills_it_from_then_on() -> None:
    bot = House(MONDAY)
    await bot.apply(small_coalition())
    await bot.apply(replace(await bot.coalition(), paused=True))
    assert {s.next_due for s in (await bot.calendar()).values()} == {None}
    bot.clock.turn_to(MONDAY + timedelta(weeks=3))
    await bot.apply(replace(await bot.coalition(), paused=False))
    calendar = await bot.calendar()
    assert calendar[DIGEST].next_due == berlin("2026-12-09 10:00")
    assert calendar[FREEZE].next_due == berlin("2026-12-08 16:00")


async def test_a_check_in_that_is_gone_is_planned_no_more() -> None:
    bot = House(MONDAY)
    await bot.apply(small_coalition())
    schools = Checkin(id=CheckinId("schools"), schedule="monthly first mon 09:00")
    await bot.apply(replace(await bot.coalition(), checkins={schools.id: schools}))
    async with bot.store.read() as uow:
        found = await uow.calendar.of((await bot.coalition()).id)
    assert [s.subject for s in found if s.kind is CHECKIN] == ["schools"]


async def test_planning_leaves_alone_who_is_still_to_be_caught_up() -> None:
    bot = House(MONDAY)
    await bot.apply(small_coalition())
    await bot.turn(MONDAY + timedelta(days=2, hours=4))
    before = (await bot.calendar())[OccurrenceKind.CATCH_UP]
    await bot.apply(replace(await bot.coalition(), paused=True))
    assert (await bot.calendar())[OccurrenceKind.CATCH_UP] == before
    assert (await bot.calendar())[REMIND].next_due is None
