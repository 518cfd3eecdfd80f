"""The release: every channel gets the digest exactly once, in its parts."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.coalition import Channel, Release
from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.digest.digest import DigestState
from ci_bot.domain.ids import PersonId, RoomId
from ci_bot.domain.status import Status, Visibility
from ci_bot.messages.serial import from_json
from ci_bot.messages.split import MESSAGE_BUDGET, rendered_size
from tests.support.digest_house import DigestHouse, house, shown
from tests.support.digest_week import CHANNELS, DUE, FREEZE, coalition, said

HOUR = timedelta(hours=1)
BEA = PersonId("bea")
ALL = RoomId("fake:#coalition")
LONG = "The printer cancelled and we need another one by the sixteenth. "


def size_of(delivery: Delivery) -> int:
    assert delivery.body is not None
    return rendered_size(from_json(delivery.body))


async def post(bot: DigestHouse, by: PersonId = BEA) -> None:
    async with bot.work() as uow:
        await bot.post(uow, bot.coalition, by, DUE)


async def test_every_channel_gets_it_once_however_often_it_is_released() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    await bot.releases()
    await bot.releases()
    await bot.releases(now=DUE + HOUR)
    sent = await bot.deliveries(DeliveryKind.DIGEST)
    assert [d.room for d in sent] == [f"fake:#{name}" for name in CHANNELS]
    assert {d.expires for d in sent} == {None}


async def test_a_room_that_is_linked_twice_gets_it_once() -> None:
    of = coalition()
    alias = replace(of.channels[0], address=RoomId("fake:#alias"), room=of.channels[0].address)
    bot = await house(replace(of, channels=(of.channels[0], alias)))
    await bot.say(said(0, "news"))
    await bot.freezes()
    await bot.releases()
    assert len(await bot.deliveries(DeliveryKind.DIGEST)) == 1


async def test_each_channel_reads_what_its_audience_may_see() -> None:
    bot = await house()
    await bot.say(
        said(1, "for all"),
        said(0, "for schools", visibility=Visibility.WORKING_GROUP),
        said(2, "for staff", visibility=Visibility.BACKBONE),
    )
    await bot.freezes()
    await bot.releases()
    texts = {name: "\n".join(await bot.posts(name)) for name in ("coalition", "schools")}
    staff = next(d for d in await bot.deliveries(DeliveryKind.DIGEST) if d.lane == "fake:#backbone")
    assert "for all" in texts["coalition"]
    assert "for schools" not in texts["coalition"]
    assert "for schools" in texts["schools"]
    assert "for staff" not in texts["schools"]
    assert "for staff" in shown(staff)


async def test_each_channel_reads_in_its_language() -> None:
    of = replace(coalition(), languages=("de", "en"))
    english = Channel(address=RoomId("fake:#english"), language="en")
    bot = await house(replace(of, channels=(of.channels[0], english)))
    await bot.say(said(0, "news", Status.DONE, language="en"))
    await bot.freezes()
    await bot.releases()
    german, other = await bot.deliveries(DeliveryKind.DIGEST)
    assert '"language":"de"' in (german.body or "")
    assert "Where" not in shown(other)
    assert '"language":"en"' in (other.body or "")


async def test_details_follow_in_the_thread_of_the_first_part_in_order() -> None:
    bot = await house(coalition(40))
    await bot.say(*(said(n, LONG * 4, Status.AT_RISK) for n in range(40)))
    await bot.freezes()
    await bot.releases()
    sent = [d for d in await bot.deliveries(DeliveryKind.DIGEST) if d.room == "fake:#coalition"]
    first, *others = sent
    assert others
    assert first.thread_of is None
    assert {d.thread_of for d in others} == {first.key}
    assert [d.part for d in sent] == list(range(len(sent)))
    assert {d.lane for d in sent} == {"fake:#coalition"}


async def test_a_long_digest_comes_in_parts_that_lose_nothing() -> None:
    bot = await house(coalition(200))
    await bot.say(*(said(n, f"mark{n}x {LONG * 4}") for n in range(200)))
    await bot.freezes()
    await bot.releases()
    texts = await bot.posts()
    assert len(texts) > 2
    assert all(any(f"mark{n}x" in text for text in texts) for n in range(200))
    # Neither too long for a message, nor so short that there are more than need be.
    sizes = [size_of(d) for d in await bot.deliveries(DeliveryKind.DIGEST) if d.room == ALL]
    assert max(sizes) <= MESSAGE_BUDGET
    assert min(sizes[1:-1]) > MESSAGE_BUDGET * 3 // 4


async def test_a_held_digest_waits() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    async with bot.work() as uow:
        await bot.steer.hold(uow, bot.coalition.id)
    await bot.releases()
    assert await bot.deliveries(DeliveryKind.DIGEST) == []
    await post(bot)
    assert len(await bot.deliveries(DeliveryKind.DIGEST)) == 4


async def test_a_digest_by_hand_waits_for_a_hand() -> None:
    bot = await house(release=Release.MANUAL)
    await bot.say(said(0, "news"))
    await bot.freezes()
    await bot.releases()
    assert await bot.deliveries(DeliveryKind.DIGEST) == []
    await post(bot, PersonId("p1"))
    assert (await bot.digests())[0].posted_by == "p1"
    assert "Person 1, Organisation 1, for the backbone" in (await bot.posts())[0]


async def test_posting_by_hand_freezes_now_and_satisfies_the_scheduled_one() -> None:
    bot = await house()
    await bot.asks_round()
    await bot.say(said(0, "news"))
    early = FREEZE - HOUR
    async with bot.work() as uow:
        posted = await bot.post(uow, bot.coalition, BEA, early)
    assert posted is not None
    assert (posted.state, posted.until) == (DigestState.POSTED, early)
    await bot.freezes()
    await bot.releases()
    assert len(await bot.digests()) == 1
    assert len(await bot.deliveries(DeliveryKind.DIGEST)) == 4
    assert [round_.closed for round_ in bot.store.state.rounds.values()] == [early]


async def test_a_second_digest_of_a_period_is_not_posted() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    await bot.releases()
    async with bot.work() as uow:
        assert await bot.post(uow, bot.coalition, BEA, DUE + HOUR) is None


async def test_a_quiet_pocket_coalition_posts_by_hand_that_it_is_quiet() -> None:
    bot = await house(replace(coalition(), preset="pocket"))
    await bot.freezes()
    assert await bot.deliveries(DeliveryKind.DIGEST) == []
    await post(bot)
    assert [len(text.splitlines()) for text in await bot.posts()] == [2]


async def test_what_was_said_since_a_quiet_freeze_can_be_posted_by_hand() -> None:
    bot = await house(replace(coalition(), preset="pocket"))
    await bot.say(said(1, status=Status.DONE, no_change=True))
    await bot.freezes()
    await bot.say(said(0, "news", at=FREEZE + HOUR))
    await post(bot)
    (digest,) = await bot.digests()
    assert (digest.state, digest.until) == (DigestState.POSTED, DUE)
    (text,) = await bot.posts()
    assert "“news”" in text
    assert "This week draws on 2 updates." in text
    await bot.freezes(FREEZE + 7 * 24 * HOUR)
    assert (await bot.digests())[0].updates == ()


async def test_a_quiet_time_gets_the_backbones_words_and_is_posted_with_them() -> None:
    bot = await house(replace(coalition(), preset="pocket"))
    await bot.say(said(1, status=Status.DONE, no_change=True))
    await bot.freezes()
    async with bot.work() as uow:
        quiet = await bot.steer.introduce(uow, bot.coalition, "See you in May.", BEA, DUE)
    assert quiet is not None
    assert (quiet.state, quiet.intro) == (DigestState.QUIET, "See you in May.")
    await bot.releases()
    assert await bot.deliveries(DeliveryKind.DIGEST) == []
    await bot.say(said(0, "news", at=FREEZE + HOUR))
    await post(bot)
    (text,) = await bot.posts()
    assert "See you in May." in text
    assert "“news”" in text


async def test_what_was_quiet_in_another_period_is_not_introduced_any_more() -> None:
    bot = await house(replace(coalition(), preset="pocket"))
    await bot.freezes()
    async with bot.work() as uow:
        later = DUE + 7 * 24 * HOUR
        assert await bot.steer.introduce(uow, bot.coalition, "Hello", BEA, later) is None
    assert [digest.intro for digest in await bot.digests()] == [""]


async def test_before_the_first_word_of_anybody_nothing_is_posted() -> None:
    bot = await house()
    await bot.freezes()
    await bot.releases()
    assert await bot.deliveries(DeliveryKind.DIGEST) == []
    assert [digest.state for digest in await bot.digests()] == [DigestState.QUIET]


async def test_a_quiet_week_has_three_lines() -> None:
    bot = await house()
    await bot.say(said(0, status=Status.DONE, no_change=True))
    await bot.freezes()
    await bot.releases()
    assert (await bot.posts())[0].splitlines() == [
        "Open Lakeland, week 25 (11 Jun to 17 Jun)",
        "A quiet time: there is nothing new to pass on.",
    ]


async def test_until_the_posting_an_edit_replaces_silently() -> None:
    bot = await house()
    old = said(0, "frist")
    await bot.say(old)
    await bot.freezes()
    await bot.correct(old, said(0, "first", at=FREEZE + HOUR), now=FREEZE + HOUR)
    await bot.releases()
    (text,) = await bot.posts()
    assert "first" in text
    assert "frist" not in text
    assert "Corrected" not in text
    assert await bot.deliveries(DeliveryKind.DIGEST_ADDED) == []


async def test_what_the_backbone_dropped_is_left_out_and_its_author_told() -> None:
    bot = await house()
    await bot.say(said(0, "keep me"), said(1, "drop me"))
    await bot.freezes()
    async with bot.work() as uow:
        await bot.steer.drop(uow, bot.coalition.id, [2])
    await bot.releases()
    assert all("drop me" not in text for text in await bot.posts())
    (notice,) = await bot.deliveries(DeliveryKind.NOTICE)
    assert notice.account == "fake:p1"
    assert "left your line on Activity 1 out" in shown(notice)


async def test_the_backbone_signs_its_words_on_top() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    async with bot.work() as uow:
        await bot.steer.introduce(uow, bot.coalition, "Welcome @room!", BEA, DUE)
    await bot.releases()
    (text,) = await bot.posts()
    assert "“Welcome @room!”" in text
    assert text.endswith("Bea Backbone, Bridge Office, for the backbone")


async def test_coverage_is_fixed_when_it_is_posted() -> None:
    bot = await house()
    await bot.say(said(0, "a"), said(1, "b"), said(2, "c", visibility=Visibility.BACKBONE))
    await bot.freezes()
    await bot.releases()
    assert (await bot.digests())[0].coverage == {
        "coalition": 2,
        "schools": 2,
        "backbone": 3,
        "steering": 2,
    }
