"""A term has one word in each language, whoever translated the sentence."""

import re

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from tests.project.test_catalogues import FOLDER

# German says Bündnis, Vorhaben and Geschäftsstelle.
OTHER_WORDS = {"de": re.compile(r"Koalition|Aktivität|Backbone|Check-in|Digest")}


def translations(message: Message) -> tuple[str, ...]:
    """Singular and plural, where there are two."""
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


@pytest.mark.parametrize("language", OTHER_WORDS)
def test_a_term_is_always_translated_by_its_own_word(language: str) -> None:
    with (FOLDER / f"{language}.po").open("rb") as file:
        said = [text for message in read_po(file) for text in translations(message)]
    assert [text for text in said if OTHER_WORDS[language].search(text)] == []
