"""What people type is read as they mean it, or given back as a question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.answering.answer import (
    Again,
    Answer,
    Away,
    BadDate,
    Extra,
    Lettered,
    Lone,
    No,
    Nothing,
    NotMe,
    PassOn,
    Puzzle,
    Question,
    Readers,
    Same,
    Skip,
    Told,
    Why,
    Yes,
)
from ci_bot.domain.answering.answer_grammar import LIMIT
from ci_bot.domain.ask import AskKind
from ci_bot.domain.prompt import Asking
from ci_bot.domain.status import Status, Visibility
from tests.domain.answering.conversing import TODAY, read


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("1", Status.ON_TRACK),
        ("2", Status.AT_RISK),
        (" 3. ", Status.OFF_TRACK),
        ("4", Status.ON_HOLD),
        ("5!", Status.DONE),
        ("２", Status.AT_RISK),
        ("٢", Status.AT_RISK),
        ("2️⃣", Status.AT_RISK),
        ("2⃣", Status.AT_RISK),
        ("„2“", Status.AT_RISK),
        ("On track", Status.ON_TRACK),
        ("ON  TRACK.", Status.ON_TRACK),
        ("am Plan", Status.ON_TRACK),
        ("Gefährdet", Status.AT_RISK),
        ("not started", Status.NOT_STARTED),
        ("dropped", Status.DROPPED),
        ("done", Status.DONE),
    ],
)
def test_a_digit_or_a_word_is_a_whole_answer(text: str, status: Status) -> None:
    assert read(text) == (Told(status=status),)


@pytest.mark.parametrize("text", ["0", "٠", "0️⃣", "no change", "Keine Änderung", "unchanged"])
def test_no_change_has_a_digit_and_words(text: str) -> None:
    assert read(text) == (Told(no_change=True),)


@pytest.mark.parametrize(
    ("text", "status", "words"),
    [
        ("2 printer cancelled", Status.AT_RISK, "printer cancelled"),
        ("2, printer cancelled", Status.AT_RISK, "printer cancelled"),
        ("2 – printer cancelled", Status.AT_RISK, "printer cancelled"),
        ("2️⃣ printer cancelled", Status.AT_RISK, "printer cancelled"),
        ("2\nprinter cancelled\nwe look on", Status.AT_RISK, "printer cancelled\nwe look on"),
        ("at risk: printer “gone”", Status.AT_RISK, "printer “gone”"),
        ("on hold until September", Status.ON_HOLD, "until September"),
        ("Done, all 412 are online", Status.DONE, "all 412 are online"),
        ("2 who has a printer?", Status.AT_RISK, "who has a printer?"),
    ],
)
def test_text_after_the_status_is_the_update(text: str, status: Status, words: str) -> None:
    assert read(text) == (Told(status=status, words=words),)


@pytest.mark.parametrize(
    "text",
    [
        "done with chapter 2",
        "dropped the second venue",
        "12 schools signed up",
        "7 schools signed up",
        "10:30 was our meeting",
        "3D printer arrived",
        "a printer was found",
        "We printed it",
    ],
)
def test_a_sentence_that_only_begins_like_an_answer_sets_no_status(text: str) -> None:
    assert read(text) == (Told(words=text),)


def test_several_lines_answer_several_activities() -> None:
    assert read("1: 2 printer cancelled\nwe look on\n２： 0") == (
        Told(item=1, status=Status.AT_RISK, words="printer cancelled\nwe look on"),
        Told(item=2, no_change=True),
    )


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("2: s", Skip(2)),
        ("2: d", PassOn(2)),
        ("2: same", Told(item=2, no_change=True)),
        ("2:", Again(2)),
        ("2: can we have more time?", Told(item=2, words="can we have more time?")),
        ("2: 7", Puzzle(why=Why.NO_SUCH_DIGIT, text="7", item=2)),
        ("9: 1", Puzzle(why=Why.NO_SUCH_ITEM, text="9: 1", item=9)),
        ("1: 0, 2: 0", Puzzle(why=Why.SEVERAL_IN_LINE, text="0, 2: 0", item=1)),
        ("n 1 leaflets", Extra(AskKind.ASK, "leaflets", 1)),
    ],
)
def test_a_numbered_answer_counts_at_any_time(text: str, answer: Answer) -> None:
    for asking in Asking:
        assert read(text, asking=asking) == (answer,)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("same", Same()),
        ("“Same.”", Same()),
        ("wie immer", Same()),
        ("s", Skip()),
        ("d", PassOn()),
        ("a", Away()),
        ("a tomorrow", Away(TODAY.replace(day=13))),
        ("away until 27 Nov", Away(TODAY.replace(month=11, day=27))),
        ("weg bis Freitag", Away(TODAY.replace(day=13))),
        ("a 2025-06-11", BadDate("2025-06-11", TODAY.replace(day=11))),
        ("a 30 Feb", BadDate("30 Feb")),
        ("not me", NotMe()),
        ("y", Yes()),
        ("—", Nothing()),
    ],
)
def test_what_stands_beside_the_digits_is_always_possible(text: str, answer: Answer) -> None:
    assert read(text) == (answer,)


@pytest.mark.parametrize("text", ["Who reads this?", "谁看？", "من يقرأ؟", "Ποιος;", "Ո՞վ"])
def test_a_question_is_no_answer(text: str) -> None:
    for asking in (Asking.STATUS, Asking.SENTENCE, Asking.READERS, Asking.WRAP_UP):
        assert read(text, asking=asking) == (Question(text),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("x" * (LIMIT + 1), Why.TOO_LONG),
        ("  \n ", Why.EMPTY),
        ("👍", Why.SIGNS),
        ("👩‍👩‍👧 ❤️", Why.SIGNS),
        ("...", Why.SIGNS),
        ("7", Why.NO_SUCH_DIGIT),
        ("2. printed", Why.NOT_PLACED),
    ],
)
def test_what_cannot_be_an_answer_comes_back(text: str, why: Why) -> None:
    (answer,) = read(text)
    assert isinstance(answer, Puzzle)
    assert answer.why is why


def test_at_a_sentence_a_digit_alone_is_doubtful_and_text_is_taken_whole() -> None:
    assert read("2", asking=Asking.SENTENCE) == (Lone("2"),)
    assert read("at risk", asking=Asking.SENTENCE) == (Lone("at risk"),)
    assert read("2 printers gone", asking=Asking.SENTENCE) == (Told(words="2 printers gone"),)
    assert read("-", asking=Asking.SENTENCE) == (Nothing(),)
    assert read("s", asking=Asking.SENTENCE) == (Nothing(),)


@pytest.mark.parametrize(
    ("text", "visibility"),
    [
        ("1", Visibility.COALITION),
        ("2", Visibility.WORKING_GROUP),
        ("3", Visibility.BACKBONE),
        ("backbone only", Visibility.BACKBONE),
        ("1 whole coalition", Visibility.COALITION),
    ],
)
def test_the_readers_have_digits_and_words(text: str, visibility: Visibility) -> None:
    assert read(text, asking=Asking.READERS) == (Readers(visibility),)


def test_the_readers_are_never_guessed() -> None:
    for text in ("4", "0"):
        (answer,) = read(text, asking=Asking.READERS)
        assert answer == Puzzle(why=Why.NO_SUCH_DIGIT, text=text)
    (answer,) = read("1 backbone only", asking=Asking.READERS)
    assert answer == Puzzle(why=Why.NOT_PLACED, text="1 backbone only")


def test_need_offer_and_lesson_come_one_a_line_with_or_without_a_number() -> None:
    text = "n 1 A5 leaflets\n800 copies\no a room on Fridays\nlearned: short evenings work"
    assert read(text, asking=Asking.WRAP_UP) == (
        Extra(AskKind.ASK, "A5 leaflets\n800 copies", 1),
        Extra(AskKind.OFFER, "a room on Fridays"),
        Extra(AskKind.LESSON, "short evenings work"),
    )


def test_at_the_end_no_means_nothing_and_a_bare_text_is_asked_about() -> None:
    assert read("n", asking=Asking.WRAP_UP) == (Nothing(),)
    (answer,) = read("a printer", asking=Asking.WRAP_UP)
    assert answer == Puzzle(why=Why.NOT_PLACED, text="a printer")
    assert read("n", asking=Asking.WRAP_UP, doubt="a van") == (Extra(AskKind.ASK, None),)


def test_a_letter_at_a_status_is_in_doubt_until_its_author_says_so() -> None:
    offer = "o a van on Friday\nwith driver"
    assert read(offer) == (Lettered(AskKind.OFFER, offer),)
    assert read("y", doubt=offer) == (Extra(AskKind.OFFER, "a van on Friday\nwith driver"),)
    assert read("n", doubt=offer) == (Told(words=offer),)
    assert read("o 1 a van") == (Extra(AskKind.OFFER, "a van", 1),)
    assert read("offer a van") == (Told(words="offer a van"),)


@pytest.mark.parametrize("asking", [Asking.SENTENCE, Asking.READERS])
@pytest.mark.parametrize("text", ["o a van", "n: a van", "l vans are slow"])
def test_a_letter_where_words_are_awaited_is_in_doubt_too(asking: Asking, text: str) -> None:
    (doubtful,) = read(text, asking=asking)
    assert isinstance(doubtful, Lettered)
    (extra,) = read("y", asking=asking, doubt=text)
    assert isinstance(extra, Extra)
    assert read("n", asking=asking, doubt=text) == (Told(words=text),)


def test_a_letter_in_the_answer_about_an_activity_is_asked_about_with_its_number() -> None:
    assert read("1: o a van") == (Lettered(AskKind.OFFER, "o a van", 1),)
    told = Told(item=1, status=Status.AT_RISK, words="printer gone\nwe ask around")
    lines = "1: 2 printer gone\nwe ask around\no a van\nn 2 chairs\n2: 0"
    assert read(lines) == (
        told,
        Lettered(AskKind.OFFER, "o a van", 1),
        Extra(AskKind.ASK, "chairs", 2),
        Told(item=2, no_change=True),
    )
    assert read("y", doubt="1: o a van") == (Extra(AskKind.OFFER, "a van", 1),)
    assert read("n", doubt="1: o a van") == (Told(item=1, words="o a van", more=True),)
    assert read("1: o a van", asking=Asking.WRAP_UP) == (Extra(AskKind.OFFER, "a van", 1),)


def test_yes_and_no_settle_a_doubt() -> None:
    assert read("ja", doubt="Who reads?") == (Yes("ja"),)
    assert read("n", doubt="Who reads?") == (No("n"),)


SIGNS = "0123456789:snolday-?؟;.\n \t,#()'\"–۲２️⃣👍\u202e\u200b\x00ñЖ漢"
TEXTS = st.text(alphabet=st.one_of(st.sampled_from(SIGNS), st.characters()), max_size=60)


@given(
    TEXTS,
    st.sampled_from(Asking),
    st.integers(0, 12),
    st.sampled_from([None, "Who reads this?", "o a van"]),
)
def test_no_text_is_too_strange_and_no_word_is_dropped(
    text: str, asking: Asking, items: int, doubt: str | None
) -> None:
    answers = read(text, asking=asking, items=items, doubt=doubt)
    assert answers
    kept = " ".join(_text_of(answer) for answer in answers)
    for word in text.split():
        letters = "".join(c for c in word if c.isalpha())
        if len(letters) > 9 and letters == word:
            assert word in kept


def _text_of(answer: Answer) -> str:
    for name in ("words", "text"):
        text = getattr(answer, name, None)
        if text:
            return str(text)
    return ""
