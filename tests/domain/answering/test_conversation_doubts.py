"""Half, late, doubtful and foreign answers: nothing is guessed, and no words are lost."""

from dataclasses import replace

import pytest

from ci_bot.domain.answering.answer import Extra
from ci_bot.domain.answering.turn import (
    AskedBack,
    DateRefused,
    Doubted,
    Footing,
    NotTheirs,
    Refused,
    StatusRefused,
    Took,
    Unplaced,
)
from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Asking, Outcome
from ci_bot.domain.standing import Standing
from ci_bot.domain.status import Status, Visibility
from tests.domain.answering.conversing import NOW, Chat, a_prompt

BACKBONE, GROUP, COALITION = (
    Visibility.BACKBONE,
    Visibility.WORKING_GROUP,
    Visibility.COALITION,
)


def test_words_alone_are_half_an_answer_and_the_status_makes_it_whole() -> None:
    chat = Chat()
    chat.say("We met the printer")
    assert chat.given(1) == (None, "We met the printer", COALITION)
    assert chat.asks() == (Asking.STATUS, 1)
    chat.say("and he was kind")
    chat.say("1")
    assert chat.given(1) == (Status.ON_TRACK, "We met the printer\nand he was kind", COALITION)
    assert chat.asks() == (Asking.STATUS, 2)


def test_a_digit_at_a_sentence_is_asked_back_once() -> None:
    chat = Chat()
    chat.say("4")
    assert chat.say("0").says == (AskedBack("0"),)
    assert chat.asks() == (Asking.SENTENCE, 1)
    assert chat.given(1) == (Status.ON_HOLD, "", COALITION)
    chat.say("0")
    assert chat.given(1) == (Status.ON_HOLD, "0", COALITION)
    assert chat.asks() == (Asking.STATUS, 2)


def test_a_sentence_after_the_question_back_counts_and_the_digit_is_forgotten() -> None:
    chat = Chat()
    chat.say("4")
    chat.say("0")
    chat.say("agreed with the group")
    assert chat.given(1) == (Status.ON_HOLD, "agreed with the group", COALITION)
    assert chat.prompt.doubt is None


def test_a_question_is_kept_in_doubt_until_its_author_says_so() -> None:
    chat = Chat()
    turn = chat.say("Can we print in July?")
    assert turn.says == (Doubted("Can we print in July?", question=True),)
    assert turn.drafts == {}
    chat.say("y")
    assert chat.given(1) == (None, "Can we print in July?", COALITION)


def test_a_no_or_an_answer_lets_the_doubt_go() -> None:
    for text in ("n", "0"):
        chat = Chat()
        chat.say("Who reads this?")
        chat.say(text)
        assert chat.prompt.doubt is None
        assert chat.prompt.asking is Asking.STATUS


def test_text_at_the_readers_question_is_added_only_on_request() -> None:
    chat = Chat()
    chat.say("2 printer cancelled")
    assert chat.say("we ask around").says == (Doubted("we ask around", question=False),)
    chat.say("y")
    assert chat.given(1) == (Status.AT_RISK, "printer cancelled\nwe ask around", BACKBONE)
    assert chat.asks() == (Asking.READERS, 1)


@pytest.mark.parametrize(("meant", "words"), [("y", ""), ("n", "o a van")])
def test_a_letter_at_the_sentence_is_asked_back_and_the_sentence_stays_open(
    meant: str, words: str
) -> None:
    chat = Chat()
    chat.say("4")
    assert chat.say("o a van").says == (Doubted("o a van", question=False, kind=AskKind.OFFER),)
    turn = chat.say(meant)
    assert turn.extras == (() if words else (Extra(AskKind.OFFER, "a van"),))
    assert chat.given(1) == (Status.ON_HOLD, words, COALITION)
    assert chat.asks() == ((Asking.STATUS, 2) if words else (Asking.SENTENCE, 1))


def test_lines_with_a_letter_go_on_with_what_was_said_if_they_are_no_offer() -> None:
    chat = Chat()
    turn = chat.say("1: 4 no printer\no a van\n2: 4 no room\nl vans are slow")
    assert [type(say) for say in turn.says] == [Took, Doubted, Took, Doubted]
    assert chat.given(1) == (Status.ON_HOLD, "no printer", COALITION)
    chat.say("n")
    assert chat.given(1) == (Status.ON_HOLD, "no printer\no a van", COALITION)
    assert chat.given(2) == (Status.ON_HOLD, "no room\nl vans are slow", COALITION)


