"""The chart goes with the digest: to who wants it, once, and never with more than the digest."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.delivery import Delivery, DeliveryKind
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from ci_bot.messages.blocks import Image, picture
from ci_bot.messages.serial import from_json
from tests.support.digest_house import DigestHouse, house
from tests.support.digest_week import DUE, FREEZE, coalition, said

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
TRACK, RISK, DONE = Status.ON_TRACK, Status.AT_RISK, Status.DONE
NARROW = Visibility.BACKBONE


async def charted(*updates: Update, wanted: tuple[str, ...] = ("coalition",)) -> DigestHouse:
    """A digest was posted, with the chart for these channels."""
    bot = await wanting(*updates, wanted=wanted)
    await bot.freezes()
    await bot.releases()
    return bot


async def wanting(*updates: Update, wanted: tuple[str, ...] = ("coalition",)) -> DigestHouse:
    of = coalition()
    channels = tuple(replace(c, chart=c.audience in wanted) for c in of.channels)
    bot = await house(replace(of, channels=channels))
    await bot.say(*updates)
    return bot


async def charts(bot: DigestHouse, room: str = "coalition") -> list[Delivery]:
    sent = await bot.deliveries(DeliveryKind.CHART)
    return [delivery for delivery in sent if delivery.room == f"fake:#{room}"]


def image(delivery: Delivery) -> Image:
    assert delivery.body is not None
    found = picture(from_json(delivery.body))
    assert found is not None
    return found


async def words(bot: DigestHouse, room: str = "coalition") -> str:
    return image((await charts(bot, room))[-1]).alt


async def test_it_goes_into_the_thread_after_the_digest_where_it_is_wanted() -> None:
    bot = await charted(said(0, "news", TRACK))
    (chart,) = await bot.deliveries(DeliveryKind.CHART)
    row = [d for d in await bot.deliveries() if d.room == chart.room]
    assert row[-1] is chart
    assert (chart.thread_of, chart.lane, chart.due) == (row[0].key, row[0].lane, row[0].due)
    assert chart.expires == DUE + WEEK
    assert image(chart).name == "lakeland-2025-W25"
    assert "Activity 0: on track from 9 Jun." in image(chart).alt


async def test_it_goes_once_however_often_the_digest_is_released() -> None:
    bot = await charted(said(0, "news", TRACK))
    await bot.releases()
    await bot.releases(now=DUE + HOUR)
    assert len(await charts(bot)) == 1


async def test_without_the_setting_and_without_any_status_there_is_none() -> None:
    assert await charts(await charted(said(0, "news", TRACK), wanted=())) == []
    assert await charts(await charted(said(0, "only words"))) == []


async def test_each_audience_has_its_own() -> None:
    told = said(0, "news", TRACK, at=FREEZE - DAY), said(1, "in private", RISK, visibility=NARROW)
    bot = await charted(*told, wanted=("coalition", "backbone"))
    assert "Activity 1" not in await words(bot)
    assert "Activity 1: at risk" in await words(bot, "backbone")


async def test_it_is_in_the_channels_language() -> None:
    of = coalition()
    german = replace(of.channels[0], chart=True, language="de")
    bot = await house(replace(of, channels=(german,)))
    await bot.say(said(0, "news", TRACK))
    await bot.freezes()
    await bot.releases()
    (chart,) = await charts(bot)
    assert "Activity 0: im Plan ab 9. Jun." in image(chart).alt
    assert 'lang="de"' in image(chart).svg


async def test_it_remembers_what_was_said_long_before() -> None:
    bot = await charted(said(0, "old", RISK, at=FREEZE - 40 * WEEK), said(1, "news", TRACK))
    assert "Activity 0: at risk from 28 Apr." in await words(bot)


async def test_a_hidden_change_and_silence_give_the_same_chart() -> None:
    told = said(0, "fine", TRACK, at=FREEZE - 3 * WEEK), said(2, "news", TRACK)
    hidden = said(0, "worse", RISK, visibility=NARROW)
    same = said(0, "", TRACK, no_change=True)
    bodies = {
        (await charts(await charted(*told, *more)))[0].body for more in [(), (hidden,), (same,)]
    }
    assert len(bodies) == 1


async def test_what_was_said_since_the_freeze_waits_for_its_digest() -> None:
    early, late = said(0, "fine", TRACK), said(0, "worse", RISK, at=FREEZE + HOUR)
    bot = await wanting(early)
    await bot.freezes()
    await bot.say(late)
    await bot.releases()
    assert "at risk" not in await words(bot)


async def test_a_line_that_was_dropped_changes_nothing_in_it() -> None:
    bot = await charted(said(0, "fine", TRACK))
    await bot.say(said(0, "worse", RISK, at=DUE + DAY), said(1, "news", TRACK, at=DUE + DAY))
    await bot.freezes(FREEZE + WEEK)
    digest = (await bot.digests())[0]
    number = digest.lines.index("activity:a0") + 1
    async with bot.work() as uow:
        await uow.of(bot.coalition.id).put_digest(replace(digest, dropped=(number,)))
    await bot.releases(DUE + WEEK)
    assert "Activity 0: on track from 9 Jun." in await words(bot)


async def test_a_correction_changes_the_chart_in_its_place() -> None:
    old = said(0, "fine", TRACK)
    bot = await charted(old)
    await bot.correct(old, said(0, "worse", RISK, at=DUE + DAY), now=DUE + DAY)
    posted, edit = await charts(bot)
    assert (edit.edits, edit.thread_of) == (posted.key, None)
    assert "Activity 0: at risk from 16 Jun." in image(edit).alt
    assert "23 Jun" not in image(edit).alt


async def test_an_amended_digest_leaves_a_chart_alone_that_stays_the_same() -> None:
    old = said(0, "fine", TRACK)
    bot = await charted(old)
    await bot.correct(old, said(0, "very fine", TRACK), now=DUE + DAY)
    assert len(await charts(bot)) == 1


async def test_what_was_withdrawn_is_in_no_picture_any_more() -> None:
    old = said(0, "oops", RISK)
    bot = await charted(old, said(1, "news", TRACK))
    await bot.withdraw(old, now=DUE + DAY)
    assert "Activity 0" not in await words(bot)
    everything = await charted(old)
    await everything.withdraw(old, now=DUE + DAY)
    edit = (await charts(everything))[-1]
    assert edit.body is not None
    assert picture(from_json(edit.body)) is None


async def test_a_late_answer_is_in_the_week_of_its_digest() -> None:
    bot = await wanting(said(1, "news", TRACK))
    prompt = await bot.asks_round()
    await bot.freezes()
    await bot.releases()
    late = said(0, "finished", DONE, at=DUE + 6 * DAY, prompt=prompt)
    await bot.say_late(late, now=DUE + 6 * DAY)
    assert "Activity 0: done from 16 Jun." in await words(bot)
