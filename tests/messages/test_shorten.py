"""Lines marked "(shortened)"."""

from hypothesis import given
from hypothesis import strategies as st

from ci_bot.messages.graphemes import is_border
from ci_bot.messages.shorten import shorten
from tests.messages.strategies import texts


def test_a_text_within_the_limit_is_not_touched() -> None:
    assert shorten("Eight schools signed.", 21) == ("Eight schools signed.", False)


def test_a_text_is_shortened_between_words() -> None:
    assert shorten("Eight schools signed, six more", 27) == ("Eight schools signed, six", True)
    assert shorten("Eight schools signed, six more", 25) == ("Eight schools signed, six", True)
    assert shorten("Eight schools signed, six more", 22) == ("Eight schools signed", True)


def test_a_text_is_shortened_after_a_sentence_where_that_leaves_enough() -> None:
    text = "Eight schools signed. Six more are thinking about it until the end of June."
    assert shorten(text, 40) == ("Eight schools signed.", True)
    assert shorten(text, 60) == ("Eight schools signed. Six more are thinking about it until", True)
    assert (
        shorten("What they need: 1. mentors 2. time and rooms", 34)[0]
        == "What they need: 1. mentors 2. time"
    )
    assert shorten("学校が八つ。プリンタがない", 8) == ("学校が八つ。", True)


def test_an_endless_word_is_shortened_inside() -> None:
    assert shorten("a " + "b" * 50, 20) == ("a " + "b" * 18, True)


def test_a_family_is_not_torn_apart() -> None:
    assert shorten("xxx👨‍👩‍👧yyy", 5) == ("xxx", True)


@given(texts, st.integers(1, 80))
def test_what_is_left_is_the_beginning_within_the_limit(text: str, limit: int) -> None:
    kept, shortened = shorten(text, limit)
    stripped = text.strip()
    assert len(kept) <= limit
    assert stripped.startswith(kept)
    assert shortened == (kept != stripped)
    assert is_border(stripped, len(kept)) or stripped[len(kept)] in " \n\t\u00a0,;:-"
