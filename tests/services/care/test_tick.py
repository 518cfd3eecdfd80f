"""The tick: once is as often as you like, and late is not lost."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.domain.coalition import Rhythm
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import CoalitionId
from ci_bot.domain.occurrence import OccurrenceKind, Schedule
from ci_bot.ports.store import UnitOfWork
from ci_bot.services.care.tick import Tick
from tests.support.calendar_house import House
from tests.support.small_coalition import MARA, OTTO, PUPILS, TOOLKIT, activity, small_coalition
from tests.support.small_coalition import with_person as changed

MONDAY = datetime(2026, 11, 16, 8, tzinfo=UTC)
WEEKS = timedelta(weeks=4)
HOUR = timedelta(hours=1)


def two_zones(coalition_id: str = "lakeland"):  # type: ignore[no-untyped-def]
    """Two leads at opposite ends of the day."""
    coalition = small_coalition(
        id=CoalitionId(coalition_id),
        activities={
            PUPILS: activity(PUPILS, rhythm="biweekly"),
            TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=MARA),
        },
    )
    coalition = changed(coalition, MARA, timezone="Pacific/Kiritimati", away_until=None)
    return changed(coalition, OTTO, timezone="Pacific/Pago_Pago", days=(5, 6))


async def happened(bot: House) -> object:
    """All that a run of the bot decided, but the random ids."""
    names = {r.id: (r.checkin, r.period) for r in await bot.rounds()}
    prompts = [(names[p.round], p.person, p.due, p.items) for p in await bot.prompts()]
    rounds = [(r.checkin, r.period, r.day, r.closes, r.closed) for r in await bot.rounds()]
    digests = [due for due, _ in bot.posting.seen]
    freezes = [due for due, _ in bot.freeze.seen]
    return rounds, prompts, digests, freezes


async def run(offsets: list[timedelta], *, times: int = 1) -> House:
    bot = House(MONDAY)
    await bot.apply(two_zones())
    for offset in sorted({*offsets, *(timedelta(hours=6) * n for n in range(1, 112)), WEEKS}):
        if offset <= WEEKS:
            bot.clock.turn_to(MONDAY + offset)
            for _ in range(times):
                await bot.tick(bot.clock.now())
            await bot.deliver()
    return bot


instants_of_a_run = st.lists(
    st.integers(1, int(WEEKS.total_seconds())).map(lambda s: timedelta(seconds=s)), max_size=12
)


@settings(max_examples=50)
@given(offsets=instants_of_a_run)
async def test_it_does_not_matter_when_anybody_ticks(offsets: list[timedelta]) -> None:
    assert await happened(await run(offsets)) == await happened(await run([]))


@settings(max_examples=25)
@given(offsets=instants_of_a_run)
async def test_ticking_twice_is_ticking_once(offsets: list[timedelta]) -> None:
    once, twice = await run(offsets), await run(offsets, times=2)
    assert await happened(twice) == await happened(once)
    assert len(twice.sent) == len(once.sent)
    assert await twice.tick(twice.clock.now()) == 0


async def test_a_run_of_four_weeks_asks_whom_it_should() -> None:
    bot = await run([])
    assert [m.date().isoformat() for m in bot.sent_to(OTTO)] == [
        "2026-11-21",
        "2026-11-28",
        "2026-12-05",
        "2026-12-12",
    ]
    assert len(bot.sent_to(MARA)) == 2
    assert len({due for due, _ in bot.posting.seen}) == 4


async def test_a_clock_that_jumps_ahead_and_back_repeats_nothing() -> None:
    bot = House(MONDAY)
    await bot.apply(two_zones())
    await bot.turn(MONDAY + timedelta(days=2), step=HOUR)
    bot.clock.jump(timedelta(days=4))
    await bot.tick(bot.clock.now())
    await bot.deliver()
    bot.clock.jump(-timedelta(days=4))
    ahead = await happened(bot)
    assert await bot.tick(bot.clock.now()) == 0
    await bot.turn(MONDAY + timedelta(days=6), step=HOUR)
    assert await happened(bot) == ahead
    assert len(bot.sent_to(MARA)) == len({d.subject for d in bot.sent if "mara" in d.lane})


async def test_a_clock_of_1970_makes_nothing_happen() -> None:
    bot = House(MONDAY)
    await bot.apply(two_zones())
    before = await bot.calendar()
    assert await bot.tick(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert await bot.calendar() == before


async def test_several_missed_occurrences_become_one() -> None:
    bot = House(MONDAY)
    await bot.apply(two_zones())
    await bot.down(MONDAY + timedelta(weeks=3, days=3))
    assert len(bot.posting.seen) == len(bot.freeze.seen) == 1
    (round_,) = await bot.rounds()
    assert round_.period == "2026-W50"
    assert bot.posting.seen[0][0] == datetime(2026, 12, 9, 9, tzinfo=UTC)


async def test_down_for_three_days_over_two_prompts_and_a_digest() -> None:
    # Asked on Sunday and again on Tuesday, frozen on Monday, posted on Tuesday.
    rhythm = Rhythm(
        checkin="weekly sun 09:30",
        remind="mon 08:00",
        freeze="weekly thu 16:00",
        digest="weekly thu 18:00",
    )
    bot = House(datetime(2026, 11, 21, 12, tzinfo=UTC))
    await bot.apply(small_coalition(rhythm=rhythm))
    await bot.turn(datetime(2026, 11, 22, 7, tzinfo=UTC))
    opened = [r.period for r in await bot.rounds()]
    assert opened == ["2026-W47"]
    async with bot.store.write() as uow:
        coalition = replace(
            await bot.coalition(), rhythm=replace(rhythm, checkin="weekly tue 09:30")
        )
        await uow.of(coalition.id).save(coalition)
        await uow.calendar.put(
            Schedule(
                coalition=coalition.id,
                kind=OccurrenceKind.CHECKIN,
                subject="main",
                next_due=datetime(2026, 11, 23, 10, tzinfo=UTC),
            )
        )
        await uow.commit()
    await bot.down(datetime(2026, 11, 25, 7, tzinfo=UTC))
    await bot.turn(datetime(2026, 11, 25, 20, tzinfo=UTC))
    assert [r.period for r in await bot.rounds()] == ["2026-W47", "2026-W48"]
    assert len(bot.sent_to(MARA)) == 1
    assert bot.sent_to(MARA, DeliveryKind.REMINDER) == []
    first, second = await bot.prompts()
    assert first.ended is not None
    assert first.sent is None
    assert second.sent is not None
    assert [i.activity for i in second.items] == [PUPILS, TOOLKIT]


async def test_a_round_missed_until_after_its_freeze_is_not_opened() -> None:
    bot = House(MONDAY)
    await bot.apply(small_coalition())
    await bot.down(datetime(2026, 11, 24, 15, 30, tzinfo=UTC))
    assert await bot.rounds() == []


async def test_a_digest_missed_in_a_downtime_is_posted_once() -> None:
    bot = House(datetime(2026, 11, 23, 20, tzinfo=UTC))
    await bot.apply(small_coalition())
    await bot.down(datetime(2026, 11, 26, 20, tzinfo=UTC))
    await bot.turn(datetime(2026, 11, 27, 20, tzinfo=UTC))
    assert [due for due, _ in bot.freeze.seen] == [datetime(2026, 11, 24, 15, tzinfo=UTC)]
    assert [due for due, _ in bot.posting.seen] == [datetime(2026, 11, 25, 9, tzinfo=UTC)]


async def test_a_missed_digest_survives_a_change_of_the_coalition() -> None:
    bot = House(datetime(2026, 11, 23, 20, tzinfo=UTC))
    await bot.apply(small_coalition())
    bot.clock.turn_to(datetime(2026, 11, 26, 20, tzinfo=UTC))
    await bot.apply(replace(await bot.coalition(), name="Lakeland"))
    await bot.tick(bot.clock.now())
    assert [due for due, _ in bot.posting.seen] == [datetime(2026, 11, 25, 9, tzinfo=UTC)]


async def test_a_freeze_comes_before_the_posting_of_the_same_hour() -> None:
    bot = House(MONDAY)
    order: list[str] = []

    @dataclass
    class Note:
        word: str

        async def __call__(
            self, uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
        ) -> None:
            order.append(self.word)

    handlers = {OccurrenceKind.DIGEST: (Note("post"),), OccurrenceKind.FREEZE: (Note("freeze"),)}
    bot.tick = Tick(store=bot.store, handlers=handlers)
    rhythm = Rhythm(freeze="wed 10:00", digest="weekly wed 10:00")
    await bot.apply(small_coalition(rhythm=rhythm))
    freeze = (await bot.calendar())[OccurrenceKind.FREEZE]
    async with bot.store.write() as uow:
        await uow.calendar.remove(freeze.coalition, freeze.kind, "")
        await uow.calendar.put(freeze)
        await uow.commit()
    await bot.tick(MONDAY + timedelta(days=3))
    assert order == ["freeze", "post"]


async def test_a_coalition_that_fails_does_not_stop_the_others_and_stays_due() -> None:
    bot = House(MONDAY)
    for name in ("aa", "bb", "cc"):
        await bot.apply(two_zones(name))
    broken = True
    done: list[str] = []

    async def post(
        uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        if coalition_id == "aa" and broken:
            raise RuntimeError("no")
        done.append(coalition_id)

    bot.tick = Tick(store=bot.store, handlers={OccurrenceKind.DIGEST: (post,)})
    now = MONDAY + timedelta(days=3)
    with pytest.raises(ExceptionGroup, match="stay due"):
        await bot.tick(now)
    assert sorted(done) == ["bb", "cc"]
    broken = False
    assert await bot.tick(now) == 1
    assert sorted(done) == ["aa", "bb", "cc"]


async def test_a_handler_that_fails_leaves_no_trace() -> None:
    bot = House(MONDAY)
    await bot.apply(two_zones())

    async def half(
        uow: UnitOfWork, coalition_id: CoalitionId, due: datetime, now: datetime
    ) -> None:
        await uow.values.put("half", "done")
        raise RuntimeError("no")

    bot.tick = Tick(store=bot.store, handlers={OccurrenceKind.DIGEST: (half,)})
    with pytest.raises(ExceptionGroup):
        await bot.tick(MONDAY + timedelta(days=3))
    async with bot.store.read() as uow:
        assert await uow.values.get("half") is None


async def test_a_schedule_whose_check_in_is_gone_is_forgotten() -> None:
    bot = House(MONDAY)
    coalition = await bot.apply(two_zones())
    async with bot.store.write() as uow:
        gone = Schedule(
            coalition=coalition.id, kind=OccurrenceKind.CHECKIN, subject="gone", next_due=MONDAY
        )
        await uow.calendar.put(gone)
        await uow.commit()
    await bot.tick(MONDAY)
    async with bot.store.read() as uow:
        assert "gone" not in {s.subject for s in await uow.calendar.of(coalition.id)}


async def test_a_pause_without_a_new_plan_rests_all_the_same() -> None:
    bot = House(MONDAY)
    coalition = await bot.apply(two_zones())
    async with bot.store.write() as uow:
        await uow.of(coalition.id).save(replace(coalition, paused=True))
        await uow.commit()
    await bot.down(MONDAY + timedelta(days=3))
    assert await bot.rounds() == []
    assert bot.posting.seen == []
    assert (await bot.calendar())[OccurrenceKind.CHECKIN].next_due is None
