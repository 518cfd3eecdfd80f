"""A language needs no more than a catalogue; what that doesn't have yet is English."""

from pathlib import Path
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from ci_bot.views.translation import CATALOGUES, languages, spoken, translation

ONE, MANY = "{count} channel receives it.", "{count} channels receive it."
FRENCH: dict[Any, Any] = {
    "Activity": "Activité",
    (ONE, MANY): ("{count} canal le reçoit.", "{count} canaux le reçoivent."),
}
BRAZILIAN: dict[Any, Any] = {"Activity": "Atividade"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What `pybabel init` makes of the template, with a few sentences translated."""
    with (CATALOGUES / "ci_bot.pot").open("rb") as file:
        template = read_po(file)
    for name, translated in (("fr", FRENCH), ("pt_BR", BRAZILIAN)):
        catalogue = Catalog(locale=name)
        for message in template:
            if message.id:
                string: Any = translated.get(message.id, "")
                catalogue.add(message.id, string, context=message.context)
        with (tmp_path / f"{name}.po").open("wb") as file:
            write_po(file, catalogue)
    return tmp_path


def test_every_catalogue_is_a_language_that_can_be_chosen(folder: Path) -> None:
    assert languages(folder) == ("en", "fr", "pt-BR")
    assert languages()[:2] == ("en", "de")


def test_what_is_translated_is_said_so_and_the_rest_in_english(folder: Path) -> None:
    french = translation("fr", folder)
    assert french.gettext("Activity") == "Activité"
    assert french.gettext("Nothing is new, so nothing goes out this time.").startswith("Nothing")
    assert french.pgettext("typed answer", "a|away") == "a|away"
    assert french.ngettext("{number} person", "{number} people", 2) == "{number} people"


@pytest.mark.parametrize(("number", "said"), [(0, "canal "), (1, "canal "), (2, "canaux ")])
def test_a_number_follows_the_rules_of_its_language(folder: Path, number: int, said: str) -> None:
    assert said in translation("fr", folder).ngettext(ONE, MANY, number)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr-CA", "Activité"),
        ("pt-BR", "Atividade"),
        ("pt", "Activity"),
        ("fa", "Activity"),
        ("", "Activity"),
        ("../fr", "Activity"),
        ("fr/", "Activity"),
    ],
)
def test_a_region_reads_its_language_and_everybody_else_english(
    folder: Path, language: str, said: str
) -> None:
    assert translation(language, folder).gettext("Activity") == said


@pytest.mark.parametrize(
    ("profile", "language"),
    [("de", "de"), ("de-AT", "de"), ("DE_at", "de"), ("en-GB", "en"), ("fi-FI", None), ("", None)],
)
def test_a_profile_has_the_language_that_the_bot_speaks(profile: str, language: str | None) -> None:
    assert spoken(profile) == language
