"""Amending a digest: which channels are told what, in which part."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.ask import AskKind
from ci_bot.domain.delivery import DeliveryState
from ci_bot.domain.ids import PersonId, RoomId, UpdateId
from ci_bot.domain.status import Status, Visibility
from tests.support.digest_house import added, edits, house, posted, shown
from tests.support.digest_week import CHANNELS, DUE, asked, coalition, said

HOUR = timedelta(hours=1)
LATER = DUE + HOUR


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


async def test_a_hidden_answer_beside_an_open_one_is_not_mentioned() -> None:
    bot = await house()
    prompt = await bot.asks_round()
    await bot.say(said(2, "in time"))
    await bot.freezes()
    await bot.releases()
    hidden = said(0, "inner", at=LATER, prompt=prompt, visibility=Visibility.BACKBONE)
    await bot.say_late(hidden, said(1, "open", at=LATER, prompt=prompt), now=LATER)
    (line,) = await added(bot)
    assert "Activity 1" in line
    assert "Activity 0" not in line


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


async def test_who_may_read_it_only_now_reads_that_it_was_added() -> None:
    bot = await house()
    inner = said(0, "printer cancelled", Status.AT_RISK, visibility=Visibility.BACKBONE)
    await bot.say(inner, said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    wider = replace(inner, id=UpdateId("wider"), visibility=Visibility.COALITION, recorded=LATER)
    await bot.correct(inner, wider, now=LATER)
    assert (await added(bot))[0].startswith("Added: Activity 0: at risk")
    (edit,) = await edits(bot)
    assert "Corrected" not in shown(edit)
    assert await added(bot, "backbone") == []


async def test_a_no_change_that_becomes_words_reads_like_words_after_silence() -> None:
    bot = await house()
    nothing = said(0, status=Status.ON_TRACK, no_change=True)
    await bot.say(nothing, said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    words = said(0, "eight schools", Status.ON_TRACK, at=LATER)
    await bot.correct(nothing, words, now=LATER)
    assert (await added(bot))[0].startswith("Added: Activity 0: on track. “eight schools”")
    (edit,) = await edits(bot)
    assert "Corrected" not in shown(edit)


async def test_words_that_are_kept_to_fewer_are_taken_back_for_the_others() -> None:
    bot = await house()
    open_ = said(0, "printer cancelled")
    await bot.say(open_, said(1, "in time"))
    await bot.freezes()
    await bot.releases()
    inner = replace(
        open_, id=UpdateId("inner"), visibility=Visibility.BACKBONE, recorded=LATER, at=LATER
    )
    await bot.correct(open_, inner, now=LATER)
    assert await added(bot) == ["Corrected: a line on Activity 0 was taken back by its author."]
    assert "printer" not in (await bot.posts())[-2]
