"""The catalogues hold what the bot says, and translations keep the names of its values."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.project.sources import ROOT

FOLDER = ROOT / "ci_bot/locale"
TEMPLATE = FOLDER / "ci_bot.pot"
CATALOGUES = sorted(FOLDER.glob("*.po"))


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def phrases(message: Message) -> tuple[str, ...]:
    """The one text, or singular and plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def translations(message: Message) -> tuple[str, ...]:
    """As many as there are phrases; empty where one is missing."""
    given = message.string or ""
    return (given,) if isinstance(given, str) else tuple(given)


def names(text: str) -> Counter[str]:
    return Counter(re.findall(r"\{(\w*)", text))


def test_the_template_holds_every_sentence() -> None:
    said = {
        found[2] if isinstance(found[2], str) else found[2][:2]
        for found in extract_from_dir(ROOT / "ci_bot")
    }
    written = {message.id for message in catalogue(TEMPLATE) if message.id}
    assert said == written, "make messages"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_keeps_the_named_places(path: Path) -> None:
    wrong = [
        translation
        for message in catalogue(path)
        if message.id and message.string
        for translation in (
            (message.string,) if isinstance(message.string, str) else message.string
        )
        if translation and names(translation) not in [names(phrase) for phrase in phrases(message)]
    ]
    assert wrong == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_language_that_is_offered_is_complete(path: Path) -> None:
    """A message half in one language and half in another helps nobody."""
    missing = [
        phrases(message)[0]
        for message in catalogue(path)
        if message.id and not all(translations(message))
    ]
    assert not missing
