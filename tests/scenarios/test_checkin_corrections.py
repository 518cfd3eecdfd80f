"""Answers that are changed, taken back or tapped, by message, by reaction and by number."""

import pytest

from ci_bot.domain.prompt import Asking, Outcome
from ci_bot.domain.status import Status, Visibility
from tests.support.checkin_talk import CheckinTalk
from tests.support.small_coalition import PUPILS, TOOLKIT


async def talked(*texts: str) -> CheckinTalk:
    talk = CheckinTalk()
    await talk.asks()
    for text in texts:
        await talk.says(text)
    return talk


async def state(talk: CheckinTalk, activity: str) -> tuple[object, str, Visibility] | None:
    update = await talk.answer(activity)
    return None if update is None else (update.status, update.words, update.visibility)


async def test_an_edited_message_changes_the_answer_and_says_so() -> None:
    talk = await talked()
    await talk.says("1 six schools")
    message = talk.last_message_of()
    reply = await talk.edits(message, "1 seven schools")
    assert "“seven schools”" in reply
    assert "Changed. Read by the whole coalition" in reply
    assert await state(talk, PUPILS) == (Status.ON_TRACK, "seven schools", Visibility.COALITION)
    history = await talk.updates(current_only=False)
    assert [u.words for u in history] == ["six schools", "seven schools"]
    assert (await talk.prompt()).open_item == 2


async def test_edited_words_that_wait_for_their_status_are_replaced() -> None:
    talk = await talked("the tent is gone")
    await talk.edits(talk.last_message_of(), "the tent is back")
    assert await state(talk, PUPILS) == (None, "the tent is back", Visibility.COALITION)
    await talk.says("1")
    assert await state(talk, PUPILS) == (Status.ON_TRACK, "the tent is back", Visibility.COALITION)


async def test_words_that_are_edited_away_are_gone() -> None:
    talk = await talked("1 six schools")
    await talk.edits(talk.last_message_of(), "1")
    assert await state(talk, PUPILS) == (Status.ON_TRACK, "", Visibility.COALITION)


async def test_an_edit_to_a_worry_asks_who_may_read_it() -> None:
    talk = await talked("1 six schools")
    reply = await talk.edits(talk.last_message_of(), "2 printer cancelled")
    assert await state(talk, PUPILS) == (
        Status.AT_RISK,
        "printer cancelled",
        Visibility.BACKBONE,
    )
    assert "Open licences toolkit: how does it stand?" in reply
    assert "Who may read" in await talk.says("0")


async def test_an_edited_sentence_keeps_status_and_readers() -> None:
    talk = await talked("2")
    await talk.says("printer gone")
    sentence = talk.last_message_of()
    await talk.says("1")
    await talk.edits(sentence, "printer gone, we look for another")
    assert await state(talk, PUPILS) == (
        Status.AT_RISK,
        "printer gone, we look for another",
        Visibility.COALITION,
    )


async def test_an_edited_digit_keeps_the_sentence_of_another_message() -> None:
    talk = await talked()
    await talk.says("4")
    digit = talk.last_message_of()
    await talk.says("agreed with the group")
    await talk.edits(digit, "5")
    assert await state(talk, PUPILS) == (
        Status.DONE,
        "agreed with the group",
        Visibility.COALITION,
    )
    assert (await talk.coalition()).activities[PUPILS].final is Status.DONE


async def test_an_edited_choice_of_readers_counts() -> None:
    talk = await talked("2 printer cancelled")
    await talk.says("1")
    await talk.edits(talk.last_message_of(), "3")
    assert await state(talk, PUPILS) == (
        Status.AT_RISK,
        "printer cancelled",
        Visibility.BACKBONE,
    )
    assert (await talk.prompt()).asking is Asking.STATUS


async def test_a_line_that_is_edited_away_is_withdrawn() -> None:
    talk = await talked()
    await talk.says("1: 1 six schools\n2: 1 chapter 2")
    reply = await talk.edits(talk.last_message_of(), "1: 1 six schools")
    assert "Taken back: 2 Open licences toolkit." in reply
    assert await state(talk, TOOLKIT) is None
    assert (await talk.prompt()).open_item == 2


@pytest.mark.parametrize("text", ["what?", "👍", "7", "x" * 5000])
async def test_an_edit_that_makes_no_sense_changes_nothing(text: str) -> None:
    talk = await talked("1 six schools")
    reply = await talk.edits(talk.last_message_of(), text)
    assert "I could not read your change" in reply
    assert await state(talk, PUPILS) == (Status.ON_TRACK, "six schools", Visibility.COALITION)


