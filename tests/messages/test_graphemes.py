"""Where a text may be cut."""

import pytest

from ci_bot.messages.graphemes import border_before, is_border


@pytest.mark.parametrize(
    "grapheme",
    [
        "e\u0301",
        "\r\n",
        "👍🏽",
        "👨‍👩‍👧",
        "❤️",
        "1️⃣",
        "🇩🇪",
        "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "\u1112\u1161\u11ab",
        "\u1100\uac00",
        "\ua960\u1100",
        "क्ष",
        "नि",
        "กำ",
        "ﾊﾟ",
        "\u0600\u0661",
        "a\u200d",
    ],
)
def test_what_people_see_as_one_character_is_never_cut(grapheme: str) -> None:
    text = f"x{grapheme}y"
    inside = range(2, 1 + len(grapheme))
    assert not any(is_border(text, at) for at in inside)
    assert is_border(text, 1)
    assert all(border_before(text, at) == 1 for at in inside)


@pytest.mark.parametrize(
    ("text", "borders"),
    [
        ("ab", [0, 1, 2]),
        ("🇩🇪🇫🇷", [0, 2, 4]),
        ("한국", [0, 1, 2]),
        ("שלום", [0, 1, 2, 3, 4]),
        ("👍👍", [0, 1, 2]),
        ("я\u0301я", [0, 2, 3]),
        ("", [0]),
    ],
)
def test_borders_lie_between_characters(text: str, borders: list[int]) -> None:
    assert [at for at in range(len(text) + 1) if is_border(text, at)] == borders


def test_a_limit_past_the_end_is_the_end() -> None:
    assert border_before("abc", 99) == 3
