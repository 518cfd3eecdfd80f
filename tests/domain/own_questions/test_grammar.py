"""Own questions: how answers are read, what is asked next, and which come in whose prompt."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ci_bot.domain.answering.answer import Answer, Told
from ci_bot.domain.answering.answer_grammar import Hearing
from ci_bot.domain.answering.conversation import hear
from ci_bot.domain.answering.own_reading import read_all
from ci_bot.domain.answering.turn import Facts, Footing, OwnFooting
from ci_bot.domain.coalition import Checkin
from ci_bot.domain.ids import CheckinId
from ci_bot.domain.own_question import (
    MOST,
    FollowUp,
    OwnItem,
    OwnQuestion,
    QuestionKind,
    texts_in,
)
from ci_bot.domain.own_questions.answer import asked_next, value_of
from ci_bot.domain.own_questions.due import numbered_own, own_due
from ci_bot.domain.own_questions.grammar import OwnHearing, OwnMisfit, OwnTold
from ci_bot.domain.prompt import Asking, Outcome, Prompt
from ci_bot.domain.rhythm.bundling import Past
from ci_bot.domain.rhythm.timetable import Timetable
from ci_bot.domain.status import Status
from tests.domain.answering.conversing import NOW, TODAY, WORDS, a_prompt
from tests.support.small_coalition import MARA, PUPILS, small_coalition

MAIN = CheckinId("main")
NUMBER = OwnQuestion(id="number", text="How many?", kind=QuestionKind.NUMBER)
CHOICE = OwnQuestion(
    id="choice", text="Which?", kind=QuestionKind.CHOICE, options=("Walk", "A talk", "3D")
)
YES_NO = OwnQuestion(
    id="yes", text="A venue?", kind=QuestionKind.YES_NO, follow_up=FollowUp(when="no", text="Why?")
)
TEXT = OwnQuestion(id="text", text="What surprised you?")


@pytest.mark.parametrize(
    ("question", "text", "value"),
    [
        (NUMBER, "12", "12"),
        (NUMBER, "1 250,5", "1 250,5"),
        (NUMBER, "-3", "-3"),
        (NUMBER, "١٢", "١٢"),
        (NUMBER, "12 people", None),
        (NUMBER, "many", None),
        (NUMBER, "", None),
        (CHOICE, "2", "A talk"),
        (CHOICE, "a talk.", "A talk"),
        (CHOICE, "3D", "3D"),
        (CHOICE, "4", None),
        (CHOICE, "0", None),
        (YES_NO, "Ja", "yes"),
        (YES_NO, "n", "no"),
        (YES_NO, "perhaps", None),
        (TEXT, "日本語で", "日本語で"),
    ],
)
def test_an_answer_is_kept_as_it_was_written_or_not_taken(
    question: OwnQuestion, text: str, value: str | None
) -> None:
    assert value_of(question, text, WORDS) == value


@given(st.text(max_size=40), st.sampled_from([NUMBER, CHOICE, YES_NO, TEXT]))
@settings(max_examples=300)
def test_no_text_is_both_no_answer_and_taken(text: str, question: OwnQuestion) -> None:
    value = value_of(question, text, WORDS)
    assert value is None or (
        value in question.options
        if question.kind is QuestionKind.CHOICE
        else value in ("yes", "no", text.strip())
    )


@pytest.mark.parametrize(
    ("when", "value", "then"),
    [("0", "0", True), ("0", "0,0", True), ("1000", "1 000", True), ("0", "10", False)],
)
def test_a_number_brings_its_follow_up_however_it_is_written(
    when: str, value: str, then: bool
) -> None:
    question = replace(NUMBER, follow_up=FollowUp(when=when, text="Why?"))
    assert asked_next(question, value) is then


def test_a_question_is_read_in_the_nearest_language_there_is() -> None:
    question = replace(TEXT, translations={"de": "Was hat Sie überrascht?"})
    assert texts_in(question, "de-AT") == "Was hat Sie überrascht?"
    assert texts_in(question, "fr") == TEXT.text


class Talk:
    """A prompt about one activity with own questions, whose answers are kept."""

    def __init__(self, *questions: OwnQuestion, no_wrap_up: bool = False) -> None:
        own = numbered_own((Checkin(id=MAIN, questions=questions), q) for q in questions)
        self.prompt: Prompt = replace(a_prompt(1), own=own)
        self.questions = {i.number: q for i, q in zip(own, questions, strict=True)}
        self.footing = Footing(previous=Status.ON_TRACK)
        self.values: dict[int, str] = {}
        self.no_wrap_up = no_wrap_up

    def say(self, text: str) -> None:
        hearing = Hearing(asking=self.prompt.asking, items=frozenset({1}), today=TODAY)
        own = OwnHearing(questions=self.questions, open_one=self.prompt.open_own)
        self.take(*read_all(text, words=WORDS, hearing=hearing, own=own, doubt=self.prompt.doubt))

    def take(self, *answers: Answer) -> None:
        own = {
            n: OwnFooting(question=q, value=self.values.get(n)) for n, q in self.questions.items()
        }
        facts = Facts(footings={1: self.footing}, own=own, no_wrap_up=self.no_wrap_up)
        turn = hear(self.prompt, answers, facts, now=NOW)
        for given_ in turn.drafts.values():
            self.footing = replace(self.footing, given=given_)
        self.prompt = turn.prompt
        for item in self.prompt.own:
            if item.number not in self.questions:
                parent = next(q for q in self.questions.values() if q.more)
                self.questions[item.number] = parent.more  # type: ignore[assignment]
        for number, value in turn.own.items():
            self.values.pop(number, None)
            if value is not None:
                self.values[number] = value


def test_they_come_between_the_activities_and_the_last_question() -> None:
    talk = Talk(NUMBER, TEXT)
    talk.say("1")
    assert (talk.prompt.asking, talk.prompt.open_own) == (Asking.OWN, 1)
    talk.say("12")
    assert talk.prompt.open_own == 2
    talk.say("nobody came")
    assert talk.prompt.asking is Asking.WRAP_UP
    assert talk.values == {1: "12", 2: "nobody came"}


def test_a_check_in_without_a_wrap_up_is_over_with_its_own_questions() -> None:
    talk = Talk(NUMBER, no_wrap_up=True)
    talk.say("1")
    talk.say("12")
    assert (talk.prompt.asking, talk.prompt.outcome) == (Asking.NOTHING, Outcome.ANSWERED)


def test_another_answer_takes_the_follow_up_back() -> None:
    talk = Talk(YES_NO)
    talk.say("1")
    talk.say("no")
    assert [i.number for i in talk.prompt.own] == [1, 2]
    talk.say("too dear")
    assert talk.values == {1: "no", 2: "too dear"}
    talk.say("q1: yes")
    assert talk.values == {1: "yes"}
    assert talk.prompt.asking is Asking.WRAP_UP
    talk.say("q1: no")
    assert (talk.prompt.asking, talk.prompt.open_own) == (Asking.OWN, 2)


def test_what_is_said_about_an_activity_is_not_filed_under_a_question() -> None:
    talk = Talk(TEXT)
    talk.say("1")
    talk.say("1: 2 the printer broke")
    assert talk.footing.given is not None
    assert talk.footing.given.status is Status.AT_RISK
    assert talk.values == {}
    talk.say("3")
    assert talk.prompt.asking is Asking.OWN


def test_a_yes_to_a_line_in_doubt_is_no_answer_to_the_question_that_follows() -> None:
    for meant, words in (("y", "printer gone"), ("n", "printer gone\no a van")):
        talk = Talk(YES_NO)
        talk.say("1: 4 printer gone\no a van")
        assert talk.prompt.open_own == 1
        talk.say(meant)
        assert talk.footing.given is not None
        assert talk.footing.given.words == words
        assert (talk.values, talk.prompt.open_own) == ({}, 1)


def test_a_text_for_several_is_read_line_by_line() -> None:
    hearing = Hearing(asking=Asking.STATUS, items=frozenset({1}), today=TODAY)
    own = OwnHearing(questions={1: NUMBER, 2: TEXT})
    found = read_all("1: 1\nq1: many\nQ2 it rained\nall day", words=WORDS, hearing=hearing, own=own)
    assert found == (
        Told(item=1, status=Status.ON_TRACK),
        OwnMisfit(1, "many"),
        OwnTold(2, "it rained\nall day"),
    )


@given(st.lists(st.sampled_from([NUMBER, CHOICE, YES_NO, TEXT]), max_size=8))
def test_nobody_is_asked_more_than_three_follow_ups_included(questions: list[OwnQuestion]) -> None:
    items = numbered_own((Checkin(id=MAIN), question) for question in questions)
    asked = {question.id: question for question in questions}
    assert sum(asked[item.question].weight for item in items) <= MOST
    assert [item.number for item in items] == list(range(1, len(items) + 1))


MONTHLY = Checkin(id=CheckinId("survey"), schedule="monthly first tue 09:00", questions=(NUMBER,))
WEEKLY = Checkin(id=MAIN, questions=(TEXT,))


def due(day: date, past: Past) -> tuple[OwnItem, ...]:
    coalition = small_coalition(checkins={c.id: c for c in (WEEKLY, MONTHLY)})
    timetable = Timetable.of(coalition)
    return own_due(coalition, timetable, MARA, {PUPILS}, day=day, past=past)


def test_a_question_comes_in_the_week_of_its_date_or_the_persons_next_prompt() -> None:
    thursday = date(2026, 12, 3)
    assert [i.question for i in due(thursday, Past())] == ["text", "number"]
    asked = Past(prompted={MARA: thursday}, own={(MARA, MONTHLY.id, "number"): thursday})
    assert [i.question for i in due(date(2026, 12, 10), asked)] == ["text"]
    missed = Past(prompted={MARA: date(2026, 11, 26)})
    assert {i.question for i in due(date(2026, 12, 10), missed)} == {"number", "text"}
    assert [i.question for i in due(date(2026, 12, 10), Past())] == ["text"]
