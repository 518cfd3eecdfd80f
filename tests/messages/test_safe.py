"""What a person's words go through before they are shown."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.messages.safe import MARKS_PER_CHARACTER, clean, one_line
from tests.messages.injections import HIDDEN, INJECTIONS
from tests.messages.strategies import awkward_text


def test_the_corpus_is_large_enough_to_mean_something() -> None:
    assert len(set(INJECTIONS)) >= 150


@pytest.mark.parametrize(
    "words",
    [
        "Printer cancelled, we need another by the 16th.",
        "Größe: 5 m², naïve café – “fine”…",
        "می‌خواهم کمک کنم",
        "क्‍ष और न्‌य",
        "👨‍👩‍👧 🏴‍☠️ 👍🏽 1️⃣ 🇩🇪",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "שָׁלוֹם",
        "한국어 ภาษาไทย ខ្មែរ བོད་སྐད",
        "two\nlines",
    ],
)
def test_honest_words_of_every_script_stay_as_they_are(words: str) -> None:
    assert clean(words) == words


@given(st.one_of(st.sampled_from(HIDDEN), awkward_text, st.text()))
def test_nothing_hidden_or_reordering_is_left(text: str) -> None:
    shown = clean(text)
    allowed = {"\n", "\u200c", "\u200d"}
    for character in shown:
        category = unicodedata.category(character)
        assert category not in {"Cc", "Cs", "Zl", "Zp"} or character in allowed
        assert not 0x202A <= ord(character) <= 0x202E
        assert not 0x2066 <= ord(character) <= 0x2069
        assert character not in "\u200b\u200e\u200f\u2060\ufeff\xad\u061c"


@given(st.text())
def test_cleaning_only_ever_takes_away(text: str) -> None:
    assert len(clean(text)) <= len(text)


@given(st.text("a\u0301\u0327\u0335", max_size=60))
def test_marks_do_not_pile_up_over_other_lines(text: str) -> None:
    run = 0
    for character in clean(text):
        run = run + 1 if unicodedata.combining(character) else 0
        assert run <= MARKS_PER_CHARACTER


@pytest.mark.parametrize("words", ["pay\u200dpal", "admin\u200c", "\u200dx", "é\u200dé", "a\u200d"])
def test_joiners_between_latin_letters_are_taken_out(words: str) -> None:
    assert clean(words) == words.replace("\u200d", "").replace("\u200c", "")


@given(st.one_of(st.sampled_from(INJECTIONS), st.text()))
def test_words_on_one_line_have_no_line_break(text: str) -> None:
    assert len(one_line(text).splitlines()) <= 1


def test_words_on_one_line_have_no_deceiving_address() -> None:
    assert one_line("see\nhttps://b\u0430nk.example") == "see https://xn--bnk-6cd.example"


def test_a_terminal_is_not_controlled_by_what_people_write() -> None:
    assert clean("\x1b]0;title\x07\x1b[31mred\x9b0m") == "]0;title[31mred0m"
