"""Sentences with places for pieces."""

import pytest

from ci_bot.messages.inline import Code, Plain, Words, line


def test_each_piece_keeps_its_kind() -> None:
    filled = line("{who} said {said}, {count} times", who=Words("a"), said=Code("b"), count=3)
    assert filled == (
        Words("a"),
        Plain(" said "),
        Code("b"),
        Plain(", "),
        Plain("3"),
        Plain(" times"),
    )


def test_a_line_fills_a_place_of_another() -> None:
    assert line("See {inner}.", inner=(Words("a"), Code("b"))) == (
        Plain("See "),
        Words("a"),
        Code("b"),
        Plain("."),
    )


def test_braces_in_what_fills_a_place_are_only_braces() -> None:
    assert line("{words}", words=Words("{secret} {0.__class__}")) == (
        Words("{secret} {0.__class__}"),
    )


def test_a_place_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        line("{missing}")
