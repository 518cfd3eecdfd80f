"""A term has one word in each language, whoever translated the sentence."""

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.project.test_catalogues import FOLDER

# German says Bündnis, Vorhaben and Geschäftsstelle.
OTHER_WORDS = {"de": re.compile(r"Koalition|Aktivität|Backbone|Check-in|Digest")}

QUOTES = {"de": ("„", "“")}


def translations(message: Message) -> tuple[str, ...]:
    """Singular and plural, where there are two."""
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


@pytest.mark.parametrize("language", OTHER_WORDS)
def test_a_term_is_always_translated_by_its_own_word(language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as file:
        said = [text for message in read_po(file) for text in translations(message)]
    assert [text for text in said if OTHER_WORDS[language].search(text)] == []


@pytest.mark.parametrize("language", QUOTES)
def test_what_is_quoted_stands_in_the_languages_own_quotation_marks(language: str) -> None:
    opening, closing = QUOTES[language]
    with (FOLDER / f"{language}.po").open("rb") as file:
        said = [text for message in read_po(file) for text in translations(message)]
    assert [text for text in said if text.count(opening) != text.count(closing)] == []
    assert [text for text in said if set(text) & (set('"“”«»') - {opening, closing})] == []
