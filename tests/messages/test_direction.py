"""Directions of writing in one line."""

from ci_bot.messages.blocks import Choice, Choices, Message, Paragraph
from ci_bot.messages.direction import isolated
from ci_bot.messages.html import render as render_html
from ci_bot.messages.inline import Code, Plain, Words
from ci_bot.messages.plain import render as render_plain


def test_right_to_left_words_are_isolated_in_both_forms() -> None:
    message = Message((Paragraph((Plain("Says: "), Words("שלום 12!"), Plain(" (3)."))),))
    assert render_plain(message) == "Says: \u2068שלום 12!\u2069 (3)."
    assert "\u2068שלום 12!\u2069" in render_html(message)


def test_left_to_right_words_are_isolated_only_in_a_right_to_left_message() -> None:
    assert isolated("Museum (1)", "en") == "Museum (1)"
    assert isolated("Museum (1)", "ar-EG") == "\u2068Museum (1)\u2069"


def test_people_can_not_close_the_isolation_around_their_words() -> None:
    message = Message((Paragraph((Words("אב\u2069\u202etixe"),)),))
    assert render_plain(message) == "\u2068אבtixe\u2069"


def test_what_is_there_to_be_copied_carries_no_marks() -> None:
    assert render_plain(Message((Paragraph((Code("edit 1"),)),), "ar")) == "edit 1"


def test_nothing_is_not_isolated() -> None:
    assert isolated("", "ar") == ""


def test_each_number_stays_with_its_right_to_left_choice() -> None:
    message = Message((Choices((Choice("1", "ספרייה"), Choice("2", "מוזיאון"))),))
    assert render_plain(message) == "1 \u2068ספרייה\u2069  2 \u2068מוזיאון\u2069"


def test_a_name_among_choices_makes_no_line_of_its_own() -> None:
    message = Message((Choices((Choice("1", "Library\n3 the whole coalition"),)),))
    assert "\n" not in render_plain(message)
    assert "<br>" not in render_html(message)
