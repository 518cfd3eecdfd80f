"""Rounds opened by hand: at once, about everything active, and one at a time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ci_bot.domain.coalition import MAIN, Coalition, Rhythm
from ci_bot.domain.rhythm.cadence import instant
from ci_bot.domain.status import Status
from ci_bot.services.close_rounds import CloseRoundByHand
from ci_bot.services.rounds.open_round_by_hand import (
    NobodyToAsk,
    Opened,
    OpenRoundByHand,
    StillOpen,
)
from tests.support.calendar_house import House
from tests.support.small_coalition import (
    BERLIN,
    IDA,
    MARA,
    OTTO,
    PUPILS,
    TOOLKIT,
    activity,
    small_coalition,
    with_person,
)


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


async def house(coalition: Coalition, begin: str = "2026-11-20 22:30") -> House:
    bot = House(berlin(begin))
    await bot.apply(coalition)
    return bot


async def open_round(bot: House) -> Opened | StillOpen | NobodyToAsk:
    async with bot.store.write() as uow:
        opened = await OpenRoundByHand(start=bot.start)(
            uow, await bot.coalition(), by=IDA, now=bot.clock.now()
        )
        await uow.commit()
    await bot.deliver()
    return opened


async def close_round(bot: House) -> int:
    async with bot.store.write() as uow:
        coalition = await bot.coalition()
        closed = await CloseRoundByHand()(uow, coalition.id, now=bot.clock.now())
        await uow.commit()
    return len(closed)


async def test_prompts_go_out_at_once_whatever_the_hour() -> None:
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO)}
    coalition = with_person(small_coalition(activities=activities), OTTO, introduced=False)
    bot = await house(coalition)
    opened = await open_round(bot)
    assert isinstance(opened, Opened)
    assert opened.people == 2
    assert (opened.round.period, opened.round.opened_by) == ("2026-W47+1", IDA)
    assert opened.round.closes == berlin("2026-11-24 16:00")
    assert bot.sent_to(MARA) == bot.sent_to(OTTO) == [bot.clock.now()]


async def test_everything_active_is_asked_about_however_recently_it_was() -> None:
    activities = {
        PUPILS: activity(PUPILS, rhythm="monthly"),
        TOOLKIT: activity(TOOLKIT, final=Status.DONE),
    }
    bot = await house(small_coalition(activities=activities), "2026-11-16 09:00")
    await bot.turn(berlin("2026-11-24 17:00"))
    assert len(bot.sent_to(MARA)) == 1
    await open_round(bot)
    assert len(bot.sent_to(MARA)) == 2
    (_, prompt) = await bot.prompts()
    assert [(i.activity, i.due) for i in prompt.items] == [(PUPILS, True)]


async def test_a_second_round_is_refused_until_the_first_is_closed() -> None:
    bot = await house(small_coalition())
    first = await open_round(bot)
    assert isinstance(first, Opened)
    assert await open_round(bot) == StillOpen(round=first.round)
    assert await close_round(bot) == 1
    assert await close_round(bot) == 0
    second = await open_round(bot)
    assert isinstance(second, Opened)
    assert second.round.period == "2026-W47+2"


async def test_a_round_on_the_rhythm_is_in_the_way_too() -> None:
    bot = await house(small_coalition(), "2026-11-16 09:00")
    await bot.turn(berlin("2026-11-19 12:00"))
    assert isinstance(await open_round(bot), StillOpen)


async def test_a_round_by_hand_closes_at_the_next_freeze_at_least_four_hours_away() -> None:
    bot = await house(small_coalition(), "2026-11-24 12:01")
    opened = await open_round(bot)
    assert isinstance(opened, Opened)
    assert opened.round.closes == berlin("2026-12-01 16:00")
    await bot.turn(berlin("2026-12-01 15:30"), step=timedelta(hours=2))
    assert any(r.open for r in await bot.rounds() if r.opened_by)
    await bot.turn(berlin("2026-12-01 16:00"))
    closed = [r.closed for r in await bot.rounds() if r.opened_by]
    assert closed == [berlin("2026-12-01 16:00")]


@pytest.mark.parametrize("changes", [{"away_until": date(2026, 12, 1)}, {"stopped": True}])
async def test_who_is_away_or_asked_to_stop_is_left_in_peace(changes: dict[str, object]) -> None:
    bot = await house(with_person(small_coalition(), MARA, **changes))
    await open_round(bot)
    assert bot.sent_to(MARA) == []
    assert len(bot.sent_to(OTTO)) == 1


async def test_where_nobody_can_be_asked_no_round_is_opened() -> None:
    coalition = small_coalition(roles=())
    for person in (MARA, OTTO):
        coalition = with_person(coalition, person, stopped=True)
    bot = await house(coalition)
    assert isinstance(await open_round(bot), NobodyToAsk)
    ended = tuple(replace(r, until=date(2026, 1, 1)) for r in small_coalition().roles)
    await bot.apply(small_coalition(roles=ended))
    assert isinstance(await open_round(bot), NobodyToAsk)
    assert await bot.rounds() == []


async def test_a_round_by_hand_neither_counts_as_the_weeks_nor_asks_the_same_again() -> None:
    bot = await house(small_coalition(), "2026-11-16 09:00")
    await open_round(bot)
    await close_round(bot)
    await bot.turn(berlin("2026-11-27 12:00"))
    assert [m.isocalendar().week for m in bot.sent_to(MARA)] == [47, 48]


async def test_a_paused_coalition_may_be_asked_by_hand() -> None:
    bot = await house(small_coalition(paused=True))
    await open_round(bot)
    assert len(bot.sent_to(MARA)) == 1


async def test_closing_takes_back_what_has_not_gone_and_leaves_the_rest_open() -> None:
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=None)}
    coalition = small_coalition(activities=activities, rhythm=Rhythm(checkin="weekly thu 09:30"))
    coalition = with_person(coalition, OTTO, timezone="Pacific/Honolulu")
    bot = await house(coalition, "2026-11-18 12:00")
    await bot.turn(berlin("2026-11-19 12:00"))
    assert await close_round(bot) == 1
    await bot.turn(berlin("2026-11-22 12:00"))
    assert len(bot.sent_to(MARA)) == 1
    assert bot.sent_to(OTTO) == []
    ended = {p.person: p.ended is not None for p in await bot.prompts()}
    assert ended == {MARA: False, OTTO: True}


async def test_an_unknown_check_in_is_a_mistake() -> None:
    bot = await house(small_coalition())
    async with bot.store.write() as uow:
        with pytest.raises(KeyError):
            await OpenRoundByHand(start=bot.start)(
                uow,
                await bot.coalition(),
                by=IDA,
                now=bot.clock.now(),
                checkin=type(MAIN.id)("other"),
            )
