"""A prompt that is a card: nothing is asked that needs a keyboard, and forms say all at once."""

from dataclasses import replace

import pytest

from ci_bot.domain.answering.answer import Extra, Filled
from ci_bot.domain.answering.turn import Footing, NothingToTell, NotTheirs, StatusRefused
from ci_bot.domain.ask import AskKind
from ci_bot.domain.ids import GroupId
from ci_bot.domain.prompt import Asking, Outcome
from ci_bot.domain.standing import Standing
from ci_bot.domain.status import Status, Visibility
from tests.domain.answering.conversing import Chat, a_prompt

BACKBONE, GROUP, COALITION = (
    Visibility.BACKBONE,
    Visibility.WORKING_GROUP,
    Visibility.COALITION,
)


def a_card(items: int = 2, *, also: int = 0, footings: dict[int, Footing] | None = None) -> Chat:
    return Chat(replace(a_prompt(items, also=also), card=True), footings=footings)


@pytest.mark.parametrize(("digit", "status"), [("4", Status.ON_HOLD), ("5", Status.DONE)])
def test_a_changed_status_asks_no_sentence(digit: str, status: Status) -> None:
    chat = a_card()
    chat.say(f"1: {digit}")
    assert chat.asks() == (Asking.STATUS, 2)
    assert chat.given(1) == (status, "", COALITION)


@pytest.mark.parametrize("digit", ["2", "3"])
def test_a_worry_asks_only_who_may_read_it_and_stays_narrow_until_that_is_said(digit: str) -> None:
    chat = a_card()
    chat.say(f"1: {digit}")
    assert chat.asks() == (Asking.READERS, 1)
    given = chat.given(1)
    assert given is not None
    assert given[2] is BACKBONE
    chat.say("1")
    given = chat.given(1)
    assert given is not None
    assert given[2] is COALITION
    assert chat.asks() == (Asking.STATUS, 2)


def test_words_typed_while_the_readers_are_asked_are_about_the_worry() -> None:
    chat = a_card()
    chat.say("1: 2")
    chat.say("Printer cancelled")
    chat.say("We look for another")
    assert chat.given(1) == (Status.AT_RISK, "Printer cancelled\nWe look for another", BACKBONE)
    assert chat.asks() == (Asking.READERS, 1)
    turn = chat.say("What can I do here?")
    assert not turn.drafts
    assert chat.prompt.doubt == "What can I do here?"


def test_without_a_card_words_in_place_of_readers_are_asked_about() -> None:
    chat = Chat()
    chat.say("1: 2 Printer cancelled")
    turn = chat.say("Some words")
    assert not turn.drafts
    assert chat.prompt.doubt == "Some words"


def test_a_form_says_status_words_and_readers_at_once() -> None:
    chat = a_card()
    chat.take(
        Filled(item=1, status=Status.OFF_TRACK, words="2: 1 nobody came", visibility=GROUP),
        Extra(AskKind.ASK, "Helpers", 1),
    )
    assert chat.given(1) == (Status.OFF_TRACK, "2: 1 nobody came", GROUP)
    assert chat.given(2) is None
    assert chat.asks() == (Asking.STATUS, 2)
    assert chat.turns[-1].extras == (Extra(AskKind.ASK, "Helpers", 1),)


def test_a_worry_in_a_form_without_readers_is_narrow_and_asks_them() -> None:
    chat = a_card()
    chat.take(Filled(item=1, status=Status.AT_RISK, words="Printer cancelled"))
    assert chat.given(1) == (Status.AT_RISK, "Printer cancelled", BACKBONE)
    assert chat.asks() == (Asking.READERS, 1)


def test_a_form_that_only_adds_words_leaves_status_and_readers_as_they_are() -> None:
    chat = a_card()
    chat.say("1: 2")
    chat.say("2")
    chat.take(Filled(item=1, words="Printer cancelled"))
    assert chat.given(1) == (Status.AT_RISK, "Printer cancelled", GROUP)
    assert chat.asks() == (Asking.STATUS, 2)


def test_a_form_replaces_the_words_and_empties_them() -> None:
    chat = a_card()
    chat.say("1: 1 Six schools")
    chat.take(Filled(item=1, status=Status.ON_TRACK, words="Eight schools"))
    assert chat.given(1) == (Status.ON_TRACK, "Eight schools", COALITION)
    chat.take(Filled(item=1, status=Status.ON_TRACK))
    assert chat.given(1) == (Status.ON_TRACK, "", COALITION)


def test_a_form_with_words_alone_waits_for_the_status() -> None:
    chat = a_card()
    chat.take(Filled(item=1, words="Six schools"))
    assert chat.asks() == (Asking.STATUS, 1)
    chat.say("1: 1")
    assert chat.given(1) == (Status.ON_TRACK, "Six schools", COALITION)


def test_a_form_about_an_activity_that_is_not_due_does_not_disturb_the_open_one() -> None:
    chat = a_card(1, also=1)
    chat.take(Filled(item=2, status=Status.ON_TRACK, words="It moves"))
    assert chat.asks() == (Asking.STATUS, 1)
    assert chat.given(2) == (Status.ON_TRACK, "It moves", COALITION)
    chat.say("1: 0")
    assert chat.asks() == (Asking.WRAP_UP, None)


def test_no_change_in_a_form_repeats_the_status_and_who_could_read_it() -> None:
    narrow = Footing(previous=Status.ON_TRACK, inherited=BACKBONE, group=GroupId("schools"))
    chat = a_card(footings={1: narrow})
    chat.take(Filled(item=1, no_change=True))
    assert chat.given(1) == (Status.ON_TRACK, "", BACKBONE)


def test_no_change_without_a_status_before_is_nothing_to_tell() -> None:
    chat = a_card(footings={1: Footing(group=GroupId("schools"))})
    turn = chat.take(Filled(item=1, no_change=True))
    assert turn.says == (NothingToTell(1),)
    assert chat.given(1) is None
    assert chat.asks() == (Asking.STATUS, 2)


def test_nobody_reads_in_a_working_group_that_there_is_not() -> None:
    chat = a_card(footings={1: Footing(previous=Status.ON_TRACK)})
    chat.take(Filled(item=1, status=Status.AT_RISK, words="x", visibility=GROUP))
    assert chat.given(1) == (Status.AT_RISK, "x", BACKBONE)


def test_a_supporting_partner_adds_words_by_form_and_no_status() -> None:
    supporting = Footing(
        previous=Status.ON_TRACK, group=GroupId("schools"), speaks=Standing.SUPPORTING
    )
    chat = a_card(footings={1: supporting})
    turn = chat.take(Filled(item=1, status=Status.DONE, words="We helped"))
    assert turn.says == (StatusRefused(1, kept=True),)
    given = turn.drafts[1]
    assert given is not None
    assert (given.status, given.words, given.contribution) == (None, "We helped", True)


def test_who_does_not_speak_for_an_activity_changes_nothing_by_form() -> None:
    chat = a_card(footings={1: Footing(speaks=Standing.NONE)})
    turn = chat.take(Filled(item=1, status=Status.DONE, words="x", visibility=COALITION))
    assert turn.says == (NotTheirs(1),)
    assert not turn.drafts


def test_a_form_after_the_end_changes_the_answer_and_ends_nothing_anew() -> None:
    chat = a_card(1)
    chat.say("1: 0")
    chat.say("-")
    assert chat.prompt.outcome is Outcome.ANSWERED
    chat.take(Filled(item=1, status=Status.ON_HOLD, words="Until May"))
    assert chat.asks() == (Asking.NOTHING, None)
    assert chat.given(1) == (Status.ON_HOLD, "Until May", COALITION)
