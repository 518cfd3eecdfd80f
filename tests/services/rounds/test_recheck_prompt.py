"""Right before it goes, a prompt is looked at again."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from ci_bot.domain.coalition import Coalition
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.prompt import Outcome
from ci_bot.domain.rhythm.cadence import instant
from ci_bot.domain.status import Status
from ci_bot.ports.outgoing import Cancel, Later
from ci_bot.services.rounds.recheck_prompt import RecheckPrompt, Wanted
from tests.support.calendar_house import HOURS, House
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


DUE = berlin("2026-11-19 09:30")


class Waiting:
    """A house in which Mara's prompt waits in the outbox."""

    def __init__(self, bot: House, delivery: Delivery) -> None:
        self.bot = bot
        self.delivery = delivery

    async def verdict(self, at: datetime = DUE) -> Wanted | Cancel | Later:
        self.bot.clock.turn_to(at)
        recheck = RecheckPrompt(clock=self.bot.clock, hours=HOURS)
        async with self.bot.store.read() as uow:
            return await recheck(uow, self.delivery)

    async def change(self, change: object) -> None:
        """Stores another version of the coalition, without planning anything anew."""
        async with self.bot.store.write() as uow:
            coalition = await self.bot.coalition()
            await uow.of(coalition.id).save(change(coalition))  # type: ignore[operator]
            await uow.commit()


@pytest.fixture
async def waiting() -> Waiting:
    bot = House(berlin("2026-11-16 09:00"))
    coalition = await bot.apply(small_coalition())
    await bot.turn(berlin("2026-11-19 08:00"))
    (prompt,) = await bot.prompts()
    async with bot.store.read() as uow:
        (delivery,) = await uow.outbox.of_subject(coalition.id, prompt.id)
    return Waiting(bot, delivery)


async def test_it_goes_when_all_is_as_it_was(waiting: Waiting) -> None:
    verdict = await waiting.verdict()
    assert isinstance(verdict, Wanted)
    assert [i.activity for i in verdict.prompt.items] == [PUPILS, TOOLKIT]
    assert verdict.coalition.name == "Open Lakeland"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda c: with_person(c, MARA, away_until=date(2026, 11, 20)), "away"),
        (lambda c: with_person(c, MARA, stopped=True), "stop"),
        (lambda c: replace(c, paused=True), "paused"),
        (lambda c: replace(c, accounts=()), "linked"),
        (
            lambda c: replace(c, roles=tuple(replace(r, until=date(2026, 1, 1)) for r in c.roles)),
            "role",
        ),
        (
            lambda c: replace(c, activities={a: activity(a, lead=OTTO) for a in c.activities}),
            "nothing is open",
        ),
        (lambda c: replace(c, activities={}), "nothing is open"),
    ],
)
async def test_it_is_called_off_when_it_is_not_wanted_any_more(
    waiting: Waiting, change: object, reason: str
) -> None:
    await waiting.change(change)
    verdict = await waiting.verdict()
    assert isinstance(verdict, Cancel)
    assert reason in verdict.reason


async def test_far_east_of_the_coalition_it_waits_for_the_day_on_which_the_role_begins() -> None:
    bot, kiritimati = House(berlin("2026-11-16 09:00")), "Pacific/Kiritimati"
    known = with_person(small_coalition(), MARA, timezone=kiritimati)
    roles = (replace(r, since=date(2026, 11, 19)) if r.person == MARA else r for r in known.roles)
    coalition = await bot.apply(replace(known, roles=tuple(roles)))
    due = instant(date(2026, 11, 19), time(9, 30), kiritimati)
    await bot.turn(due)
    (prompt,) = await bot.prompts()
    assert (prompt.person, prompt.due, prompt.ended) == (MARA, due, None)
    async with bot.store.read() as uow:
        (delivery,) = await uow.outbox.of_subject(coalition.id, prompt.id)
    waiting = Waiting(bot, delivery)
    begins = berlin("2026-11-19 00:00")
    assert await waiting.verdict(due) == Later(until=begins)
    assert isinstance(await waiting.verdict(begins), Wanted)


async def test_it_asks_only_about_what_is_still_the_persons(waiting: Waiting) -> None:
    def changed(coalition: Coalition) -> Coalition:
        done = activity(TOOLKIT, final=Status.DONE)
        return replace(coalition, activities={PUPILS: activity(PUPILS), TOOLKIT: done})

    await waiting.change(changed)
    verdict = await waiting.verdict()
    assert isinstance(verdict, Wanted)
    assert [i.activity for i in verdict.prompt.items] == [PUPILS]