async def test_an_old_message_cannot_undo_a_newer_answer() -> None:
    talk = await talked()
    await talk.says("1 six schools")
    first = talk.last_message_of()
    await talk.says("1: 1 seven schools and a museum")
    assert await talk.edits(first, "1 five schools") == ""
    assert await talk.deletes(first) == ""
    update = await talk.answer(PUPILS)
    assert update is not None
    assert update.words == "seven schools and a museum"


async def test_a_deleted_message_takes_the_answer_back_and_asks_again() -> None:
    talk = await talked("1 six schools")
    reply = await talk.deletes(talk.last_message_of())
    assert "Taken back: 1 Pupils' Heritage Days." in reply
    assert await state(talk, PUPILS) is None
    prompt = await talk.prompt()
    assert (prompt.asking, prompt.open_item) == (Asking.STATUS, 2)
    await talk.says("0")
    assert (await talk.prompt()).open_item == 1


async def test_a_deleted_sentence_or_choice_takes_only_that_back() -> None:
    talk = await talked("2")
    await talk.says("printer gone")
    sentence = talk.last_message_of()
    await talk.says("1")
    choice = talk.last_message_of()
    await talk.deletes(sentence)
    assert await state(talk, PUPILS) == (Status.AT_RISK, "", Visibility.COALITION)
    await talk.deletes(choice)
    assert await state(talk, PUPILS) == (Status.AT_RISK, "", Visibility.BACKBONE)


async def test_after_the_end_a_deleted_answer_is_gone_and_nobody_asks_again() -> None:
    talk = await talked()
    await talk.says("1: 1 six schools\n2: 0")
    answer = talk.last_message_of()
    await talk.says("-")
    await talk.deletes(answer)
    prompt = await talk.prompt()
    assert (prompt.asking, prompt.outcome) == (Asking.NOTHING, Outcome.ANSWERED)
    assert await talk.updates() == []


async def test_an_edited_or_deleted_ask_keeps_its_number_or_is_withdrawn() -> None:
    talk = await talked("1", "0")
    await talk.says("n 1 leaflets\no a room")
    message = talk.last_message_of()
    await talk.edits(message, "n 1 A5 leaflets")
    assert [(a.number, a.text) for a in await talk.asked_for()] == [(1, "A5 leaflets")]
    assert (await talk.prompt()).asking is Asking.NOTHING
    assert "Taken back: “A5 leaflets”" in await talk.deletes(message)
    assert await talk.asked_for() == []


async def test_a_tap_on_the_prompt_is_the_open_activitys_digit() -> None:
    talk = await talked()
    prompt = talk.heard[0].id
    assert "Open licences toolkit" in await talk.taps("1⃣", prompt)
    tap = talk.last_message_of()
    await talk.taps("0⃣", prompt)
    assert await state(talk, PUPILS) == (Status.ON_TRACK, "", Visibility.COALITION)
    reply = await talk.deletes(tap)
    assert "Taken back: 1 Pupils' Heritage Days." in reply
    assert "how does it stand?" in reply
    assert await state(talk, PUPILS) is None


async def test_a_tap_on_an_old_question_is_never_filed_under_another_activity() -> None:
    talk = await talked("2 printer cancelled")
    old = talk.heard[-1].id
    await talk.says("3")
    reply = await talk.taps("1⃣", old)
    assert "That question is over" in reply
    assert "Open licences toolkit: how does it stand?" in reply
    assert await state(talk, TOOLKIT) is None
    assert await state(talk, PUPILS) == (
        Status.AT_RISK,
        "printer cancelled",
        Visibility.BACKBONE,
    )
    newest = talk.heard[-1].id
    await talk.taps("1⃣", newest)
    assert await state(talk, TOOLKIT) == (Status.ON_TRACK, "", Visibility.COALITION)


async def test_a_heart_is_just_a_heart() -> None:
    talk = await talked()
    assert await talk.taps("❤", talk.heard[0].id) == ""
    assert await talk.updates() == []


async def test_an_ask_moved_beside_a_hidden_answer_is_hidden_with_it() -> None:
    talk = await talked("1 six schools", "2 our printer quit", "3", "n 1 a room")
    assert [ask.visibility for ask in await talk.asked_for()] == [Visibility.COALITION]
    await talk.edits(talk.last_message_of(), "n 2 a printer since ours quit")
    assert [ask.visibility for ask in await talk.asked_for()] == [Visibility.BACKBONE]
