"""Translations: the catalogue of one language, read from its `.po` file at run time."""

from functools import lru_cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

CATALOGUES = Path(__file__).parent.parent / "locale"


def languages() -> tuple[str, ...]:
    """The languages the bot speaks, English first."""
    return ("en", *sorted(p.stem for p in CATALOGUES.glob("*.po")))


@lru_cache
def translation(language: str) -> NullTranslations:
    """The catalogue of a language or of its base language (`de` for `de-AT`), else English."""
    for name in (language, language.partition("-")[0]):
        path = CATALOGUES / f"{name}.po"
        if name.isalpha() and path.is_file():
            compiled = BytesIO()
            with path.open("rb") as source:
                write_mo(compiled, read_po(source, locale=name))
            compiled.seek(0)
            return Translations(compiled)
    return NullTranslations()
