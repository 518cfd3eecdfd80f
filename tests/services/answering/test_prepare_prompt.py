"""A prompt is worded when it goes, and opens its conversation when it is there."""

from dataclasses import replace
from datetime import timedelta

from ci_bot.domain.delivery import DeliveryKind
from ci_bot.domain.ids import ActivityId
from ci_bot.domain.prompt import Asking, Item
from ci_bot.domain.status import Status
from ci_bot.messages import plain
from ci_bot.messages.blocks import Message
from ci_bot.services.answering.prompt_sent import PromptSent
from tests.support.checkin_commands import CheckinCommands
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import LAKELAND, MARA, MUSEUM, OTTO, PUPILS, TOOLKIT
from tests.support.talking_coalition import LENA, both, talking_coalition


async def test_a_prompt_that_arrived_knows_when_and_what_it_asks() -> None:
    talk = CheckinTalk()
    prompt = await talk.asks()
    assert prompt.sent == talk.clock.now()
    assert (prompt.asking, prompt.open_item) == (Asking.STATUS, 1)
    assert prompt.account == (await talk.coalition()).accounts_of(MARA)[0]


async def test_the_introduction_comes_once() -> None:
    coalition = talking_coalition()
    stranger = replace(coalition.people[MARA], introduced=False)
    talk = CheckinTalk(replace(coalition, people={**coalition.people, MARA: stranger}))
    await talk.asks()
    assert "Answering is voluntary" in talk.heard[-1].text
    assert (await talk.coalition()).people[MARA].introduced
    await talk.asks(round_="2025-W25")
    assert "Answering is voluntary" not in talk.heard[-1].text


async def test_what_the_person_no_longer_leads_is_neither_shown_nor_asked() -> None:
    coalition = talking_coalition()
    pupils = replace(coalition.activities[PUPILS], lead_person=LENA)
    talk = CheckinTalk(replace(coalition, activities={**coalition.activities, PUPILS: pupils}))
    prompt = await talk.asks()
    assert "Pupils" not in talk.heard[-1].text
    assert prompt.open_item == 2
    await talk.says("1 chapter 2")
    assert await talk.answer(PUPILS) is None
    assert await talk.answer(TOOLKIT) is not None


async def test_the_last_words_of_an_activity_stand_in_its_next_prompt() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("1: 2 printer gone\n2: 0")
    await talk.says("3")
    await talk.asks(round_="2025-W25")
    assert "Last: at risk, 12 Jun. “printer gone”" in talk.heard[-1].text


async def test_an_outside_deputy_reads_only_what_they_may() -> None:
    coalition = talking_coalition()
    pupils = replace(coalition.activities[PUPILS], deputy_person=LENA, working_group=None)
    talk = CheckinTalk(replace(coalition, activities={**coalition.activities, PUPILS: pupils}))
    await talk.asks()
    await talk.says("2 printer gone")
    await talk.says("3")
    item = Item(number=1, activity=PUPILS, organisation=MUSEUM, stands_in=True)
    await talk.asks(LENA, round_="2025-W25", items=(item,))
    assert "printer gone" not in talk.heard[-1].text
    assert "No update yet." in talk.heard[-1].text


async def test_who_is_reinforced_hears_of_a_worry_that_they_may_see() -> None:
    coalition = talking_coalition()
    harbour = replace(
        coalition.activities[TOOLKIT],
        id=ActivityId("harbour"),
        title="Harbour photographs",
        lead_person=OTTO,
        reinforces=(PUPILS,),
    )
    talk = CheckinTalk(replace(coalition, activities={**coalition.activities, harbour.id: harbour}))
    await talk.asks()
    talk.clock.advance(timedelta(minutes=5))
    ci = CheckinCommands(talk)
    worry = {"activity": harbour.id, "status": Status.AT_RISK, "words": "scanner broken"}
    await ci.run(ci.record, OTTO, **worry)
    talk.clock.advance(timedelta(minutes=5))
    await talk.asks(round_="2025-W25")
    assert "Harbour photographs" not in talk.heard[-1].text
    talk.clock.advance(timedelta(minutes=5))
    await ci.answers("1", OTTO)
    await talk.asks(round_="2025-W26")
    assert "Touches 1: Harbour photographs is at risk now." in talk.heard[-1].text


async def test_a_reminder_has_the_open_question() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("1 six schools")
    prompt = await talk.prompt()
    async with talk.store.write() as uow:
        (sent,) = [
            d
            for d in await uow.outbox.of_subject(LAKELAND, prompt.id)
            if d.kind is DeliveryKind.PROMPT
        ]
        now = talk.clock.now()
        reminder = replace(sent, kind=DeliveryKind.REMINDER, due=now)
        message = await talk.prepare(uow, reminder)
    assert isinstance(message, Message)
    text = plain.render(message)
    assert "2 Open licences toolkit can still go into the digest" in text
    assert "Pupils" not in text


async def test_emoji_are_added_only_where_the_platform_lets_the_bot() -> None:
    for allowed, count in ((True, 6), (False, 0)):
        talk = CheckinTalk()
        prompt = await talk.asks(items=both()[:1])
        async with talk.store.write() as uow:
            (sent,) = [
                d
                for d in await uow.outbox.of_subject(LAKELAND, prompt.id)
                if d.kind is DeliveryKind.PROMPT
            ]
            platforms = {"matrix"} if allowed else set()
            await PromptSent(reactions=platforms.__contains__)(uow, sent)
            rows = await uow.outbox.of_subject(LAKELAND, f"of prompt {prompt.id}")
            assert len([r for r in rows if r.emoji and r.edits == sent.key]) == count
