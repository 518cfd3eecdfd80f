"""The rarer turns of a check-in: taps, ways out, late ends, and words that nobody asked for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from ci_bot.domain.ask import AskKind
from ci_bot.domain.ids import PromptId
from ci_bot.domain.prompt import Asking, Item, Outcome
from ci_bot.domain.status import Status, Visibility
from ci_bot.services.personal.come_back import ComeBack
from tests.support.checkin_commands import CheckinCommands
from tests.support.checkin_talk import CheckinTalk, room_of
from tests.support.small_coalition import (
    LAKELAND,
    MARA,
    MUSEUM,
    OTTO,
    PUPILS,
    TOOLKIT,
    account,
)
from tests.support.talking_coalition import LENA, both, talking_coalition


async def test_with_one_activity_a_tap_changes_the_answer_at_any_time() -> None:
    talk = CheckinTalk()
    await talk.asks(items=both()[:1])
    prompt = talk.heard[0].id
    await talk.taps("2⃣", prompt)
    assert "how does it stand" not in await talk.taps("1⃣", prompt)
    update = await talk.answer(PUPILS)
    assert update is not None
    assert update.status is Status.ON_TRACK
    assert (await talk.prompt()).asking is Asking.WRAP_UP


async def test_a_tap_on_the_prompt_in_the_middle_of_another_question_changes_nothing() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("2 printer gone")
    reply = await talk.taps("1⃣", talk.heard[0].id)
    assert "That question is over" in reply
    assert "Who may read" in reply
    await talk.says("3")
    await talk.says("0")
    await talk.says("-")
    assert "That is answered already" in await talk.taps("1⃣", talk.heard[0].id)
    update = await talk.answer(PUPILS)
    assert update is not None
    assert update.status is Status.AT_RISK


@pytest.mark.parametrize(
    ("answers", "text", "said"),
    [
        (("0", "0", "-"), "Thanks!", "put 1: in front"),
        (("0", "0", "-"), "2", "Which activity is that about?"),
        (("0", "0", "-"), "who reads this?", "That reads like a question."),
        (("0", "0", "-"), "s", "Nothing is open."),
        (("0", "0", "-"), "-", "Nothing is open."),
        (("0", "0"), "a printer", "Is “a printer” something you need, offer, or learned?"),
        (("0", "0"), "3", "3 is none of the answers here: n TEXT, o TEXT, l TEXT or -."),
        ((), "1: 0 2: 0", "One line for each activity"),
        ((), "a 30 Feb", "I know no day “30 Feb”"),
        ((), "2: d", "nobody else can be asked just now"),
        (("2 printer",), "we ask around", "Shall I take “we ask around” as your words?"),
    ],
)
async def test_what_belongs_nowhere_is_said_back(
    answers: tuple[str, ...], text: str, said: str
) -> None:
    talk = CheckinTalk()
    await talk.asks()
    for answer in answers:
        await talk.says(answer)
    before = await talk.updates()
    assert said in await talk.says(text)
    assert await talk.updates() == before


async def test_a_lead_who_lost_the_activity_meanwhile_is_told_so() -> None:
    talk = CheckinTalk()
    await talk.asks()
    async with talk.store.write() as uow:
        coalition = await talk.load(uow)
        toolkit = replace(coalition.activities[TOOLKIT], lead_person=LENA)
        pupils = replace(coalition.activities[PUPILS], lead_person=OTTO)
        activities = {TOOLKIT: toolkit, PUPILS: pupils}
        await uow.of(LAKELAND).save(replace(coalition, activities=activities))
        await uow.commit()
    assert "is its lead's to say; I kept your words" in await talk.says("1: 2 printer gone")
    assert "is its lead's to say. Your words" in await talk.says("2: 2")
    update = await talk.answer(PUPILS)
    assert update is not None
    assert (update.status, update.contribution, update.organisation) == (None, True, MUSEUM)


async def test_done_ends_an_activity_and_a_correction_opens_it_again() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("5 all printed")
    assert (await talk.coalition()).activities[PUPILS].final is Status.DONE
    await talk.says("1: 1 one box is missing")
    assert (await talk.coalition()).activities[PUPILS].final is None


async def test_what_is_asked_beside_a_worry_is_read_by_no_more_people_than_the_worry() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("2 printer gone")
    await talk.says("n 1 leaflets")
    (ask,) = await talk.asked_for()
    assert ask.visibility is Visibility.BACKBONE
    await talk.says("1")
    (ask,) = await talk.asked_for()
    assert (ask.kind, ask.visibility) == (AskKind.ASK, Visibility.COALITION)


async def test_away_without_a_day_lasts_until_the_round_is_over() -> None:
    talk = CheckinTalk()
    await talk.asks()
    assert "Wednesday 18 June 2025" in await talk.says("a")
    async with talk.store.write() as uow:
        coalition = await ComeBack()(uow, await talk.load(uow), MARA)
        assert coalition.people[MARA].away_until is None
        assert await ComeBack()(uow, coalition, MARA) == coalition


async def test_away_also_ends_what_was_not_sent_yet() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.asks(round_="2025-W25")
    await talk.says("a 27 Jun")
    for round_ in ("2025-W24", "2025-W25"):
        prompt = await talk.prompt(PromptId(f"{round_}-{MARA}"))
        assert prompt.outcome is Outcome.AWAY


async def test_a_deleted_line_said_by_command_counts_no_more() -> None:
    talk = CheckinTalk()
    await talk.asks(OTTO)
    ci = CheckinCommands(talk)
    await ci.run(ci.record, activity=TOOLKIT, status=Status.ON_TRACK, words="chapter 2")
    await talk.deletes(talk.last_message_of(MARA))
    assert await talk.updates() == []
    await ci.run(ci.raise_ask, kind=AskKind.ASK, text="a printer")
    await talk.deletes(talk.last_message_of(MARA))
    assert await talk.asked_for() == []


async def test_nobody_deletes_or_edits_what_others_said() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.says("1 six schools")
    message = talk.last_message_of(MARA)
    room = room_of(account(MARA))
    await talk.deletes(message, LENA, room=room)
    await talk.edits(message, "5", LENA, room=room)
    update = await talk.answer(PUPILS)
    assert update is not None
    assert update.words == "six schools"
    await talk.says("2: 0")
    await talk.says("n leaflets")
    asked = talk.last_message_of(MARA)
    await talk.deletes(asked, LENA, room=room_of(account(MARA)))
    assert len(await talk.asked_for()) == 1


async def test_a_deputy_can_pass_on_to_nobody() -> None:
    talk = CheckinTalk()
    item = Item(number=1, activity=PUPILS, organisation=MUSEUM, stands_in=True)
    await talk.asks(OTTO, items=(item,))
    assert "nobody else can be asked" in await talk.says("d", OTTO)


async def test_after_a_month_a_bare_line_is_no_answer_but_a_reply_is() -> None:
    talk = CheckinTalk()
    await talk.asks()
    prompt = talk.heard[0].id
    talk.clock.advance(timedelta(days=40))
    assert await talk.says("1 six schools") == ""
    assert "six schools" in await talk.says("1 six schools", reply_to=prompt)


async def test_a_deputy_who_was_never_reached_says_why_they_are_asked() -> None:
    coalition = talking_coalition()
    accounts = tuple(a for a in coalition.accounts if a.person != MARA)
    talk = CheckinTalk(replace(coalition, accounts=accounts))
    item = Item(number=1, activity=PUPILS, organisation=MUSEUM, stands_in=True)
    await talk.asks(OTTO, items=(item,))
    assert "you stand in, its lead can't be reached" in talk.heard[-1].text


async def test_an_answer_that_was_delayed_counts_from_when_it_was_said() -> None:
    talk = CheckinTalk()
    prompt = await talk.asks()
    await talk.says("1 six schools")
    (update,) = await talk.updates()
    assert prompt.sent is not None
    assert prompt.sent <= update.at <= update.recorded
