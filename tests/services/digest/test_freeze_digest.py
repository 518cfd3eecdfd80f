"""The freeze: what goes into a digest is fixed, once, and shown to the backbone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from ci_bot.domain.coalition import Release
from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.digest.digest import DigestState
from ci_bot.domain.ids import AccountId, RoomId
from ci_bot.domain.person import Account
from ci_bot.domain.roles import RoleName
from ci_bot.domain.status import Status, Visibility
from tests.support.digest_house import WEEK, house, shown
from tests.support.digest_week import DUE, FREEZE, asked, coalition, said

HOUR = timedelta(hours=1)


async def test_a_period_is_frozen_once_however_often_it_is_tried() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    before = await bot.digests(), await bot.deliveries()
    await bot.say(said(1, "too late", at=FREEZE + HOUR))
    await bot.freezes(now=FREEZE + HOUR)
    assert (await bot.digests(), await bot.deliveries()) == before


async def test_a_digest_is_of_the_week_that_its_freeze_ends() -> None:
    bot = await house()
    await bot.freezes()
    (digest,) = await bot.digests()
    assert (digest.period, digest.due, digest.until) == ("2025-W25", DUE, FREEZE)


async def test_a_digest_of_monday_is_of_the_week_before() -> None:
    bot = await house(freeze="mon 00:00", digest="weekly mon 08:00")
    midnight = datetime(2025, 6, 15, 22, tzinfo=UTC)
    await bot.freezes(midnight)
    (digest,) = await bot.digests()
    assert (digest.period, digest.due) == ("2025-W24", midnight + 8 * HOUR)


async def test_a_monthly_digest_is_of_its_month() -> None:
    bot = await house(digest="monthly 18 10:00")
    await bot.freezes()
    assert (await bot.digests())[0].period == "2025-06"


async def test_the_freeze_closes_the_rounds_that_end_with_it() -> None:
    bot = await house()
    await bot.asks_round()
    await bot.freezes()
    assert [round_.closed for round_ in bot.store.state.rounds.values()] == [FREEZE]


async def test_the_preview_goes_to_the_channel_of_the_backbone() -> None:
    bot = await house()
    await bot.say(said(0, "news"), said(1, "secret", visibility=Visibility.BACKBONE))
    await bot.freezes()
    (preview,) = await bot.deliveries(DeliveryKind.PREVIEW)
    text = shown(preview)
    assert preview.room == "fake:#backbone"
    assert "1. Activity 0: “news”" in text
    assert "Only for the backbone\n- 2. Activity 1: “secret”" in text
    assert "It goes out on Wed 18 Jun, 10:00 (Europe/Berlin)" in text
    assert "4 channels receive it. 7 organisations take part." in text
    assert "digest hold" in text


async def test_the_preview_says_how_a_channel_gets_the_digest_where_none_does() -> None:
    bot = await house(replace(coalition(), channels=()))
    await bot.say(said(0, "news"))
    await bot.freezes()
    (preview,) = await bot.deliveries(DeliveryKind.PREVIEW)
    assert "No channel gets the digest yet: link here FOR there." in shown(preview)


async def test_without_a_channel_the_preview_goes_to_the_people_of_the_backbone() -> None:
    of = coalition()
    bot = await house(replace(of, channels=of.channels[:1]))
    await bot.freezes()
    assert [d.account for d in await bot.deliveries(DeliveryKind.PREVIEW)] == ["fake:bea"]


async def test_without_a_backbone_the_steering_chair_sees_what_the_coalition_will_see() -> None:
    of = coalition()
    roles = tuple(
        replace(role, role=RoleName.STEERING_COMMITTEE, title="chair")
        for role in of.roles
        if role.person in ("p2", "bea")
    )
    bot = await house(replace(of, channels=of.channels[:2], roles=roles[:1]))
    await bot.say(said(1, "news"), said(0, "secret", visibility=Visibility.WORKING_GROUP))
    await bot.freezes()
    (preview,) = await bot.deliveries(DeliveryKind.PREVIEW)
    assert preview.account == "fake:p2"
    assert "news" in shown(preview)
    assert "secret" not in shown(preview)


async def test_an_automatic_digest_has_no_preview() -> None:
    bot = await house(release=Release.AUTOMATIC)
    await bot.say(said(0, "news"))
    await bot.freezes()
    assert await bot.deliveries(DeliveryKind.PREVIEW) == []
    assert (await bot.digests())[0].state is DigestState.FROZEN


async def test_a_digest_by_hand_says_that_it_waits_for_somebody() -> None:
    bot = await house(release=Release.MANUAL)
    await bot.say(said(0, "news"))
    await bot.freezes()
    (preview,) = await bot.deliveries(DeliveryKind.PREVIEW)
    assert "It waits until one of you posts it." in shown(preview)
    assert "digest hold" not in shown(preview)


async def test_a_pocket_coalition_has_no_digest_of_a_quiet_time() -> None:
    bot = await house(replace(coalition(), preset="pocket"))
    await bot.say(said(0, status=Status.DONE, no_change=True))
    await bot.freezes()
    (digest,) = await bot.digests()
    (preview,) = await bot.deliveries(DeliveryKind.PREVIEW)
    assert digest.state is DigestState.QUIET
    assert "nothing goes out this time" in shown(preview)
    assert "receive" not in shown(preview)


async def test_what_a_quiet_time_held_is_not_told_later() -> None:
    bot = await house(replace(coalition(), preset="pocket"))
    await bot.freezes()
    await bot.say(said(0, "news", at=FREEZE + HOUR))
    await bot.freezes(FREEZE + WEEK)
    digest = (await bot.digests())[0]
    assert (digest.since, len(digest.updates)) == (FREEZE, 1)


async def test_what_nobody_posted_rolls_over_once_and_the_backbone_is_told() -> None:
    bot = await house(release=Release.MANUAL)
    first, second = said(0, "first"), said(1, "second", at=FREEZE + HOUR)
    await bot.say(first)
    await bot.freezes()
    await bot.say(second)
    await bot.freezes(FREEZE + WEEK)
    newest, old = await bot.digests()
    assert old.state is DigestState.NOT_RELEASED
    assert set(newest.updates) == {first.id, second.id}
    (notice,) = await bot.deliveries(DeliveryKind.NOTICE)
    assert "was not posted by anybody" in shown(notice)
    await bot.freezes(FREEZE + 2 * WEEK)
    assert (await bot.digests())[0].updates == (second.id,)


async def test_a_held_digest_that_nobody_posted_rolls_over_too() -> None:
    bot = await house()
    await bot.say(said(0, "first"))
    await bot.freezes()
    async with bot.work() as uow:
        await bot.steer.hold(uow, bot.coalition.id)
    await bot.freezes(FREEZE + WEEK)
    newest, old = await bot.digests()
    assert (old.state, len(newest.updates)) == (DigestState.NOT_RELEASED, 1)


async def test_a_digest_whose_hour_was_slept_through_goes_out_before_the_next_is_frozen() -> None:
    bot = await house()
    await bot.say(said(0, "first"))
    await bot.freezes()
    await bot.freezes(FREEZE + WEEK)
    newest, old = await bot.digests()
    assert (old.state, newest.updates) == (DigestState.POSTED, ())
    assert "This digest was due on Wed 18 Jun, 10:00" in (await bot.posts())[0]


async def test_each_is_told_once_over_many_weeks() -> None:
    bot = await house()
    told: list[str] = []
    for number in range(4):
        at = FREEZE + number * WEEK
        await bot.say(said(number, f"news {number}", at=at - HOUR), asks=[asked(0, "a van")])
        await bot.freezes(at)
        await bot.releases(DUE + number * WEEK)
    for digest in await bot.digests():
        told.extend(digest.updates)
    assert len(told) == len(set(told)) == 4


async def test_an_author_whose_words_are_shortened_hears_it_before_the_posting() -> None:
    bot = await house()
    await bot.say(said(0, "We need another printer. " * 40), said(1, "fine"))
    await bot.freezes()
    (notice,) = await bot.deliveries(DeliveryKind.NOTICE)
    assert notice.account == "fake:p0"
    assert notice.expires == DUE
    assert "(shortened)" in shown(notice)


async def test_an_author_is_not_told_at_night() -> None:
    of = coalition()
    people = {id_: replace(p, timezone="Pacific/Auckland") for id_, p in of.people.items()}
    bot = await house(replace(of, people=people))
    await bot.say(said(0, "We need another printer. " * 40))
    await bot.freezes()
    (notice,) = await bot.deliveries(DeliveryKind.NOTICE)
    assert notice.available == FREEZE + 6 * HOUR


async def test_an_author_without_an_account_can_not_be_told() -> None:
    of = coalition()
    bot = await house(replace(of, accounts=()))
    await bot.say(said(0, "We need another printer. " * 40))
    await bot.freezes()
    assert await bot.deliveries(DeliveryKind.NOTICE) == []


async def test_two_backbone_accounts_are_two_places_only_if_they_are_two_people() -> None:
    of = coalition()
    more = Account(id=AccountId("other:bea"), person=of.accounts[-1].person)
    bot = await house(replace(of, channels=of.channels[:1], accounts=(*of.accounts, more)))
    await bot.freezes()
    assert len(await bot.deliveries(DeliveryKind.PREVIEW)) == 1
    assert of.channels[0].address == RoomId("fake:#coalition")


async def test_what_is_stored_a_moment_after_the_freeze_is_told_in_the_next_digest() -> None:
    bot = await house()
    before = said(0, "news")
    await bot.say(before)
    await bot.freezes()
    await bot.releases()
    slow = said(1, "slow", at=FREEZE - timedelta(seconds=1))
    await bot.say(slow)
    await bot.freezes(FREEZE + WEEK)
    await bot.releases(DUE + WEEK)
    assert (await bot.digests())[0].updates == (slow.id,)
    assert "slow" in (await bot.posts())[-1]
