"""What a lead passes on reaches the deputy, in one prompt, at a good hour."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.ids import ActivityId, CoalitionId, PersonId
from ci_bot.domain.prompt import Asking, Prompt
from ci_bot.domain.rhythm.cadence import instant
from tests.support.calendar_house import House
from tests.support.small_coalition import (
    BERLIN,
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


async def house(coalition: Coalition, until: str = "2026-11-19 12:00") -> House:
    bot = House(berlin("2026-11-16 09:00"))
    await bot.apply(coalition)
    await bot.turn(berlin(until))
    return bot


async def prompt_of(bot: House, person: PersonId) -> Prompt:
    (prompt,) = [p for p in await bot.prompts() if p.person == person]
    return prompt


async def pass_on(bot: House, *numbers: int) -> frozenset[int]:
    prompt = await prompt_of(bot, MARA)
    async with bot.store.write() as uow:
        asked = await bot.ask_deputies(uow, await bot.coalition(), prompt, numbers, bot.clock.now())
        await uow.commit()
    await bot.deliver()
    return asked


async def test_the_deputy_gets_a_prompt_with_what_was_passed_on_alone() -> None:
    bot = await house(small_coalition())
    assert await pass_on(bot, 2) == {2}
    prompt = await prompt_of(bot, OTTO)
    assert [(i.number, i.activity, i.stands_in) for i in prompt.items] == [(1, TOOLKIT, True)]
    assert bot.sent_to(OTTO) == [bot.clock.now()]


async def test_at_night_the_deputys_prompt_waits_for_the_morning() -> None:
    bot = await house(small_coalition(), "2026-11-19 23:00")
    await pass_on(bot, 1, 2)
    assert bot.sent_to(OTTO) == []
    await bot.turn(berlin("2026-11-20 08:30"))
    assert bot.sent_to(OTTO) == [berlin("2026-11-20 08:00")]


async def test_a_deputys_prompt_that_has_not_gone_yet_takes_it_along() -> None:
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=None)}
    coalition = with_person(small_coalition(activities=activities), OTTO, days=(5,))
    bot = await house(coalition)
    assert await pass_on(bot, 1) == {1}
    assert bot.sent_to(OTTO) == []
    await bot.turn(berlin("2026-11-20 12:00"))
    assert len(bot.sent_to(OTTO)) == 1
    assert len((await prompt_of(bot, OTTO)).items) == 2


async def test_a_conversation_that_is_under_way_is_not_interrupted() -> None:
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=None)}
    bot = await house(small_coalition(activities=activities))
    own = replace(await prompt_of(bot, OTTO), asking=Asking.SENTENCE, open_item=1)
    async with bot.store.write() as uow:
        await uow.of((await bot.coalition()).id).put_prompt(own)
        await uow.commit()
    await pass_on(bot, 1)
    prompt = await prompt_of(bot, OTTO)
    assert (prompt.asking, prompt.open_item, len(prompt.items)) == (Asking.SENTENCE, 1, 2)


async def test_passing_on_twice_asks_once() -> None:
    bot = await house(small_coalition())
    await pass_on(bot, 1)
    assert await pass_on(bot, 1) == {1}
    assert len(bot.sent_to(OTTO)) == 1
    assert len((await prompt_of(bot, OTTO)).items) == 1


@pytest.mark.parametrize(
    "coalition",
    [
        small_coalition(activities={PUPILS: activity(PUPILS, deputy=None)}),
        with_person(small_coalition(), OTTO, away_until=date(2026, 12, 1)),
        with_person(small_coalition(), OTTO, stopped=True),
        replace(small_coalition(), accounts=small_coalition().accounts[:1]),
    ],
    ids=["no deputy", "deputy away", "deputy asked to stop", "deputy without account"],
)
async def test_without_a_deputy_who_can_be_asked_nobody_is(coalition: Coalition) -> None:
    bot = await house(coalition)
    assert await pass_on(bot, 1) == frozenset()
    assert [p.person for p in await bot.prompts()] == [MARA]


async def test_a_deputy_who_does_not_answer_is_not_replaced_by_anybody() -> None:
    bot = await house(small_coalition())
    await pass_on(bot, 1, 2)
    await bot.turn(berlin("2026-11-23 09:00"), step=timedelta(hours=1))
    assert len(bot.sent_to(OTTO)) == 1


async def test_no_handler_minds_a_coalition_that_is_gone() -> None:
    bot = await house(small_coalition())
    now = bot.clock.now()
    async with bot.store.write() as uow:
        for handlers in bot.tick.handlers.values():
            for handler in handlers:
                await handler(uow, CoalitionId("gone"), now, now)
        assert list(await uow.calendar.of(CoalitionId("gone"))) == []


async def test_who_joins_the_roster_after_the_round_began_waits_for_the_next() -> None:
    bot = await house(small_coalition(), "2026-11-18 12:00")
    assert len(await bot.rounds()) == 1
    labels = activity(ActivityId("labels"), lead=OTTO)
    coalition = await bot.coalition()
    await bot.apply(replace(coalition, activities={**coalition.activities, labels.id: labels}))
    await bot.turn(berlin("2026-11-20 12:00"))
    assert len(await bot.rounds()) == 1
    assert bot.sent_to(OTTO) == []
    await bot.turn(berlin("2026-11-27 12:00"))
    assert len(bot.sent_to(OTTO)) == 1
