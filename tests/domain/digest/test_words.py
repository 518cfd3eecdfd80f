"""Words are counted as people read them, in every script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.digest.words import word_count

TEXTS = st.text(st.sampled_from("ab漢字カナก่าລາວ မြန်한국 .,“\u2068x1"), max_size=60)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("eight schools now", 3),
        ("Öffentlichkeitsarbeitsgruppe", 1),
        ("- Mon 30 Nov: printed", 5),
        ("日本の活動", 3),
        ("８校が参加しました。", 5),
        ("「日本」 2025年度", 3),
        ("โรงเรียนแปดแห่ง", 3),
        ("세 학교가 왔어요", 3),
        ("https://example.org/" + "a" * 44, 2),
        ("\u2068“Anna”\u2069", 1),
    ],
)
def test_a_text_reads_like_so_many_words(text: str, words: int) -> None:
    assert word_count(text) == words


@given(TEXTS, TEXTS)
def test_what_stands_together_never_reads_like_more_than_apart(one: str, other: str) -> None:
    assert word_count(one + other) <= word_count(one) + word_count(other)
    assert word_count(f"{one} {other}") == word_count(one) + word_count(other)


@given(TEXTS)
def test_no_word_that_stands_between_spaces_is_forgotten(text: str) -> None:
    assert word_count(text) >= len(text.split())
