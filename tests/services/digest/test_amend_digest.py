"""After the posting: answers still count, and whoever read the digest is told what changed."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.status import Status
from tests.support.digest_house import WEEK, added, edits, house, posted, shown
from tests.support.digest_week import DUE, FREEZE, said

HOUR = timedelta(hours=1)
LATER = DUE + HOUR


async def test_a_late_answer_edits_the_digest_and_says_so_in_its_thread() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    await bot.say_late(said(0, "afterwards", at=LATER, prompt=prompt), now=LATER)
    (edit,) = await edits(bot)
    first = next(d for d in await bot.deliveries(DeliveryKind.DIGEST) if d.room == edit.room)
    assert edit.edits == first.key
    assert edit.lane == first.lane
    assert "afterwards" in shown(edit)
    (line,) = (await bot.deliveries(DeliveryKind.DIGEST_ADDED),)
    assert {d.thread_of for d in line} == {
        d.key for d in await bot.deliveries(DeliveryKind.DIGEST) if not d.revision
    }
    assert await added(bot) == [
        "Added: Activity 0: “afterwards” Contact: Person 0, Organisation 0."
    ]


async def test_an_answer_to_the_next_round_waits_for_the_next_digest() -> None:
    bot = await posted(said(1, "in time"))
    prompt = await bot.asks_round(closes=FREEZE + WEEK)
    await bot.say_late(
        said(0, "next", at=LATER, prompt=prompt), said(2, "by itself", at=LATER), now=LATER
    )
    assert await edits(bot) == []
    await bot.freezes(FREEZE + WEEK)
    assert len((await bot.digests())[0].updates) == 2


async def test_a_late_answer_is_not_told_again_in_the_next_digest() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    await bot.say_late(said(0, "afterwards", at=LATER, prompt=prompt), now=LATER)
    await bot.freezes(FREEZE + WEEK)
    assert (await bot.digests())[0].updates == ()


async def test_the_next_digest_knows_the_status_a_late_answer_set() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(0, "fine", Status.ON_TRACK))
    await bot.freezes()
    await bot.releases()
    await bot.say_late(said(0, "oh", Status.AT_RISK, at=LATER, prompt=prompt), now=LATER)
    await bot.say(said(0, "gone", Status.OFF_TRACK, at=LATER + HOUR))
    await bot.freezes(FREEZE + WEEK)
    await bot.releases(DUE + WEEK)
    assert "off track (was at risk)" in (await bot.posts())[-1]


async def test_an_answer_between_freeze_and_posting_follows_the_posting() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.say_late(said(0, "afterwards", at=FREEZE + HOUR, prompt=prompt), now=FREEZE + HOUR)
    await bot.releases()
    first, edit, line = await bot.posts()
    assert "afterwards" not in first
    assert "afterwards" in edit
    assert line.startswith("Added: ")


async def test_a_correction_says_corrected_in_the_line_and_in_the_thread() -> None:
    old = said(0, "frist", Status.ON_TRACK)
    bot = await posted(old)
    await bot.correct(old, said(0, "first", Status.ON_TRACK, at=LATER), now=LATER)
    (edit,) = await edits(bot)
    assert "Corrected. Activity 0: on track. “first”" in shown(edit)
    assert "frist" not in shown(edit)
    assert (await added(bot))[0].startswith("Corrected: Activity 0: on track.")


async def test_a_second_correction_finds_the_same_digest() -> None:
    old = said(0, "frist")
    bot = await posted(old)
    new = said(0, "firts", at=LATER)
    await bot.correct(old, new, now=LATER)
    await bot.correct(
        replace(new, replaces=old.id), said(0, "first", at=LATER + HOUR), now=LATER + HOUR
    )
    last = (await edits(bot))[-1]
    assert last.revision == 2
    assert "first" in shown(last)


async def test_what_is_withdrawn_leaves_the_digest() -> None:
    old = said(0, "never mind")
    bot = await posted(old, said(1, "stays"))
    await bot.withdraw(old, now=LATER)
    (edit,) = await edits(bot)
    assert "never mind" not in shown(edit)
    assert await added(bot) == ["Corrected: a line on Activity 0 was taken back by its author."]


async def test_an_answer_to_a_round_of_an_earlier_digest_waits_for_the_next() -> None:
    bot = await house()
    prompt = await bot.asks_round(closes=FREEZE - WEEK)
    await bot.freezes(FREEZE - WEEK)
    await bot.releases(DUE - WEEK)
    await bot.freezes()
    await bot.releases()
    await bot.say_late(said(0, "weeks later", at=LATER, prompt=prompt), now=LATER)
    assert await edits(bot) == []


async def test_a_late_no_change_leaves_no_trace() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    before = await bot.deliveries()
    same = said(0, status=Status.ON_TRACK, no_change=True, at=LATER, prompt=prompt)
    await bot.say_late(same, now=LATER)
    assert await bot.deliveries() == before


async def test_coverage_is_unchanged_by_edits() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    await bot.say_late(said(0, "afterwards", at=LATER, prompt=prompt), now=LATER)
    assert "This week draws on 1 update." in shown((await edits(bot))[0])


async def test_amending_twice_is_as_once() -> None:
    old = said(0, "frist")
    bot = await posted(old)
    new = said(0, "first", at=LATER)
    await bot.correct(old, new, now=LATER)
    before = len(await bot.deliveries())
    async with bot.work() as uow:
        again = (replace(new, replaces=old.id),)
        await bot.amend(uow, bot.coalition.id, LATER, updates=again)
    assert len(await bot.deliveries()) == before


async def test_after_the_next_freeze_a_posted_digest_stays_as_it_is() -> None:
    old = said(0, "frist")
    bot = await posted(old)
    await bot.freezes(FREEZE + WEEK)
    before = await bot.deliveries()
    at = FREEZE + WEEK + HOUR
    await bot.correct(old, said(0, "first", at=at), now=at)
    assert await bot.deliveries() == before
    await bot.freezes(FREEZE + 2 * WEEK)
    await bot.releases(DUE + 2 * WEEK)
    assert "Corrected. Activity 0: “first”" in (await bot.posts())[-1]
