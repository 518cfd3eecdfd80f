"""The conversation of a check-in: one question at a time, and only the questions that are due."""

import pytest

from ci_bot.domain.answering.answer import Away, Extra, Puzzle, Why
from ci_bot.domain.answering.turn import (
    Footing,
    NoDeputy,
    NothingOpen,
    NothingToTell,
    PassedOn,
    ReadersSet,
    Refused,
    Skipped,
)
from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Asking, Outcome
from ci_bot.domain.status import Status, Visibility
from tests.domain.answering.conversing import NOW, Chat, a_prompt

BACKBONE, GROUP, COALITION = (
    Visibility.BACKBONE,
    Visibility.WORKING_GROUP,
    Visibility.COALITION,
)


def test_the_example_week_takes_five_short_replies() -> None:
    chat = Chat()
    chat.say("2 Printer cancelled")
    assert chat.asks() == (Asking.READERS, 1)
    chat.say("1")
    assert chat.asks() == (Asking.STATUS, 2)
    chat.say("0")
    assert chat.asks() == (Asking.WRAP_UP, None)
    turn = chat.say("n 1 A5 leaflets, 800 copies")
    assert turn.extras == (Extra(AskKind.ASK, "A5 leaflets, 800 copies", 1),)
    assert turn.summed
    assert chat.asks() == (Asking.NOTHING, None)
    assert (chat.prompt.outcome, chat.prompt.ended) == (Outcome.ANSWERED, NOW)
    assert chat.given(1) == (Status.AT_RISK, "Printer cancelled", COALITION)
    assert chat.given(2) == (Status.ON_TRACK, "", COALITION)


def test_a_digit_that_changes_nothing_is_a_complete_answer() -> None:
    chat = Chat()
    chat.say("1")
    assert chat.asks() == (Asking.STATUS, 2)
    assert chat.given(1) == (Status.ON_TRACK, "", COALITION)


@pytest.mark.parametrize(("digit", "status"), [("4", Status.ON_HOLD), ("5", Status.DONE)])
def test_a_changed_status_asks_one_sentence_and_no_readers(digit: str, status: Status) -> None:
    chat = Chat()
    chat.say(digit)
    assert chat.asks() == (Asking.SENTENCE, 1)
    assert chat.given(1) == (status, "", COALITION)
    chat.say("agreed with the group")
    assert chat.asks() == (Asking.STATUS, 2)
    assert chat.given(1) == (status, "agreed with the group", COALITION)


@pytest.mark.parametrize("digit", ["2", "3"])
def test_a_worrying_status_is_the_backbones_alone_until_its_author_says_more(digit: str) -> None:
    chat = Chat()
    chat.say(digit)
    chat.say("-")
    assert chat.asks() == (Asking.READERS, 1)
    given = chat.given(1)
    assert given is not None
    assert given[2] is BACKBONE
    turn = chat.say("2")
    assert turn.says == (ReadersSet(1),)
    assert chat.given(1) == (given[0], "", GROUP)


def test_a_status_that_is_still_worrying_asks_for_a_sentence_too() -> None:
    chat = Chat(footings={1: Footing(previous=Status.AT_RISK, inherited=BACKBONE)})
    chat.say("2")
    assert chat.asks() == (Asking.SENTENCE, 1)


def test_no_change_keeps_status_and_readers_and_asks_nothing() -> None:
    chat = Chat(footings={1: Footing(previous=Status.AT_RISK, inherited=GROUP)})
    chat.say("0")
    assert chat.given(1) == (Status.AT_RISK, "", GROUP)
    assert chat.asks() == (Asking.STATUS, 2)


def test_new_words_about_an_old_worry_ask_for_their_readers() -> None:
    chat = Chat(footings={1: Footing(previous=Status.AT_RISK, inherited=COALITION)})
    chat.say("0 no printer yet")
    assert chat.given(1) == (Status.AT_RISK, "no printer yet", BACKBONE)
    assert chat.asks() == (Asking.READERS, 1)


def test_where_there_never_was_an_update_no_change_is_nothing_to_tell() -> None:
    chat = Chat(footings={1: Footing()})
    turn = chat.say("0")
    assert turn.says == (NothingToTell(1),)
    assert turn.drafts == {}
    assert chat.asks() == (Asking.STATUS, 2)


@pytest.mark.parametrize("text", ["1", "not started"])
def test_the_first_word_on_an_activity_is_no_news_when_all_is_well(text: str) -> None:
    chat = Chat(footings={1: Footing()})
    chat.say(text)
    assert chat.asks() == (Asking.STATUS, 2)


def test_the_working_group_is_offered_only_where_there_is_one() -> None:
    chat = Chat(footings={1: Footing(previous=Status.ON_TRACK)})
    chat.say("2 printer")
    turn = chat.say("2")
    assert turn.says == (Refused(Puzzle(why=Why.NO_SUCH_DIGIT, text="2")),)
    assert chat.asks() == (Asking.READERS, 1)


def test_a_default_that_nobody_would_read_narrows_to_the_backbone() -> None:
    footings = {1: Footing(previous=Status.ON_TRACK, inherited=COALITION)}
    chat = Chat(footings=footings, visibility=GROUP)
    chat.say("1 fine")
    assert chat.given(1) == (Status.ON_TRACK, "fine", BACKBONE)


