"""After the posting: answers still count, and whoever read the digest is told what changed."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.ask import AskKind
from ci_bot.domain.delivery import Delivery, DeliveryKind, DeliveryState
from ci_bot.domain.ids import PersonId, RoomId
from ci_bot.domain.status import Status, Visibility
from ci_bot.domain.update import Update
from tests.support.digest_house import WEEK, DigestHouse, house, shown
from tests.support.digest_week import CHANNELS, DUE, FREEZE, asked, coalition, said

HOUR = timedelta(hours=1)
LATER = DUE + HOUR


async def posted(*updates: Update) -> DigestHouse:
    bot = await house()
    await bot.say(*updates)
    await bot.freezes()
    await bot.releases()
    return bot


async def edits(bot: DigestHouse, room: str = "coalition") -> list[Delivery]:
    sent = await bot.deliveries(DeliveryKind.DIGEST)
    return [d for d in sent if d.room == f"fake:#{room}" and d.revision]


async def added(bot: DigestHouse, room: str = "coalition") -> list[str]:
    sent = await bot.deliveries(DeliveryKind.DIGEST_ADDED)
    return [shown(d) for d in sent if d.room == f"fake:#{room}"]


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
    assert (await added(bot))[0].startswith("Corrected: Corrected. Activity 0")


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


async def test_only_channels_that_may_see_it_are_edited_and_told() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    hidden = said(0, "for schools", at=LATER, prompt=prompt, visibility=Visibility.WORKING_GROUP)
    await bot.say_late(hidden, now=LATER)
    assert [name for name in CHANNELS if await edits(bot, name)] == ["schools", "backbone"]
    assert [name for name in CHANNELS if await added(bot, name)] == ["schools", "backbone"]


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


async def test_nothing_is_said_of_a_line_the_backbone_left_out() -> None:
    old = said(0, "frist")
    bot = await house()
    await bot.say(old, said(1, "stays"))
    await bot.freezes()
    async with bot.work() as uow:
        await bot.steer.drop(uow, bot.coalition.id, [1])
    await bot.releases()
    await bot.correct(old, said(0, "first", at=LATER), now=LATER)
    assert await edits(bot) == []
    assert await added(bot) == []


async def test_a_late_ask_and_a_late_lesson_are_added() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    asks = [
        asked(0, "a van", opened=LATER, prompt=prompt),
        asked(0, "short is good", AskKind.LESSON, opened=LATER, prompt=prompt),
        asked(0, "inner", opened=LATER, prompt=prompt, visibility=Visibility.BACKBONE),
    ]
    await bot.say_late(now=LATER, asks=asks)
    (text,) = await added(bot)
    assert "Added: “a van”" in text
    assert "Added: “short is good”" in text
    assert "inner" not in text


async def test_an_ask_that_changes_is_corrected_and_one_that_is_closed_is_left() -> None:
    bot = await house()
    await bot.say(asks=[asked(0, "a vann"), asked(0, "a tent"), asked(0, "a cook")])
    await bot.freezes()
    await bot.releases()
    async with bot.work() as uow:
        unit = uow.of(bot.coalition.id)
        van, tent, cook = await unit.asks()
        changed = (
            replace(van, text="a van"),
            replace(tent, withdrawn=LATER),
            replace(cook, closed=LATER, thanked=PersonId("p1")),
        )
        for ask in changed:
            await unit.put_ask(ask)
        await bot.amend(uow, bot.coalition.id, LATER, asks=changed)
    (text,) = await added(bot)
    assert "Corrected: “a van”" in text
    assert "Corrected: a line was taken back by its author." in text
    assert "a cook" not in text
    assert "a cook" in shown((await edits(bot))[0])


async def test_the_number_of_parts_stays_and_what_finds_none_goes_to_the_thread() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    long = said(0, "The printer cancelled. " * 60, at=LATER, prompt=prompt)
    await bot.say_late(long, now=LATER)
    edit, more = await edits(bot)
    assert edit.edits is not None
    assert more.edits is None
    assert more.thread_of == edit.edits
    short = said(0, "Never mind.", at=LATER + HOUR)
    await bot.correct(long, short, now=LATER + HOUR)
    last = (await edits(bot))[-1]
    assert (last.part, last.edits) == (1, more.key)
    assert shown(last) == "What stood here has moved up."


async def test_a_channel_that_never_got_it_is_not_edited() -> None:
    old = said(0, "frist")
    bot = await posted(old)
    state = bot.store.state.deliveries
    for key, delivery in state.items():
        if delivery.room == "fake:#coalition":
            state[key] = replace(delivery, state=DeliveryState.FAILED)
    await bot.correct(old, said(0, "first", at=LATER), now=LATER)
    assert await edits(bot) == []
    assert len(await edits(bot, "schools")) == 1


async def test_a_channel_linked_since_gets_no_edit() -> None:
    old = said(0, "frist")
    bot = await posted(old)
    async with bot.work() as uow:
        unit = uow.of(bot.coalition.id)
        channels = (
            *bot.coalition.channels,
            replace(bot.coalition.channels[0], address=RoomId("fake:#x")),
        )
        await unit.save(replace(bot.coalition, channels=channels))
    await bot.correct(old, said(0, "first", at=LATER), now=LATER)
    assert await edits(bot, "x") == []


async def test_where_nothing_was_posted_nothing_is_amended() -> None:
    bot = await house(coalition())
    async with bot.work() as uow:
        assert not await bot.amend(uow, bot.coalition.id, LATER, updates=[said(0, "news")])
