"""What people type is read the same, whatever their phone makes of it."""

import pytest

from ci_bot.commands.line import read_line


def words(text: str) -> list[str]:
    return [word.text for word in read_line(text).words]


def test_the_prefix_is_taken_off_and_noticed() -> None:
    line = read_line("!ci  status ")
    assert (line.text, line.prefixed) == ("status", True)
    assert read_line("status").prefixed is False


def test_a_mention_counts_like_the_prefix() -> None:
    assert read_line("status", addressed=True).prefixed is True


@pytest.mark.parametrize("prefix", ["!ci", "!CI", "\u2068!ci\u2069", "\ufeff!ci"])
def test_a_phone_may_write_the_prefix_in_capitals_or_between_invisible_marks(prefix: str) -> None:
    assert read_line(f"{prefix} help").prefixed is True


def test_a_word_that_only_begins_like_the_prefix_is_none() -> None:
    assert read_line("!cinema tonight").prefixed is False


@pytest.mark.parametrize(
    "quoted", ['"Label translation"', "“Label translation”", "„Label translation“"]
)
def test_quotes_of_any_kind_hold_words_together(quoted: str) -> None:
    assert words(f"activity {quoted}") == ["activity", "Label translation"]


def test_dashes_and_hard_blanks_are_normalised_in_words_only() -> None:
    line = read_line("update label\u2013translation\u00a02 printer \u2014 cancelled")
    assert [w.text for w in line.words][:3] == ["update", "label-translation", "2"]
    assert line.after(3) == "printer \u2014 cancelled"


def test_what_stands_behind_the_words_keeps_its_lines() -> None:
    assert read_line("note x on track\nsecond line").after(2) == "on track\nsecond line"


def test_a_pill_becomes_the_account_it_links_to() -> None:
    assert words("invite https://matrix.to/#/@vera:example.org") == ["invite", "@vera:example.org"]


def test_an_empty_line_has_no_words() -> None:
    assert words("!ci") == []
    assert words("") == []
