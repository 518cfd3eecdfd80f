"""One reminder, private, to those with something open, while there is time to answer."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from ci_bot.domain.coalition import Rhythm
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import UpdateId
from ci_bot.domain.prompt import Outcome
from ci_bot.domain.rhythm.cadence import instant
from ci_bot.services.rounds.nudge import NudgeByHand
from tests.support.calendar_house import HOURS, House
from tests.support.small_coalition import BERLIN, MARA, OTTO, small_coalition, with_person

REMINDER = DeliveryKind.REMINDER
SLACK = timedelta(minutes=40)


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


async def asked(**person: object) -> House:
    """Asked on Thursday; the freeze is on Tuesday."""
    bot = House(berlin("2026-11-16 09:00"))
    await bot.apply(with_person(small_coalition(), MARA, **person))
    await bot.turn(berlin("2026-11-20 12:00"))
    return bot


async def change_prompt(bot: House, **changes: object) -> None:
    (prompt,) = await bot.prompts()
    async with bot.store.write() as uow:
        unit = uow.of((await bot.coalition()).id)
        await unit.put_prompt(replace(prompt, **changes))  # type: ignore[arg-type]
        await uow.commit()


async def test_who_has_something_open_is_reminded_once_in_private() -> None:
    bot = await asked()
    await bot.turn(berlin("2026-11-25 09:00"))
    (reminded,) = bot.sent_to(MARA, REMINDER)
    assert berlin("2026-11-23 10:00") <= reminded <= berlin("2026-11-23 10:00") + SLACK
    assert [d.account for d in bot.sent if d.kind is REMINDER] == ["matrix:@mara:example.org"]
    assert bot.sent_to(OTTO, REMINDER) == []


@pytest.mark.parametrize("settled", [True, False])
async def test_who_has_answered_everything_is_not_reminded(settled: bool) -> None:
    bot = await asked()
    (prompt,) = await bot.prompts()
    items = tuple(
        replace(i, settled=settled, update=None if settled else UpdateId("u")) for i in prompt.items
    )
    await change_prompt(bot, items=items)
    await bot.turn(berlin("2026-11-25 09:00"))
    assert bot.sent_to(MARA, REMINDER) == []


async def test_an_answer_between_plan_and_hour_calls_the_reminder_off() -> None:
    bot = await asked()
    await bot.turn(berlin("2026-11-23 09:00"))
    await change_prompt(bot, ended=bot.clock.now(), outcome=Outcome.SKIPPED)
    await bot.turn(berlin("2026-11-25 09:00"))
    assert bot.sent_to(MARA, REMINDER) == []


async def test_who_wants_no_reminders_gets_none() -> None:
    bot = await asked(remind=False)
    await bot.turn(berlin("2026-11-25 09:00"))
    assert bot.sent_to(MARA, REMINDER) == []


async def test_a_reminder_six_hours_late_is_dropped() -> None:
    bot = await asked()
    await bot.turn(berlin("2026-11-23 09:00"))
    bot.clock.turn_to(berlin("2026-11-23 16:30"))
    await bot.turn(berlin("2026-11-25 09:00"))
    assert bot.sent_to(MARA, REMINDER) == []


async def test_reminders_missed_in_a_downtime_are_dropped() -> None:
    bot = await asked()
    await bot.down(berlin("2026-11-24 10:00"))
    await bot.turn(berlin("2026-11-25 09:00"))
    assert bot.sent_to(MARA, REMINDER) == []


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Asia/Tokyo", "America/New_York"])
async def test_a_reminder_on_the_day_of_the_freeze_leaves_four_good_hours_everywhere(
    zone: str,
) -> None:
    bot = House(berlin("2026-11-16 09:00"))
    rhythm = Rhythm(checkin="weekly thu 09:30", remind="tue 13:00")
    await bot.apply(with_person(small_coalition(rhythm=rhythm), MARA, timezone=zone))
    await bot.turn(berlin("2026-11-25 09:00"), step=timedelta(minutes=5))
    (reminded,) = bot.sent_to(MARA, REMINDER)
    closes = berlin("2026-11-24 16:00")
    assert reminded <= HOURS.latest_before(closes, zone, leaving=timedelta(hours=4))
    assert HOURS.good(reminded, zone)


async def by_hand(bot: House) -> int:
    async with bot.store.write() as uow:
        added = await NudgeByHand(hours=HOURS)(uow, await bot.coalition(), now=bot.clock.now())
        await uow.commit()
    await bot.deliver()
    return added


async def test_the_backbone_may_remind_by_hand_and_it_stays_one_reminder() -> None:
    bot = await asked()
    assert await by_hand(bot) == 1
    assert bot.sent_to(MARA, REMINDER) == [bot.clock.now()]
    assert await by_hand(bot) == 0
    await bot.turn(berlin("2026-11-25 09:00"))
    assert len(bot.sent_to(MARA, REMINDER)) == 1


async def test_a_reminder_by_hand_at_night_waits_for_the_morning() -> None:
    bot = await asked()
    await bot.turn(berlin("2026-11-20 22:00"))
    assert await by_hand(bot) == 1
    assert bot.sent_to(MARA, REMINDER) == []
    await bot.turn(berlin("2026-11-21 08:30"))
    assert len(bot.sent_to(MARA, REMINDER)) == 1


async def test_a_reminder_by_hand_right_before_the_freeze_is_refused() -> None:
    bot = await asked(remind=False)
    await bot.turn(berlin("2026-11-24 13:00"))
    await bot.apply(with_person(await bot.coalition(), MARA, remind=True))
    assert await by_hand(bot) == 0


async def test_who_has_not_got_the_prompt_is_not_reminded_by_hand() -> None:
    bot = House(berlin("2026-11-16 09:00"))
    await bot.apply(small_coalition())
    await bot.turn(berlin("2026-11-19 08:00"))
    assert await by_hand(bot) == 0


async def test_a_reminder_whose_prompt_never_arrived_does_not_go() -> None:
    bot = await asked()
    await change_prompt(bot, sent=None)
    await bot.turn(berlin("2026-11-23 12:00"), step=timedelta(hours=30))
    async with bot.store.read() as uow:
        (prompt,) = await bot.prompts()
        found = await uow.outbox.of_subject((await bot.coalition()).id, prompt.id)
    states = {d.state for d in found if d.kind is REMINDER}
    assert DeliveryState.SENT not in states
