"""What could not be sent is caught up once; for who can't be reached somebody else is asked."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from ci_bot.domain.coalition import Checkin, Coalition
from ci_bot.domain.delivery import DeliveryKind, DeliveryState
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.occurrence import OccurrenceKind
from ci_bot.domain.person import Account
from ci_bot.domain.prompt import Asking, Outcome
from ci_bot.domain.rhythm.cadence import instant
from tests.support.calendar_house import House
from tests.support.small_coalition import (
    BERLIN,
    IDA,
    MARA,
    OTTO,
    PUPILS,
    TOOLKIT,
    account,
    activity,
    small_coalition,
    with_person,
)

NOTICE = DeliveryKind.NOTICE
STEP = timedelta(minutes=15)


def berlin(text: str) -> datetime:
    wall = datetime.fromisoformat(text)
    return instant(wall.date(), wall.time(), BERLIN)


async def house(coalition: Coalition, until: str = "2026-11-19 08:00") -> House:
    bot = House(berlin("2026-11-16 09:00"))
    await bot.apply(coalition)
    await bot.turn(berlin(until), step=timedelta(hours=1))
    return bot


def without_accounts(coalition: Coalition, *people: str) -> Coalition:
    kept = tuple(a for a in coalition.accounts if a.person not in people)
    return replace(coalition, accounts=kept)


async def test_a_prompt_missed_for_more_than_a_day_comes_once_at_a_good_hour() -> None:
    bot = await house(small_coalition())
    await bot.down(berlin("2026-11-21 03:00"))
    assert bot.sent_to(MARA) == []
    await bot.turn(berlin("2026-11-22 12:00"), step=STEP)
    assert bot.sent_to(MARA) == [berlin("2026-11-21 08:00")]
    (prompt,) = await bot.prompts()
    assert prompt.ended is None


async def test_within_a_day_it_is_just_late() -> None:
    bot = await house(small_coalition())
    await bot.down(berlin("2026-11-19 15:00"))
    assert bot.sent_to(MARA) == [berlin("2026-11-19 15:00")]
    await bot.turn(berlin("2026-11-22 12:00"), step=STEP)
    assert len(bot.sent_to(MARA)) == 1


async def test_what_two_rounds_asked_while_nothing_went_comes_in_one_prompt() -> None:
    checkins = {
        CheckinId("pupils"): Checkin(
            id=CheckinId("pupils"), schedule="weekly sun 12:30", activities=(PUPILS,)
        ),
        CheckinId("toolkit"): Checkin(
            id=CheckinId("toolkit"), schedule="weekly mon 06:30", activities=(TOOLKIT,)
        ),
    }
    bot = House(berlin("2026-11-20 09:00"))
    await bot.apply(small_coalition(checkins=checkins))
    # Both rounds are planned, and nothing has gone yet.
    await bot.turn(berlin("2026-11-22 08:00"), step=STEP)
    bot.clock.turn_to(berlin("2026-11-22 11:30"))
    await bot.tick(bot.clock.now())
    assert [p.ended for p in await bot.prompts()] == [None, None]
    await bot.down(berlin("2026-11-23 22:00"))
    await bot.turn(berlin("2026-11-24 12:00"), step=STEP)
    assert len(bot.sent_to(MARA)) == 1
    (prompt,) = [p for p in await bot.prompts() if p.sent]
    assert {i.activity for i in prompt.items if i.due} == {PUPILS, TOOLKIT}


async def test_who_looks_again_meanwhile_leaves_what_is_caught_up_alone() -> None:
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO)}
    coalition = with_person(
        small_coalition(activities=activities), OTTO, timezone="Asia/Kolkata", days=(5,)
    )
    bot = await house(coalition)
    await bot.down(berlin("2026-11-21 03:00"))
    await bot.turn(berlin("2026-11-21 12:00"), step=STEP)
    assert bot.sent_to(OTTO) == [berlin("2026-11-21 03:30")]
    assert bot.sent_to(MARA) == [berlin("2026-11-21 08:00")]
    assert max(d.revision for d in bot.sent) == 1


async def test_what_was_not_asked_is_asked_by_the_next_round_of_the_week() -> None:
    checkins = {
        CheckinId(day): Checkin(id=CheckinId(day), schedule=f"weekly {day} 09:30")
        for day in ("tue", "thu")
    }
    bot = House(berlin("2026-11-16 09:00"))
    await bot.apply(small_coalition(checkins=checkins))
    await bot.turn(berlin("2026-11-17 08:00"), step=timedelta(hours=1))
    await bot.down(berlin("2026-11-19 08:30"))
    await bot.turn(berlin("2026-11-20 12:00"), step=STEP)
    assert bot.sent_to(MARA) == [berlin("2026-11-19 09:45")]
    first, second = await bot.prompts()
    assert first.ended is not None
    assert second.sent is not None


async def test_nothing_is_caught_up_after_the_freeze() -> None:
    bot = await house(small_coalition())
    await bot.down(berlin("2026-11-24 16:30"))
    await bot.turn(berlin("2026-11-25 10:00"), step=STEP)
    assert bot.sent_to(MARA) == []
    (prompt,) = await bot.prompts()
    assert prompt.outcome is Outcome.CLOSED


async def test_without_an_account_the_deputy_is_asked_a_day_later() -> None:
    bot = await house(without_accounts(small_coalition(), MARA), "2026-11-19 12:00")
    assert bot.sent == []
    await bot.turn(berlin("2026-11-20 09:00"), step=STEP)
    assert bot.sent == []
    await bot.turn(berlin("2026-11-20 12:00"), step=STEP)
    assert bot.sent_to(OTTO) == [berlin("2026-11-20 09:30")]
    lead, deputy = await bot.prompts()
    assert (lead.person, lead.outcome) == (MARA, Outcome.PASSED_ON)
    assert all(item.stands_in for item in deputy.items)
    assert [d for d in bot.sent if d.kind is NOTICE] == []


async def test_who_links_an_account_within_the_day_is_asked() -> None:
    bot = await house(without_accounts(small_coalition(), MARA), "2026-11-19 12:00")
    joined = Account(id=account(MARA), person=MARA)
    coalition = await bot.coalition()
    await bot.apply(replace(coalition, accounts=(*coalition.accounts, joined)))
    await bot.turn(berlin("2026-11-20 12:00"), step=STEP)
    assert len(bot.sent_to(MARA)) == 1
    assert bot.sent_to(OTTO) == []


async def test_where_nobody_has_an_account_the_backbone_gets_one_list() -> None:
    bot = await house(without_accounts(small_coalition(), MARA, OTTO), "2026-11-20 09:00")
    assert bot.sent == []
    await bot.turn(berlin("2026-11-24 12:00"), step=STEP)
    (notice,) = bot.sent
    assert (notice.kind, notice.account) == (NOTICE, account(IDA))
    assert notice.body is not None
    assert all(word in notice.body for word in ("Pupils", "Toolkit", "Mara", "invite PERSON"))


async def test_the_deputys_own_prompt_is_shown_again_with_what_was_passed_on() -> None:
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=None)}
    coalition = without_accounts(small_coalition(activities=activities), MARA)
    bot = await house(coalition, "2026-11-19 12:00")
    assert len(bot.sent_to(OTTO)) == 1
    await bot.turn(berlin("2026-11-20 12:00"), step=STEP)
    assert len(bot.sent_to(OTTO)) == 2
    (prompt,) = [p for p in await bot.prompts() if p.person == OTTO]
    assert [(i.number, i.activity, i.stands_in) for i in prompt.items] == [
        (1, TOOLKIT, False),
        (2, PUPILS, True),
    ]


async def test_a_deputy_who_has_answered_already_is_asked_about_the_rest() -> None:
    activities = {PUPILS: activity(PUPILS), TOOLKIT: activity(TOOLKIT, lead=OTTO, deputy=None)}
    coalition = without_accounts(small_coalition(activities=activities), MARA)
    bot = await house(coalition, "2026-11-19 12:00")
    (own,) = [p for p in await bot.prompts() if p.person == OTTO]
    async with bot.store.write() as uow:
        done = replace(
            own,
            items=tuple(replace(i, settled=True) for i in own.items),
            asking=Asking.NOTHING,
            ended=bot.clock.now(),
            outcome=Outcome.ANSWERED,
        )
        await uow.of(coalition.id).put_prompt(done)
        await uow.commit()
    await bot.turn(berlin("2026-11-20 12:00"), step=STEP)
    (again,) = [p for p in await bot.prompts() if p.person == OTTO]
    assert (again.ended, again.asking, again.open_item) == (None, Asking.STATUS, 2)
    assert len(bot.sent_to(OTTO)) == 2


@pytest.mark.parametrize(
    "changes", [{"away_until": date(2026, 12, 1)}, {"stopped": True}], ids=["away", "stopped"]
)
async def test_who_goes_away_before_the_prompt_is_replaced(changes: dict[str, object]) -> None:
    bot = await house(small_coalition())
    await bot.apply(with_person(await bot.coalition(), MARA, **changes))
    await bot.turn(berlin("2026-11-20 12:00"), step=STEP)
    assert bot.sent_to(MARA) == []
    assert len(bot.sent_to(OTTO)) == 1


async def test_who_is_refused_by_the_platform_is_replaced() -> None:
    bot = await house(small_coalition())
    (prompt,) = await bot.prompts()
    async with bot.store.write() as uow:
        now = bot.clock.now() + timedelta(hours=3)
        claimed = await uow.outbox.claim(now=now, attempt="a", leased_until=now, limit=1)
        await uow.outbox.settle(claimed[0].key, "a", state=DeliveryState.FAILED, reason="gone")
        await uow.commit()
    assert claimed[0].subject == prompt.id
    await bot.turn(berlin("2026-11-20 12:00"), step=STEP)
    assert bot.sent_to(MARA) == []
    assert len(bot.sent_to(OTTO)) == 1


async def test_a_delivery_in_doubt_is_waited_for() -> None:
    bot = await house(small_coalition())
    async with bot.store.write() as uow:
        now = bot.clock.now() + timedelta(hours=3)
        claimed = await uow.outbox.claim(now=now, attempt="a", leased_until=now, limit=1)
        far = now + timedelta(days=30)
        await uow.outbox.settle(claimed[0].key, "a", state=DeliveryState.AMBIGUOUS, available=far)
        await uow.commit()
    await bot.turn(berlin("2026-11-21 12:00"), step=STEP)
    assert bot.sent == []
    assert OccurrenceKind.CATCH_UP in await bot.calendar()


async def test_when_all_have_been_asked_nobody_looks_again() -> None:
    bot = await house(small_coalition(), "2026-11-21 12:00")
    assert len(bot.sent) == 1
    assert OccurrenceKind.CATCH_UP not in await bot.calendar()


async def test_a_paused_coalition_catches_nothing_up() -> None:
    bot = await house(small_coalition())
    await bot.apply(replace(await bot.coalition(), paused=True))
    await bot.turn(berlin("2026-11-21 12:00"), step=STEP)
    assert bot.sent == []


async def test_what_who_left_the_roster_was_to_be_asked_goes_to_the_lead_of_now() -> None:
    bot = await house(without_accounts(small_coalition(), MARA), "2026-11-19 12:00")
    coalition = await bot.coalition()
    await bot.apply(
        replace(
            coalition,
            people={id_: p for id_, p in coalition.people.items() if id_ != MARA},
            roles=tuple(r for r in coalition.roles if r.person != MARA),
            activities={a: activity(a, lead=OTTO, deputy=None) for a in coalition.activities},
        )
    )
    await bot.turn(berlin("2026-11-21 12:00"), step=STEP)
    assert bot.sent_to(MARA) == []
    assert len(bot.sent_to(OTTO)) == 1
