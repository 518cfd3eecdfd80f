"""Text in a chart fits, is escaped, and stays in one piece where its letters join."""

import pytest

from ci_bot.charts.lettering import fitted, lettering, width


@pytest.mark.parametrize("text", ["", "short", "日本"])
def test_what_fits_stays_as_it_is(text: str) -> None:
    assert fitted(text, 200, 13) == text


@pytest.mark.parametrize("text", ["one word after another " * 9, "日本の活動" * 20, "x" * 200])
def test_what_is_too_wide_is_shortened_with_an_ellipsis(text: str) -> None:
    short = fitted(text, 200, 13)
    assert short.endswith("\u2026")
    assert 120 < width(short, 13) <= 200


def test_a_mark_on_a_letter_takes_no_room() -> None:
    assert width("e\u0301", 10) == width("e", 10)


def test_each_script_is_in_a_font_that_has_it() -> None:
    assert lettering("Tea 日本").startswith("Tea <tspan font-family=\"'Noto Sans CJK JP', ")


def test_joined_letters_and_those_around_them_share_a_font() -> None:
    assert lettering("a مرحبا b").count("<tspan") == 1


def test_signs_of_markup_are_escaped() -> None:
    assert lettering('<a b="c">&') == "&lt;a b=&quot;c&quot;&gt;&amp;"
