"""Second lines and words for readers in a check-in's conversation."""

import pytest

from ci_bot.domain.answering.answer import Readers, Told
from ci_bot.domain.answering.answer_grammar import Hearing, read_answers
from ci_bot.domain.prompt import Asking
from ci_bot.domain.status import Status, Visibility
from tests.domain.answering.conversing import TODAY, WORDS

EN = frozenset({"en"})


def read(text: str, asking: Asking = Asking.STATUS) -> object:
    hearing = Hearing(asking=asking, items=frozenset({1, 2}), languages=EN, today=TODAY)
    (answer,) = read_answers(text, words=WORDS, hearing=hearing)
    return answer


@pytest.mark.parametrize("asking", [Asking.STATUS, Asking.WRAP_UP, Asking.NOTHING, Asking.READERS])
def test_a_second_line_alone_is_words_whatever_is_asked(asking: Asking) -> None:
    assert read("en: Who can help us?", asking) == Told(words="en: Who can help us?")


def test_a_second_line_belongs_to_the_answer_above_it() -> None:
    told = Told(item=1, status=Status.AT_RISK, words="Kaputt\nen: Broken")
    assert read("1: 2 Kaputt\nen: Broken") == told
    assert read("1: en: Broken") == Told(item=1, words="en: Broken")


def test_readers_are_changed_by_the_number_of_their_answer() -> None:
    assert read("2: backbone only") == Readers(Visibility.BACKBONE, 2)
    assert read("1: working group") == Readers(Visibility.WORKING_GROUP, 1)


def test_at_a_sentence_such_words_are_the_sentence() -> None:
    assert read("backbone only", Asking.SENTENCE) == Told(words="backbone only")
