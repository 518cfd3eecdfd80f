"""The language of a text is what it is written in, not only what its author usually speaks."""

import pytest

from ci_bot.domain.answering.written_in import language_of, written_in
from tests.support.lakeland import lakeland


@pytest.mark.parametrize(
    ("text", "own", "language"),
    [
        ("The printer cancelled, and we need another.", "cs", "en"),
        ("Three teachers can read with you before the break.", "sq", "en"),
        ("Der Drucker hat abgesagt, wir suchen noch einen.", "en", "de"),
        ("Tiskárna to zrušila, do konce května to nestihneme.", "cs", "cs"),
        ("Vi får inte tag på en ny skrivare, för tillfället.", "sv", "sv"),
        ("De drukker is weg, we zoeken nog een andere op korte termijn.", "nl", "nl"),
        ("Imprimanta nu mai are hârtie, in curând o reparăm.", "ro", "ro"),
        ("Принтер зламався.", "uk", "uk"),
        ("One more teacher for two evenings, by 6 June", "hu", "en"),
        ("still no answer.", "sv", "en"),
        ("Fine.", "cs", "cs"),
        ("12/20", "hu", "hu"),
    ],
)
def test_english_and_german_are_known_by_their_small_words(
    text: str, own: str, language: str
) -> None:
    assert written_in(text, own) == language


@pytest.mark.parametrize(
    ("text", "own", "language"),
    [
        ("Γειτονιά", "tr", "el"),
        ("同じ学校です。こんにちは", "tr", "ja"),
        ("Сеть библиотек", "de", None),
        ("Biblioteka", "hy", None),
        ("Biblioteka", "sr", "sr"),
        ("Библиотека", "sr", "sr"),
    ],
)
def test_letters_that_are_not_those_of_the_author_give_no_wrong_tag(
    text: str, own: str, language: str | None
) -> None:
    assert written_in(text, own) == language


def test_a_second_line_does_not_decide_what_the_first_is_written_in() -> None:
    words = "Tiskárna to zrušila.\nen: The printer cancelled, and we need another."
    assert language_of(words, "cs", lakeland()) == "cs"
