"""Second lines are parted from the words they stand below, and nothing is lost."""

from hypothesis import given
from hypothesis import strategies as st

from ci_bot.domain.answering.second_line import (
    Parted,
    only_second,
    parted,
    second_line,
    with_second,
)

EN = frozenset({"en"})


def test_a_line_in_a_language_of_the_digests_is_parted_from_the_words() -> None:
    assert parted("Der Drucker\nEN: The printer", EN) == Parted(
        "Der Drucker", (("en", "The printer"),)
    )
    assert parted("en: The printer\nfr: L'imprimante", {"en", "fr"}) == Parted(
        "", (("en", "The printer"), ("fr", "L'imprimante"))
    )


def test_other_lines_are_words() -> None:
    for words in ("so: we go on", "then: en: no", "en:", "denn en: ja", "en : "):
        assert parted(words, EN) == Parted(words)


def test_a_second_line_takes_the_place_of_an_older_one_in_its_language() -> None:
    both = with_second("Der Drucker\nen: Old", "en: New", EN)
    assert both == "Der Drucker\nen: New"
    assert with_second("", "en: New", EN) == "en: New"


def test_several_lines_of_a_form_are_read_as_one_text() -> None:
    line = second_line("en-GB", "One\n\nTwo")
    assert line == "en: One\nen: Two"
    assert parted(f"Eins\n{line}", EN).seconds == (("en", "One Two"),)
    assert only_second(line, EN)


@given(words=st.text(max_size=60), line=st.text(min_size=1, max_size=30))
def test_no_word_is_lost(words: str, line: str) -> None:
    found = parted(words, EN)
    assert found.seconds or found.original == words
    if line.strip() and "\n" not in line:
        beside = parted(with_second(words, f"en: {line.strip()}", EN), EN)
        assert [text for _, text in beside.seconds] == [line.strip()] or not beside.seconds
