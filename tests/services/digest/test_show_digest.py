"""Reading a digest again, previewing the next, and the backbone's hand on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.activity import Activity
from ci_bot.domain.digest.archive import Search, parse_wanted
from ci_bot.domain.digest.content import DigestContent
from ci_bot.domain.ids import ActivityId, PersonId
from ci_bot.domain.matching.milestone_moves import with_moves
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.visibility import BACKBONE, COALITION, Audience
from ci_bot.services.digest.preview_digest import PreviewDigest
from ci_bot.services.digest.show_digest import ShowDigest
from ci_bot.views.digest.preview import Preview, Waiting
from tests.support.digest_house import WEEK, DigestHouse, house
from tests.support.digest_week import DUE, FREEZE, milestone, said

HOUR = timedelta(hours=1)
BEA = PersonId("bea")


async def show(
    bot: DigestHouse, period: str | None = None, audience: Audience | str = COALITION
) -> DigestContent | Search:
    async with bot.store.read() as uow:
        wanted = None if period is None else parse_wanted(period)
        return await ShowDigest()(uow, bot.coalition, wanted, audience)


async def preview(bot: DigestHouse) -> Preview:
    async with bot.store.read() as uow:
        return await PreviewDigest()(uow, bot.coalition, FREEZE - HOUR)


def keys(content: DigestContent | Search) -> list[str]:
    assert isinstance(content, DigestContent)
    return [entry.key for entry in content.top.entries()]


async def two_weeks() -> DigestHouse:
    bot = await house()
    for number in range(2):
        at = FREEZE + number * WEEK - HOUR
        await bot.say(
            said(number, "news", at=at), said(3, "inner", at=at, visibility=Visibility.BACKBONE)
        )
        await bot.freezes(FREEZE + number * WEEK)
        await bot.releases(DUE + number * WEEK)
    return bot


async def test_the_last_digest_is_shown_and_any_earlier_one() -> None:
    bot = await two_weeks()
    assert keys(await show(bot)) == ["activity:a1"]
    assert keys(await show(bot, "2025-W25")) == ["activity:a0"]
    assert keys(await show(bot, "2025-06-16")) == ["activity:a0"]


async def test_where_no_digest_is_the_nearest_ones_are_named() -> None:
    bot = await two_weeks()
    for typed, nearest in (("2024-W01", "2025-W25"), ("2025-07-09", "2025-W26")):
        found = await show(bot, typed)
        assert isinstance(found, Search)
        assert (found.found, found.nearest) == ((), (nearest,))


async def test_of_several_digests_one_has_to_be_chosen() -> None:
    found = await show(await two_weeks(), "2025-06")
    assert isinstance(found, Search)
    assert [digest.period for digest in found.found] == ["2025-W25", "2025-W26"]


async def test_a_channels_audience_is_shown_what_the_channel_got() -> None:
    bot = await two_weeks()
    backbone, coalition = await show(bot, audience="backbone"), await show(bot, audience="schools")
    assert isinstance(backbone, DigestContent)
    assert backbone.brief is not None
    assert [line.key for line in backbone.brief.private] == ["activity:a3"]
    assert isinstance(coalition, DigestContent)
    assert coalition.brief is None


async def test_who_asks_sees_what_they_may_see() -> None:
    bot = await two_weeks()
    assert keys(await show(bot, audience=BACKBONE)) == ["activity:a3", "activity:a1"]


async def test_what_is_not_posted_is_not_shown() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    assert await show(bot) == Search()


async def test_an_old_digest_stays_as_it_was_when_the_next_one_froze() -> None:
    bot = await house()
    old = said(0, "as it was")
    await bot.say(old)
    await bot.freezes()
    await bot.releases()
    await bot.freezes(FREEZE + WEEK)
    at = FREEZE + WEEK + HOUR
    await bot.correct(old, said(0, "as it should be", at=at), now=at)
    shown = await show(bot, "2025-W25")
    assert isinstance(shown, DigestContent)
    entry = shown.top.progress[0].lines[0]
    assert entry.words is not None
    assert entry.words.text == "as it was"


async def test_an_old_digest_knows_nothing_of_later_dates_and_ends() -> None:
    bot = await house()
    await bot.say(said(0, "trouble", Status.AT_RISK))
    first, second = (bot.coalition.activities[ActivityId(f"a{n}")] for n in range(2))
    ahead = replace(second, milestones=(milestone(DUE.date() + WEEK, "opening"),))
    await _changes(bot, ahead)
    await bot.freezes()
    await bot.releases()
    told = await show(bot)
    await bot.freezes(FREEZE + WEEK)
    moved = replace(ahead, milestones=(milestone(DUE.date() + 2 * WEEK, "opening"),))
    at = FREEZE + WEEK + HOUR
    await _changes(bot, replace(with_moves(ahead, moved, at), final=Status.DONE), first)
    assert await show(bot, "2025-W25") == told
    assert isinstance(told, DigestContent)
    assert [line.words.text for line in told.top.coming] == ["opening"]
    assert told.top.progress[0].lines[0].touches == (second.title,)


async def _changes(bot: DigestHouse, *activities: Activity) -> None:
    changed = {**bot.coalition.activities, **{a.id: a for a in activities}}
    async with bot.work() as uow:
        of = replace(bot.coalition, activities=changed)
        bot.coalition = await uow.of(bot.coalition.id).save(of)


async def test_before_the_freeze_the_preview_is_a_guess_without_numbers() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    found = await preview(bot)
    assert (found.waiting, found.due) == (Waiting.FREEZE, DUE)
    assert [entry.number for entry in found.content.top.entries()] == [None]
    assert await bot.digests() == []


async def test_after_the_freeze_the_preview_shows_what_waits() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    await bot.say(said(1, "too late"))
    found = await preview(bot)
    assert found.waiting is Waiting.HOUR
    assert [entry.number for entry in found.content.top.entries()] == [1]
    async with bot.work() as uow:
        await bot.steer.hold(uow, bot.coalition.id)
    assert (await preview(bot)).waiting is Waiting.SOMEBODY


async def test_only_a_digest_that_waits_can_be_steered() -> None:
    bot = await house()
    for _ in range(2):
        async with bot.work() as uow:
            slug, later = bot.coalition.id, DUE + WEEK
            assert await bot.steer.hold(uow, slug) is None
            assert await bot.steer.drop(uow, slug, [1]) is None
            assert await bot.steer.introduce(uow, bot.coalition, "Hello", BEA, later) is None
        await bot.freezes()
        await bot.releases()


async def test_only_lines_of_the_preview_can_be_dropped() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    async with bot.work() as uow:
        for number in (0, 2):
            with pytest.raises(LookupError):
                await bot.steer.drop(uow, bot.coalition.id, [1, number])
        assert (await bot.digests())[0].dropped == ()
        twice = await bot.steer.drop(uow, bot.coalition.id, [1, 1])
        assert twice is not None
        assert twice.dropped == (1,)


async def test_an_intro_can_be_taken_away_again() -> None:
    bot = await house()
    await bot.say(said(0, "news"))
    await bot.freezes()
    async with bot.work() as uow:
        await bot.steer.introduce(uow, bot.coalition, " Hello ", BEA, DUE)
        digest = await bot.steer.introduce(uow, bot.coalition, " ", BEA, DUE)
    assert digest is not None
    assert (digest.intro, digest.intro_by) == ("", None)