def test_at_the_end_a_bare_text_becomes_what_its_author_calls_it() -> None:
    chat = Chat(a_prompt(1))
    chat.say("0")
    chat.say("a printer")
    assert chat.asks() == (Asking.WRAP_UP, None)
    turn = chat.say("o")
    assert turn.extras == (Extra(AskKind.OFFER, "a printer"),)
    assert chat.asks() == (Asking.NOTHING, None)


def test_a_line_without_a_letter_keeps_the_last_question_open() -> None:
    chat = Chat(a_prompt(1))
    chat.say("0")
    turn = chat.say("dear all\nn 1 leaflets")
    assert turn.extras == (Extra(AskKind.ASK, "leaflets", 1),)
    assert chat.asks() == (Asking.WRAP_UP, None)
    assert chat.prompt.doubt == "dear all"


def test_when_all_is_said_bare_words_are_nobodys() -> None:
    chat = Chat()
    for text in ("same", "-"):
        chat.say(text)
    assert chat.say("Thank you!").says == (Unplaced("Thank you!"),)
    assert chat.say("2").says == (Unplaced(""),)
    assert chat.turns[-1].drafts == {}


def test_with_one_activity_a_late_digit_is_about_it() -> None:
    chat = Chat(a_prompt(1))
    for text in ("0", "-", "1 six schools"):
        chat.say(text)
    assert chat.given(1) == (Status.ON_TRACK, "six schools", COALITION)


def test_a_day_that_is_over_changes_nothing() -> None:
    chat = Chat()
    turn = chat.say("a 1 May 2020")
    assert isinstance(turn.says[0], DateRefused)
    assert turn.away is None
    assert chat.asks() == (Asking.STATUS, 1)


def test_only_the_lead_sets_the_status_and_other_peoples_words_are_kept() -> None:
    chat = Chat(footings={1: Footing(speaks=Standing.SUPPORTING)})
    turn = chat.say("1: 2 we lost a room")
    assert turn.says == (StatusRefused(1, kept=True),)
    given = chat.footings[1].given
    assert given is not None
    assert (given.status, given.words, given.contribution) == (None, "we lost a room", True)
    assert chat.say("1: 2").says == (StatusRefused(1, kept=False),)
    assert chat.footings[1].given == given


def test_a_supporting_partners_words_alone_are_simply_taken() -> None:
    chat = Chat(footings={1: Footing(speaks=Standing.SUPPORTING)})
    assert chat.say("1: we lent a room").says == (Took(1),)


def test_somebody_who_left_an_activity_says_nothing_about_it() -> None:
    chat = Chat(footings={1: Footing(speaks=Standing.NONE)})
    turn = chat.say("2 printer")
    assert (turn.says, turn.drafts) == ((NotTheirs(1),), {})
    assert chat.asks() == (Asking.STATUS, 2)


def test_a_late_answer_is_an_answer() -> None:
    closed = replace(a_prompt(), ended=NOW, outcome=Outcome.CLOSED)
    chat = Chat(closed)
    for text in ("2 printer cancelled", "1", "0", "-"):
        chat.say(text)
    assert chat.given(1) == (Status.AT_RISK, "printer cancelled", COALITION)
    assert chat.prompt.outcome is Outcome.ANSWERED


def test_the_wrong_person_stops_the_conversation_at_once() -> None:
    turn = Chat().say("not me")
    assert turn.not_me
    assert (turn.prompt.outcome, turn.prompt.asking) == (Outcome.CLOSED, Asking.NOTHING)


@pytest.mark.parametrize("text", ["7", "👍", "x" * 60_000, "y", "n", "-", "   ", "1: 0 2: 0"])
def test_what_cannot_be_understood_changes_nothing(text: str) -> None:
    chat = Chat()
    before = chat.prompt
    turn = chat.say(text)
    assert isinstance(turn.says[0], Refused)
    assert (turn.drafts, turn.extras, chat.prompt) == ({}, (), before)