def test_same_answers_all_that_is_open() -> None:
    chat = Chat(a_prompt(3, also=1))
    chat.say("1 six schools")
    chat.say("same")
    assert chat.given(1) == (Status.ON_TRACK, "six schools", COALITION)
    for number in (2, 3):
        given = chat.footings[number].given
        assert given is not None
        assert given.no_change
    assert chat.footings[4].given is None
    assert chat.asks() == (Asking.NOTHING, None)
    assert chat.say("same").says == (NothingOpen(),)


def test_same_for_all_ends_the_check_in_and_something_beside_it_may_still_come() -> None:
    chat = Chat()
    turn = chat.say("same")
    assert (turn.summed, turn.invites) == (True, True)
    assert chat.prompt.outcome is Outcome.ANSWERED
    assert chat.say("-").says == (NothingOpen(),)
    turn = chat.say("o 1 a room")
    assert turn.extras == (Extra(AskKind.OFFER, "a room", 1),)
    assert (turn.summed, turn.invites) == (True, False)


def test_same_where_nothing_was_ever_told_ends_it_with_thanks_too() -> None:
    turn = Chat(footings={1: Footing(), 2: Footing()}).say("same")
    assert turn.says == (NothingToTell(1), NothingToTell(2))
    assert (turn.drafts, turn.summed) == ({}, True)


def test_same_leaves_a_worrys_readers_to_be_asked_first() -> None:
    chat = Chat()
    chat.say("2 printer")
    chat.say("same")
    assert chat.asks() == (Asking.READERS, 1)


def test_a_numbered_answer_leaves_the_open_question_open() -> None:
    chat = Chat()
    chat.say("2 printer cancelled")
    chat.say("2: 5 all online")
    assert chat.asks() == (Asking.READERS, 1)
    chat.say("3")
    assert chat.given(1) == (Status.AT_RISK, "printer cancelled", BACKBONE)
    assert chat.given(2) == (Status.DONE, "all online", COALITION)
    assert chat.asks() == (Asking.WRAP_UP, None)


def test_two_worries_in_one_message_are_asked_about_one_after_the_other() -> None:
    chat = Chat()
    chat.say("1: 2 printer cancelled\n2: 3")
    assert chat.asks() == (Asking.READERS, 1)
    chat.say("1")
    assert chat.asks() == (Asking.SENTENCE, 2)
    chat.say("nobody came")
    assert chat.asks() == (Asking.READERS, 2)


def test_a_second_answer_replaces_the_first() -> None:
    chat = Chat()
    chat.say("1 fine")
    chat.say("1: 2")
    assert chat.given(1) == (Status.AT_RISK, "", BACKBONE)
    assert chat.asks() == (Asking.STATUS, 2)
    chat.say("0")
    assert chat.asks() == (Asking.SENTENCE, 1)


def test_the_same_worry_in_other_words_keeps_its_readers() -> None:
    chat = Chat()
    for text in ("2 printer cancelled", "1", "0", "-"):
        chat.say(text)
    chat.say("1: 2 printer found, paper missing")
    assert chat.given(1) == (Status.AT_RISK, "printer found, paper missing", COALITION)
    assert chat.asks() == (Asking.NOTHING, None)
    chat.say("1: only the paper is missing")
    assert chat.given(1) == (Status.AT_RISK, "only the paper is missing", COALITION)


def test_a_new_worry_after_the_end_still_asks_for_its_readers_but_not_for_more() -> None:
    chat = Chat()
    for text in ("same", "-"):
        chat.say(text)
    chat.say("2: 3 nobody came")
    assert chat.asks() == (Asking.READERS, 2)
    turn = chat.say("1")
    assert turn.summed
    assert chat.asks() == (Asking.NOTHING, None)


def test_an_also_activity_is_never_asked_about_and_takes_words_alone() -> None:
    chat = Chat(a_prompt(1, also=1))
    chat.say("2: half of the labels are done")
    assert chat.given(2) == (None, "half of the labels are done", COALITION)
    chat.say("0")
    assert chat.asks() == (Asking.WRAP_UP, None)


def test_a_skipped_activity_is_not_asked_about_again() -> None:
    chat = Chat()
    assert chat.say("s").says == (Skipped(1),)
    assert chat.asks() == (Asking.STATUS, 2)
    chat.say("2: s")
    assert (chat.prompt.outcome, chat.asks()) == (Outcome.SKIPPED, (Asking.NOTHING, None))


def test_the_deputy_is_asked_where_there_is_one() -> None:
    chat = Chat(footings={1: Footing(deputy=True)})
    turn = chat.say("d")
    assert (turn.says, turn.passed) == ((PassedOn(1),), (1,))
    turn = chat.say("d")
    assert (turn.says, turn.passed) == ((NoDeputy(2),), ())
    assert chat.asks() == (Asking.STATUS, 2)


def test_away_ends_the_prompt_and_asks_for_no_reason() -> None:
    chat = Chat()
    turn = chat.say("a tomorrow")
    assert turn.away == Away(NOW.date().replace(day=13))
    assert (chat.prompt.outcome, chat.asks()) == (Outcome.AWAY, (Asking.NOTHING, None))
    turn = chat.say("1: 1 one thing before I go")
    assert 1 in turn.drafts
    assert chat.asks() == (Asking.NOTHING, None)


def test_an_activity_can_be_answered_again_and_its_answer_stands_until_then() -> None:
    chat = Chat()
    for text in ("1 fine", "0", "-", "1:"):
        chat.say(text)
    assert chat.asks() == (Asking.STATUS, 1)
    assert chat.given(1) == (Status.ON_TRACK, "fine", COALITION)
    chat.say("5 all done")
    assert chat.given(1) == (Status.DONE, "all done", COALITION)
    assert chat.asks() == (Asking.NOTHING, None)
