"""Rounds on the rhythm: who gets a prompt, when, and never a second one."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ci_bot.domain.coalition import Checkin, Coalition, Rhythm
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import ActivityId, CheckinId, UpdateId
from ci_bot.domain.rhythm.cadence import instant
from ci_bot.domain.status import Status
from ci_bot.domain.update import Update
from tests.support.calendar_house import HOURS, House
from tests.support.small_coalition import (
    BERLIN,
    IDA,
    MARA,
    MUSEUM,
    OTTO,
    PUPILS,
    TOOLKIT,
    activity,
    small_coalition,
    with_person,
)

SPREAD = HOURS.spread + timedelta(minutes=30)


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


MONDAY = berlin("2026-11-16 09:00")
FRIDAY = berlin("2026-11-20 12:00")


async def house(coalition: Coalition, *holidays: str, begin: datetime = MONDAY) -> House:
    bot = House(begin, [("DE", date.fromisoformat(day)) for day in holidays])
    await bot.apply(coalition)
    return bot


async def test_a_lead_gets_one_prompt_at_the_hour_of_the_round() -> None:
    bot = await house(small_coalition())
    await bot.turn(FRIDAY)
    (round_,) = await bot.rounds()
    assert (round_.period, round_.day) == ("2026-W47", date(2026, 11, 19))
    assert round_.closes == berlin("2026-11-24 16:00")
    (prompt,) = await bot.prompts()
    assert prompt.person == MARA
    assert prompt.due == berlin("2026-11-19 09:30")
    assert [item.activity for item in prompt.items] == [PUPILS, TOOLKIT]
    (sent,) = bot.sent_to(MARA)
    assert prompt.due <= sent <= prompt.due + SPREAD
    assert [d.kind for d in bot.sent] == [DeliveryKind.PROMPT]


async def test_people_are_asked_at_their_own_hour_wherever_they_are() -> None:
    coalition = small_coalition(
        activities={
            PUPILS: activity(PUPILS),
            TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=None),
        }
    )
    coalition = with_person(coalition, MARA, timezone="Pacific/Kiritimati")
    coalition = with_person(coalition, OTTO, timezone="Pacific/Honolulu")
    bot = await house(coalition)
    await bot.turn(FRIDAY)
    day, hour = date(2026, 11, 19), datetime.fromisoformat("2026-11-19 09:30").time()
    assert [p.due for p in await bot.prompts()] == [
        instant(day, hour, "Pacific/Kiritimati"),
        instant(day, hour, "Pacific/Honolulu"),
    ]
    assert len(bot.sent_to(MARA)) == len(bot.sent_to(OTTO)) == 1


async def test_nobody_is_asked_twice_in_a_week_and_everybody_once() -> None:
    bot = await house(small_coalition())
    await bot.turn(berlin("2026-12-20 12:00"), step=timedelta(hours=3))
    weeks = [moment.isocalendar().week for moment in bot.sent_to(MARA)]
    assert weeks == [47, 48, 49, 50, 51]
    assert [round_.open for round_ in await bot.rounds()] == [False] * 4 + [True]


async def test_activities_are_asked_about_in_their_own_rhythm() -> None:
    activities = {
        PUPILS: activity(PUPILS, rhythm="weekly"),
        TOOLKIT: activity(TOOLKIT, rhythm="biweekly"),
    }
    bot = await house(small_coalition(activities=activities))
    await bot.turn(berlin("2026-12-05 12:00"), step=timedelta(hours=3))
    due = [[i.activity for i in p.items if i.due] for p in await bot.prompts()]
    assert due == [[PUPILS, TOOLKIT], [PUPILS], [PUPILS, TOOLKIT]]
    also = [[i.activity for i in p.items if not i.due] for p in await bot.prompts()]
    assert also == [[], [TOOLKIT], []]


async def test_where_nothing_is_due_there_is_no_prompt_and_no_round() -> None:
    activities = {PUPILS: activity(PUPILS, rhythm="biweekly")}
    bot = await house(small_coalition(activities=activities))
    await bot.turn(berlin("2026-12-05 12:00"), step=timedelta(hours=3))
    assert [r.period for r in await bot.rounds()] == ["2026-W47", "2026-W49"]


async def tell(bot: House, at: str, **more: object) -> None:
    plain = Update(
        id=UpdateId(at),
        activity=PUPILS,
        person=MARA,
        organisation=MUSEUM,
        at=berlin(at),
        recorded=berlin(at),
        status=Status.ON_TRACK,
    )
    async with bot.store.write() as uow:
        await uow.of((await bot.coalition()).id).add_update(replace(plain, **more))  # type: ignore[arg-type]
        await uow.commit()


async def test_what_was_told_unasked_this_week_is_not_asked_again() -> None:
    bot = await house(small_coalition(activities={PUPILS: activity(PUPILS)}))
    await tell(bot, "2026-11-16 10:00")
    await bot.turn(FRIDAY)
    assert await bot.prompts() == []


async def test_an_answer_given_late_counts_for_the_round_it_answers() -> None:
    bot = await house(small_coalition(activities={PUPILS: activity(PUPILS)}))
    await bot.turn(FRIDAY)
    (prompt,) = await bot.prompts()
    await tell(bot, "2026-11-24 10:00", prompt=prompt.id)
    await bot.turn(berlin("2026-11-27 12:00"))
    assert len(bot.sent_to(MARA)) == 2


async def test_what_is_on_hold_is_asked_about_once_a_month() -> None:
    bot = await house(small_coalition(activities={PUPILS: activity(PUPILS)}))
    await tell(bot, "2026-11-12 10:00", status=Status.ON_HOLD)
    await bot.turn(berlin("2026-12-20 12:00"), step=timedelta(hours=3))
    assert [r.period for r in await bot.rounds()] == ["2026-W50"]


@pytest.mark.parametrize(
    "changes",
    [
        {"away_until": date(2026, 11, 20)},
        {"stopped": True},
    ],
)
async def test_the_deputy_stands_in_for_a_lead_who_is_away_or_asked_to_stop(
    changes: dict[str, object],
) -> None:
    bot = await house(with_person(small_coalition(), MARA, **changes))
    await bot.turn(FRIDAY)
    (prompt,) = await bot.prompts()
    assert prompt.person == OTTO
    assert all(item.stands_in for item in prompt.items)


async def test_the_deputy_stands_in_for_a_lead_whose_role_has_ended() -> None:
    coalition = small_coalition()
    ended = replace(coalition.roles[0], until=date(2026, 11, 19))
    bot = await house(replace(coalition, roles=(ended, *coalition.roles[1:])))
    await bot.turn(FRIDAY)
    assert [p.person for p in await bot.prompts()] == [OTTO]


async def test_who_is_back_on_the_day_of_the_round_is_asked() -> None:
    bot = await house(with_person(small_coalition(), MARA, away_until=date(2026, 11, 19)))
    await bot.turn(FRIDAY)
    assert [p.person for p in await bot.prompts()] == [MARA]


async def test_a_holiday_moves_the_prompt_and_no_deputy_is_asked() -> None:
    bot = await house(small_coalition(), "2026-11-19")
    await bot.turn(berlin("2026-11-24 12:00"))
    (prompt,) = await bot.prompts()
    assert (prompt.person, prompt.due) == (MARA, berlin("2026-11-20 09:30"))


async def test_a_prompt_moved_too_near_to_the_freeze_waits_for_the_next_period() -> None:
    bot = await house(with_person(small_coalition(), MARA, days=(2,)))
    await bot.turn(berlin("2026-12-05 12:00"), step=timedelta(hours=3))
    assert await bot.prompts() == []
    assert await bot.rounds() == []


async def test_who_wants_to_be_asked_every_second_week_is() -> None:
    bot = await house(with_person(small_coalition(), MARA, every_weeks=2))
    await bot.turn(berlin("2026-12-12 12:00"), step=timedelta(hours=3))
    assert [m.isocalendar().week for m in bot.sent_to(MARA)] == [47, 49]


async def test_two_check_ins_of_one_week_ask_nobody_twice() -> None:
    checkins = {
        CheckinId("a"): Checkin(id=CheckinId("a"), schedule="weekly wed 09:00"),
        CheckinId("b"): Checkin(id=CheckinId("b"), schedule="weekly thu 09:00"),
    }
    bot = await house(small_coalition(checkins=checkins))
    await bot.turn(FRIDAY)
    assert [(r.checkin, r.day.day) for r in await bot.rounds()] == [("a", 18)]
    assert len(bot.sent_to(MARA)) == 1


async def test_a_quiet_week_passes_in_silence() -> None:
    bot = await house(small_coalition(quiet_weeks=("2026-W47", "2026-W48")))
    await bot.turn(berlin("2026-12-06 12:00"), step=timedelta(hours=3))
    assert [r.period for r in await bot.rounds()] == ["2026-W49"]
    assert [due for due, _ in bot.posting.seen] == [
        berlin("2026-12-02 10:00"),
    ]


async def test_a_change_of_the_rhythm_counts_from_the_next_hour_on() -> None:
    bot = await house(small_coalition(), begin=berlin("2026-11-18 20:00"))
    await bot.apply(replace(await bot.coalition(), rhythm=Rhythm(checkin="weekly thu 15:00")))
    await bot.turn(FRIDAY)
    (prompt,) = await bot.prompts()
    assert prompt.due == berlin("2026-11-19 15:00")


async def test_a_change_after_the_round_asks_nobody_again_that_week() -> None:
    bot = await house(small_coalition())
    await bot.turn(berlin("2026-11-19 12:00"))
    await bot.apply(replace(await bot.coalition(), rhythm=Rhythm(checkin="weekly fri 09:30")))
    await bot.turn(berlin("2026-11-28 12:00"), step=timedelta(hours=3))
    assert [m.isocalendar().week for m in bot.sent_to(MARA)] == [47, 48]


async def test_a_paused_coalition_asks_nobody_until_it_goes_on() -> None:
    bot = await house(small_coalition(paused=True))
    await bot.turn(FRIDAY, step=timedelta(hours=3))
    assert await bot.rounds() == []
    assert {s.next_due for s in (await bot.calendar()).values()} == {None}
    await bot.apply(replace(await bot.coalition(), paused=False))
    await bot.turn(berlin("2026-11-27 12:00"), step=timedelta(hours=3))
    assert [r.period for r in await bot.rounds()] == ["2026-W48"]


async def test_the_last_zone_of_the_roster_has_time_to_answer() -> None:
    coalition = small_coalition(rhythm=Rhythm(checkin="weekly tue 09:30"))
    bot = await house(with_person(coalition, MARA, timezone="Pacific/Honolulu"))
    await bot.turn(berlin("2026-11-19 12:00"), step=timedelta(hours=2))
    (round_,) = await bot.rounds()
    assert round_.closes == berlin("2026-11-24 16:00")
    assert len(bot.sent_to(MARA)) == 1


async def test_nobody_else_of_the_coalition_hears_of_it() -> None:
    bot = await house(small_coalition(activities={ActivityId("pupils"): activity(PUPILS)}))
    await bot.turn(FRIDAY)
    assert bot.sent_to(OTTO) == bot.sent_to(IDA) == []