async def test_it_is_called_off_when_the_round_is_over(waiting: Waiting) -> None:
    verdict = await waiting.verdict(berlin("2026-11-24 16:00"))
    assert isinstance(verdict, Cancel)
    assert "closed" in verdict.reason


async def test_it_is_called_off_when_the_prompt_is_over(waiting: Waiting) -> None:
    async with waiting.bot.store.write() as uow:
        (prompt,) = await waiting.bot.prompts()
        over = replace(prompt, ended=DUE, outcome=Outcome.SKIPPED)
        await uow.of((await waiting.bot.coalition()).id).put_prompt(over)
        await uow.commit()
    assert isinstance(await waiting.verdict(), Cancel)


@pytest.mark.parametrize(
    ("late", "until"),
    [
        ("2026-11-19 19:00", None),
        ("2026-11-20 07:00", "2026-11-20 08:00"),
        ("2026-11-20 09:30", None),
    ],
)
async def test_a_late_prompt_goes_at_a_good_hour_within_a_day(
    waiting: Waiting, late: str, until: str | None
) -> None:
    verdict = await waiting.verdict(berlin(late))
    if until is None:
        assert isinstance(verdict, Wanted)
    else:
        assert verdict == Later(until=berlin(until))


async def test_a_prompt_later_than_a_day_is_left_to_be_caught_up(waiting: Waiting) -> None:
    verdict = await waiting.verdict(DUE + timedelta(hours=24, seconds=1))
    assert isinstance(verdict, Cancel)
    assert "caught up" in verdict.reason


async def test_first_contact_waits_for_a_good_hour(waiting: Waiting) -> None:
    await waiting.change(lambda c: with_person(c, MARA, introduced=False))
    waiting.delivery = replace(waiting.delivery, due=berlin("2026-11-19 21:00"))
    verdict = await waiting.verdict(berlin("2026-11-19 21:00"))
    assert verdict == Later(until=berlin("2026-11-20 08:00"))


async def test_an_own_hour_at_night_is_kept(waiting: Waiting) -> None:
    waiting.delivery = replace(waiting.delivery, due=berlin("2026-11-19 21:00"))
    assert isinstance(await waiting.verdict(berlin("2026-11-19 21:10")), Wanted)


async def test_a_delivery_of_nothing_known_is_called_off(waiting: Waiting) -> None:
    waiting.delivery = replace(waiting.delivery, subject="gone")
    assert isinstance(await waiting.verdict(), Cancel)
    waiting.delivery = replace(waiting.delivery, coalition=None)
    assert isinstance(await waiting.verdict(), Cancel)


async def test_a_person_who_left_the_roster_gets_nothing(waiting: Waiting) -> None:
    def gone(coalition: Coalition) -> Coalition:
        people = {id_: p for id_, p in coalition.people.items() if id_ != MARA}
        roles = tuple(r for r in coalition.roles if r.person != MARA)
        accounts = tuple(a for a in coalition.accounts if a.person != MARA)
        activities = {a: activity(a, lead=OTTO) for a in coalition.activities}
        return replace(
            coalition, people=people, roles=roles, accounts=accounts, activities=activities
        )

    await waiting.change(gone)
    assert isinstance(await waiting.verdict(), Cancel)


@pytest.mark.parametrize(
    ("at", "wanted"), [("2026-11-24 11:59", True), ("2026-11-24 12:01", False)]
)
async def test_a_reminder_goes_only_while_four_hours_remain(
    waiting: Waiting, at: str, wanted: bool
) -> None:
    async with waiting.bot.store.write() as uow:
        (prompt,) = await waiting.bot.prompts()
        await uow.of((await waiting.bot.coalition()).id).put_prompt(replace(prompt, sent=DUE))
        await uow.commit()
    waiting.delivery = replace(
        waiting.delivery, kind=DeliveryKind.REMINDER, due=berlin("2026-11-24 10:00")
    )
    verdict = await waiting.verdict(berlin(at))
    assert isinstance(verdict, Wanted if wanted else Cancel)


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (lambda c: with_person(c, MARA, remind=False), "2026-11-23 10:00"),
        (lambda c: c, "2026-11-23 16:01"),
    ],
    ids=["wants none", "too late"],
)
async def test_a_reminder_is_called_off(waiting: Waiting, change: object, at: str) -> None:
    async with waiting.bot.store.write() as uow:
        (prompt,) = await waiting.bot.prompts()
        await uow.of((await waiting.bot.coalition()).id).put_prompt(replace(prompt, sent=DUE))
        await uow.commit()
    await waiting.change(change)
    waiting.delivery = replace(
        waiting.delivery, kind=DeliveryKind.REMINDER, due=berlin("2026-11-23 10:00")
    )
    assert isinstance(await waiting.verdict(berlin(at)), Cancel)
