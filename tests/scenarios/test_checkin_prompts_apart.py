"""Each prompt is its own conversation: two of them, late ones, and other people's."""

from datetime import timedelta

from ci_bot.domain.digest.digest import Digest, DigestState
from ci_bot.domain.ids import DigestId, PeriodKey, PromptId
from ci_bot.domain.prompt import Item, Outcome
from ci_bot.domain.status import Status, Visibility
from tests.support.checkin_talk import FREEZE, CheckinTalk, room_of
from tests.support.small_coalition import LAKELAND, MARA, MUSEUM, OTTO, PUPILS, account
from tests.support.talking_coalition import LENA


def one_item() -> tuple[Item, ...]:
    return (Item(number=1, activity=PUPILS, organisation=MUSEUM),)


async def test_two_open_prompts_are_answered_apart_by_reply() -> None:
    talk = CheckinTalk()
    older = await talk.asks(items=one_item())
    first = talk.heard[-1].id
    talk.clock.advance(timedelta(hours=1))
    newer = await talk.asks(round_="2025-W25", items=one_item())
    assert "About the check-in" not in await talk.says("1 six schools", reply_to=first)
    assert "About the check-in of Thu 12 Jun" in await talk.says("4 paused")
    by_prompt = {u.prompt: (u.status, u.words) for u in await talk.updates()}
    assert by_prompt == {
        older.id: (Status.ON_TRACK, "six schools"),
        newer.id: (Status.ON_HOLD, "paused"),
    }
    await talk.says("-", thread=first)
    assert (await talk.prompt(older.id)).outcome is Outcome.ANSWERED
    assert (await talk.prompt(newer.id)).outcome is None


async def test_which_check_in_a_bare_line_went_to_is_said_once() -> None:
    talk = CheckinTalk()
    await talk.asks(items=one_item())
    talk.clock.advance(timedelta(hours=1))
    await talk.asks(round_="2025-W25", items=one_item())
    assert "About the check-in" in await talk.says("2")
    assert "About the check-in" not in await talk.says("printer gone")


async def test_the_last_question_of_a_closed_round_waits_for_nobody() -> None:
    talk = CheckinTalk()
    await talk.asks(items=one_item())
    await talk.says("1 six schools")
    await talk.closes()
    await talk.asks(round_="2025-W25", items=one_item())
    assert "About the check-in" not in await talk.says("4 paused")


async def test_a_reply_to_the_bots_question_finds_the_prompt_of_that_question() -> None:
    talk = CheckinTalk()
    older = await talk.asks(items=one_item())
    await talk.says("2")
    sentence = talk.heard[-1].id
    talk.clock.advance(timedelta(hours=1))
    await talk.asks(round_="2025-W25", items=one_item())
    await talk.says("printer gone", reply_to=sentence)
    (update,) = await talk.updates()
    assert (update.prompt, update.words) == (older.id, "printer gone")


async def test_somebody_elses_prompt_is_refused_kindly() -> None:
    talk = CheckinTalk()
    await talk.asks()
    room = room_of(account(MARA))
    question = talk.heard[-1]
    reply = await talk.says("1 all fine", LENA, reply_to=question.id, room=room)
    assert reply == ""
    refusal = talk.heard[-1]
    assert "That question went to somebody else" in refusal.text
    assert await talk.updates() == []


async def test_who_was_asked_nothing_answers_nothing() -> None:
    talk = CheckinTalk()
    await talk.asks()
    assert await talk.says("1 all fine", LENA) == ""
    assert await talk.updates() == []


async def test_a_late_answer_goes_into_the_next_digest_until_one_is_posted() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.closes()
    reply = await talk.says("1 six schools")
    assert "it goes into the next one" in reply
    (update,) = await talk.updates()
    assert update.words == "six schools"


async def test_a_late_answer_is_added_to_the_digest_that_is_out() -> None:
    talk = CheckinTalk()
    await talk.asks()
    await talk.closes()
    digest = Digest(
        id=DigestId("d"),
        period=PeriodKey("2025-W24"),
        since=FREEZE - timedelta(days=7),
        until=FREEZE,
        due=FREEZE,
        state=DigestState.POSTED,
        posted=FREEZE,
    )
    async with talk.store.write() as uow:
        await uow.of(LAKELAND).add_digest(digest)
        await uow.commit()
    reply = await talk.says("1 six schools")
    assert "I bring it up to date" in reply
    async with talk.store.read() as uow:
        amended = await uow.of(LAKELAND).digest(DigestId("d"))
    (update,) = await talk.updates()
    assert amended is not None
    assert (amended.updates, amended.revision) == ((update.id,), 1)
    await talk.deletes(talk.last_message_of())
    async with talk.store.read() as uow:
        corrected = await uow.of(LAKELAND).digest(DigestId("d"))
    assert corrected is not None
    assert corrected.revision == 2


async def test_a_deputy_with_a_prompt_of_their_own_gets_one_more_activity_in_it() -> None:
    talk = CheckinTalk()
    own = Item(number=1, activity=PUPILS, organisation=MUSEUM, stands_in=True)
    await talk.asks(OTTO, items=(own,))
    await talk.says("1 six schools", OTTO)
    await talk.asks()
    await talk.says("d")
    prompt = await talk.prompt(PromptId(f"2025-W24-{OTTO}"))
    assert [item.activity for item in prompt.items] == [PUPILS]
    update = await talk.answer(PUPILS)
    assert update is not None
    assert (update.person, update.visibility) == (OTTO, Visibility.COALITION)


async def test_not_me_stops_everything_and_tells_the_backbone() -> None:
    talk = CheckinTalk()
    await talk.asks()
    assert "I stop asking you" in await talk.says("not me")
    assert (await talk.coalition()).people[MARA].settings.stopped
    assert any("wrong person" in h.text for h in talk.heard)
    assert any("you stand in" in h.text for h in talk.heard)
